//! `cargo schema stamp`: marks a database that has the tables already, after a look at them.

use schema_core::diagnostic::{Code, Command, Diagnostic, Help};
use schema_core::diff::Change;
use schema_core::migrate::{History, Migrator, Record, Status};
use schema_core::revision::{Revisions, Target};

use crate::cli::again::Again;
use crate::cli::stamp::Args;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::ops::locate::{Candidate, Found, Known, differences, stopped};
use crate::output::json::{RevisionRef, commands::Stamp};
use crate::output::prompt;
use crate::output::shell::count;
use crate::project::Project;
use crate::project::database::Database;

pub(crate) async fn run(context: &mut Context, args: &Args) -> Result<Exit> {
    let project = Project::find_or_at(&context.global, &args.folder)?;
    let revisions = project.revisions()?;
    let database = Database::find(&context.global, &project)?;
    context.uses(&database);
    let migrator = database.limited(project.migrator(&revisions)?);
    database.require_lasting()?;
    database.require()?;
    let failed = |error| database.migration_error(error);
    let status = migrator.status(database.url()).await.map_err(failed)?;
    // Half of a revision can look like one that is whole: what it has done to rows, no comparison sees.
    if let Some(record) = status.history.part_way().filter(|_| args.refresh || args.detect && !args.purge) {
        return Err(unfinished(record, database.again()));
    }
    // A place among the revisions at hand would be another one than that of the database.
    let unknown = status.history.records.values().find(|record| revisions.get(&record.id).is_none());
    if let Some(record) = unknown.filter(|_| args.refresh) {
        let message = format!("applied revision `{}` is missing from this project", record.name());
        return Err(Error::new(Exit::History, Code::MissingRevisionFile, message)
            .hint("restore it from version control: `--refresh` accepts edits of revisions that are here"));
    }
    // All that can be refused is refused before anything is removed.
    let target = match (&args.target, args.detect) {
        _ if args.refresh => Some(current(&status, &revisions, database.again())?),
        (Some(target), _) => Some(Target::parse(target)),
        (None, true) => Some(detect(context, &project, &revisions, &database).await?),
        (None, false) if args.purge => None,
        (None, false) => Some(Target::Head),
    };
    let mut applied = status.history.applied();
    if args.purge {
        applied.clear();
    }
    let tips = target.as_ref().map(|target| target.resolve(revisions.graph(), &applied)).transpose();
    let tips = tips.map_err(|error| Error::of_target(&error, project.again()))?;
    let tips: Vec<String> = tips.unwrap_or_default().into_iter().map(str::to_owned).collect();
    if let Some(target) = target.as_ref().filter(|_| !args.force && !args.refresh && !args.detect) {
        let part_way = status.history.part_way().filter(|_| !args.purge);
        refuse_differences(context, &database, &revisions, target, &tips, part_way).await?;
    }
    let mut removed =
        if args.purge { purge(context, args, &database, &migrator, &status.history).await? } else { Vec::new() };
    let nodes = match &target {
        Some(target) => migrator.stamp(database.url(), target).await.map_err(failed)?,
        None => Vec::new(),
    };
    if !args.purge && target.is_some() {
        let gone = status.history.records.values().filter(|it| nodes.iter().all(|node| node.id != it.id));
        for record in gone {
            context.shell.status("Removed", format_args!("{} from the history", record.name()));
            removed.push(RevisionRef::new(&record.id, &record.slug));
        }
    }
    status.history.part_way().into_iter().for_each(|record| tell_cleared(context, record));
    if context.json() {
        context.write_json(&Stamp { revisions: RevisionRef::all(&nodes), removed });
    }
    if target.is_none() {
        let help = Help::run(database.again().command(["stamp", "--detect"]), |detect| {
            format!("if it already has the tables of some revision, run `{detect}`")
        });
        context.shell.say(&Diagnostic::warning(Code::AtBase, "the database is now at base").help(help));
        return Ok(Exit::Fine);
    }
    let names: Vec<String> = tips.iter().filter_map(|id| revisions.get(id)).map(|file| file.name()).collect();
    let at = if names.is_empty() { "base".to_owned() } else { names.join(", ") };
    let verb = if args.refresh { "Refreshed" } else { "Stamped" };
    context.shell.status(verb, format_args!("{} at {at} ({})", database.shown(), count(nodes.len(), "revision")));
    Ok(Exit::Fine)
}

/// Takes all revisions out of the history, and tells which.
async fn purge(
    context: &mut Context,
    args: &Args,
    database: &Database,
    migrator: &Migrator,
    history: &History,
) -> Result<Vec<RevisionRef>> {
    let removed: Vec<&Record> = history.records.values().collect();
    if !args.yes && !removed.is_empty() {
        let rows = count(removed.len(), "revision");
        let question = format!("remove {rows} from the history of {}? Tables are kept", database.shown());
        prompt::confirm(&question, "`--yes`", context.shell.is_interactive())?;
    }
    migrator.purge(database.url()).await.map_err(|error| database.migration_error(error))?;
    for record in &removed {
        context.shell.status("Removed", format_args!("{} from the history", record.name()));
    }
    Ok(removed.into_iter().map(|record| RevisionRef::new(&record.id, &record.slug)).collect())
}

/// Refuses a database that is not what the revisions up to `tips` make.
async fn refuse_differences(
    context: &mut Context,
    database: &Database,
    revisions: &Revisions,
    target: &Target,
    tips: &[String],
    part_way: Option<&Record>,
) -> Result<()> {
    let differences = differences(&mut context.shell, database, revisions, tips).await?;
    if differences.is_empty() {
        return Ok(());
    }
    if let Some(record) = part_way {
        return Err(unfinished(record, database.again()));
    }
    let mut error =
        Error::new(Exit::History, Code::DatabaseDiffers, format!("`{}` does not match `{target}`", database.shown()));
    error.diagnostic.causes = vec!["changes needed to match:".to_owned()];
    error.diagnostic.causes.extend(sentences(&differences));
    let force = database.again().command(["stamp", &target.to_string(), "--force"]);
    Err(error.hint(Help::run(force, |force| format!("to stamp it anyway, run `{force}`"))))
}

/// The error for a database in which a revision is partially applied.
fn unfinished(record: &Record, again: &Again) -> Error {
    Error::new(Exit::History, Code::PartialRevision, stopped(record))
        .hint(Help::run(again.go_on(record), |command| format!("to finish it, run `{command}`")))
}

fn tell_cleared(context: &mut Context, record: &Record) {
    let message = format!("cleared the record that {}", stopped(record));
    let said = Diagnostic::warning(Code::ClearedRecord, message);
    context.shell.say(&said.cause("the changes of these statements are still in the database"));
}

fn sentences(changes: &[Change]) -> impl Iterator<Item = String> + '_ {
    changes.iter().map(|change| format!("{} {change}", change.symbol()))
}

/// The place in the history that makes exactly what the database has.
async fn detect(
    context: &mut Context,
    project: &Project,
    revisions: &Revisions,
    database: &Database,
) -> Result<Target> {
    let mut found = Found::read(database).await?;
    let candidates = found.candidates(revisions).await?;
    if let Some(doubt) = found.doubt() {
        context.shell.say(&doubt);
    }
    let exact: Vec<&Candidate> = candidates.iter().filter(|candidate| candidate.changes.is_empty()).collect();
    match exact.as_slice() {
        [one] => {
            context.shell.status("Detected", format_args!("{} matches {}", database.shown(), one.name));
            Ok(match one.tips.as_slice() {
                [] => Target::Base,
                [id] => Target::Named(id.clone()),
                _ => Target::Heads,
            })
        }
        [newest, ..] => {
            let names: Vec<String> = exact.iter().rev().map(|candidate| format!("`{}`", candidate.name)).collect();
            let message = format!("`{}` matches several revisions: {}", database.shown(), names.join(", "));
            Err(Error::new(Exit::History, Code::SeveralMatches, message)
                .cause("they differ only in data or unmanaged objects, such as triggers and functions")
                .hint(Help::run(database.again().command(["stamp", &newest.name]), |stamp| {
                    format!("choose one: `{stamp}`")
                })))
        }
        [] => Err(not_found(context, project, database, &mut found, candidates).await),
    }
}

/// The error for a database that no revision makes: what the models say of it, else what the nearest revision does.
async fn not_found(
    context: &Context,
    project: &Project,
    database: &Database,
    found: &mut Found<'_>,
    candidates: Vec<Candidate>,
) -> Error {
    let shown = database.shown();
    // Models that cannot be read have nothing to say here; the build says why.
    if project.has_models()
        && let Ok((models, _)) = project.models(&context.global)
        && found.others(&models.schema, &Known::default(), project.metadata()).is_empty()
        && found.differences(&models.schema, &Known::default()).await.is_ok_and(|it| it.is_empty())
    {
        return Error::new(
            Exit::History,
            Code::UnrecordedSchema,
            format!("`{shown}` matches the models, but no revision"),
        )
        .hint(Help::run(project.again().elsewhere(["revision"]), |revision| {
            format!("create a revision with `{revision}`, then run `stamp head`")
        }));
    }
    let mut error = Error::new(Exit::History, Code::NoMatch, format!("no revision matches `{shown}`"));
    let Some(nearest) = candidates.into_iter().next() else { return error };
    error.diagnostic.causes.push(format!("the closest is `{}`; changes needed to match:", nearest.name));
    error.diagnostic.causes.extend(sentences(&nearest.changes));
    let force = database.again().command(["stamp", &nearest.name, "--force"]);
    error.hint(Help::run(force, |force| format!("to stamp that revision anyway, run `{force}`")))
}

/// The target at which the database is by its own history.
fn current(status: &Status, revisions: &Revisions, again: &Again) -> Result<Target> {
    let heads = revisions.graph().heads();
    match status.current.as_slice() {
        [] => Ok(Target::Base),
        [one] => Ok(Target::Named(one.id.clone())),
        several if several.len() == heads.len() && several.iter().zip(&heads).all(|(one, head)| one.id == head.id) => {
            Ok(Target::Heads)
        }
        _ => Err(Error::new(
            Exit::History,
            Code::SeveralRevisions,
            "the database is at several revisions, which are not the heads",
        )
        .hint(Help::run(again.command(Command::schema(["stamp"]).placeholder("revision")), |stamp| {
            format!("name the current revision: `{stamp}`")
        }))),
    }
}
