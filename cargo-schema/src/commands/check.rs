//! `cargo schema check`: what is in no revision, and, with a database, what is not in it.

use std::path::PathBuf;

use schema_core::diagnostic::{Code, Command, Help};
use schema_core::dialect::Unmodelled;
use schema_core::diff::{Change, diff};
use schema_core::lower::Lowered;
use schema_core::migrate::Status;
use schema_core::revision::Revisions;

use crate::cli::again::Again;
use crate::cli::check::Args;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::ops::drift::Difference;
use crate::ops::locate::{Found, Known, part_way};
use crate::ops::made;
use crate::output::json::{self, commands::Check};
use crate::output::shell::count;
use crate::project::Project;
use crate::project::database::Database;

/// What was found.
#[derive(Default)]
struct Findings {
    /// Changes of models that are in no revision.
    unrecorded: Vec<Change>,
    /// Files with models that are part of no crate, where tables would be dropped or there are no models.
    orphans: Vec<PathBuf>,
    /// Packages with models that are in no schema.
    not_set_up: Vec<String>,
    /// The database, where one was compared.
    seen: Option<Seen>,
}

/// A database against its revisions.
#[derive(Default)]
struct Seen {
    /// What it is called.
    shown: String,
    /// The revision at which it says it is.
    at: String,
    /// Revisions that it lacks.
    pending: Vec<String>,
    /// The one of them up to which it has what the revisions make all the same.
    reached: Option<String>,
    /// What is wrong with its history.
    history: Option<String>,
    /// A revision is partially applied: nothing but the way on may change the database.
    is_part_way: bool,
    /// What is not as the revisions make it.
    drift: Vec<Difference>,
    /// Tables that no revision made; they are in `drift`, too.
    others: Vec<String>,
    /// What the comparison could not be sure of.
    doubt: Option<String>,
    /// What no model can declare.
    unmodelled: Vec<Unmodelled>,
}

pub(crate) async fn run(context: &mut Context, args: &Args) -> Result<Exit> {
    let project = Project::find_or_at(&context.global, &args.folder)?;
    let revisions = project.revisions()?;
    revisions.graph().head().map_err(|heads| Error::of_heads(&heads, project.again()))?;
    let models = if project.has_models() { Some(project.models_and_forgotten(&context.global)?) } else { None };
    let mut unrecorded = Vec::new();
    if let Some((models, complete, _)) = &models {
        unrecorded = diff(&revisions.schema()?, &models.schema, &models.answers()).changes;
        // What is absent with other features is not gone.
        unrecorded.retain(|change| *complete || change.symbol() != '-');
    }
    let (models, forgotten) = models.map_or((None, Vec::new()), |(models, _, forgotten)| (Some(models), forgotten));
    let database = match &args.database {
        Some(Some(url)) => Some(Database::of(&project, url)?),
        Some(None) => Some(Database::find(&context.global, &project)?),
        None if context.global.database_url.is_some() => Some(Database::find(&context.global, &project)?),
        None if models.is_none() => {
            return Err(Error::usage(
                Code::NothingToCompare,
                "with `--migrations` there are no models, and nothing to compare",
            )
            .hint(Help::run(
                project.again().elsewhere(Command::schema(["check", "--database"]).placeholder("url")),
                |check| format!("compare a database: `{check}`"),
            )));
        }
        None => None,
    };
    if database.is_some() {
        project.require_migrations()?;
    }
    let seen = match &database {
        Some(database) => Some(look(&project, &revisions, database).await?),
        None => None,
    };
    let is_empty = models.as_ref().is_some_and(|models| models.schema.tables.is_empty());
    let drops = unrecorded.iter().any(|change| matches!(change, Change::DropTable(_)));
    // Where tables would be dropped, they are told beside that.
    let orphans = if drops || is_empty { project.orphans(&context.global)? } else { Vec::new() };
    let forgotten = match (orphans.is_empty(), unrecorded.is_empty()) {
        (true, _) => forgotten,
        (false, true) => orphans.clone(),
        (false, false) => Vec::new(),
    };
    let not_set_up = project.not_set_up()?.into_iter().map(str::to_owned).collect();
    let findings = Findings { unrecorded, orphans, not_set_up, seen };
    if context.json() {
        let value = findings.json(&project, models.as_ref());
        context.write_json(&value);
    } else {
        findings.tell(context, &project, models.as_ref(), &revisions, database.as_ref().map(Database::again));
    }
    for file in &forgotten {
        context.shell.warn(project.forgotten(file));
    }
    if findings.is_empty() {
        let what = match &models {
            Some(models) if models.schema.tables.is_empty() => "there are no models, and revisions make no tables",
            Some(_) => "models and revisions agree",
            None => "revisions and database agree",
        };
        context.shell.status("Checked", what);
        return Ok(Exit::Fine);
    }
    Ok(Exit::Findings)
}

/// Compares a database with the revisions that it says it has.
async fn look(project: &Project, revisions: &Revisions, database: &Database) -> Result<Seen> {
    database.require()?;
    let again = database.again();
    let migrator = project.migrator(revisions)?;
    let status = migrator.status(database.url()).await.map_err(|error| database.migration_error(error))?;
    let Status { current, pending, history, unmanaged, other_histories: _, obstacle } = status;
    let problem = migrator.problem(database.dialect(&project.dialects()?), &history);
    let wrong = match (problem, history.part_way(), unmanaged.len()) {
        (Ok(Some(problem)) | Err(problem), _, _) => {
            Some(problem.diagnostic(&|command| again.command(command)).to_string())
        }
        (Ok(None), Some(record), _) => Some(match obstacle {
            Some(obstacle) => obstacle.diagnostic(&|command| again.command(command)).to_string(),
            None => part_way(record, again),
        }),
        (Ok(None), None, 0) => None,
        (Ok(None), None, tables) => Some(format!(
            "the database has {} and no history: if they are what the revisions make, run `{}`",
            count(tables, "table"),
            again.command(["stamp", "head"])
        )),
    };
    let mut seen = Seen {
        shown: database.shown().to_owned(),
        pending: pending.iter().map(ToString::to_string).collect(),
        history: wrong,
        is_part_way: history.part_way().is_some(),
        ..Seen::default()
    };
    // Nobody has said yet what a database without history is to be, and nobody knows what missing revisions make.
    let unknown = history.records.keys().any(|id| revisions.get(id).is_none());
    if !unmanaged.is_empty() || unknown {
        return Ok(seen);
    }
    let names: Vec<String> = current.iter().map(ToString::to_string).collect();
    seen.at = if names.is_empty() { "base".to_owned() } else { names.join(", ") };
    let (mut found, known) = (Found::read(database).await?, Known::of(revisions));
    let expected = made::replay(revisions, current.iter().map(|node| node.id.as_str()), found.dialect())?;
    let mut changes = found.differences(&expected, &known).await?;
    if !changes.is_empty()
        && !seen.is_part_way
        && let Some(node) = found.reached(revisions, &current, &pending, &known).await?
    {
        seen.reached = Some(node.to_string());
        changes.clear();
    }
    let others = found.others(&expected, &known, project.metadata());
    seen.others = others.iter().map(|table| table.name.to_string()).collect();
    changes.extend(others.into_iter().map(|table| Change::DropTable(table.into())));
    seen.drift = Difference::all(changes);
    seen.doubt = found.doubt();
    seen.unmodelled = found.unmodelled().to_vec();
    found.close().await;
    Ok(seen)
}

impl Findings {
    fn is_empty(&self) -> bool {
        let fine = |seen: &Seen| seen.pending.is_empty() && seen.history.is_none() && seen.drift.is_empty();
        self.unrecorded.is_empty() && self.not_set_up.is_empty() && self.seen.as_ref().is_none_or(fine)
    }

    fn json(&self, project: &Project, models: Option<&Lowered>) -> Check {
        let change = |change: &Change| match models {
            Some(models) => json::Change::in_models(change, models, |path| project.show(path)),
            None => json::Change::of(change),
        };
        let nothing = Seen::default();
        let Seen { shown, at, pending, reached, history, is_part_way: _, drift, others, doubt, unmodelled } =
            self.seen.as_ref().unwrap_or(&nothing);
        let told = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        Check {
            changes: self.unrecorded.iter().map(change).collect(),
            not_set_up: self.not_set_up.clone(),
            pending: pending.clone(),
            reached: reached.clone(),
            history: history.clone(),
            database: told(shown),
            at: told(at),
            drift: drift.iter().map(Difference::json).collect(),
            other_tables: others.clone(),
            doubt: doubt.clone(),
            unmodelled: json::Unmodelled::all(unmodelled),
        }
    }

    fn tell(
        &self,
        context: &mut Context,
        project: &Project,
        models: Option<&Lowered>,
        revisions: &Revisions,
        again: Option<&Again>,
    ) {
        let shell = &mut context.shell;
        if let Some(models) = models.filter(|_| !self.unrecorded.is_empty()) {
            shell.lines(project.unrecorded(&self.unrecorded, models, &self.orphans, !revisions.graph().is_empty()));
        }
        for name in &self.not_set_up {
            shell.data(format_args!(
                "not set up: `{name}` has models that are in no schema: `cargo schema init -p {name}`"
            ));
        }
        let (Some(seen), Some(again)) = (&self.seen, again) else { return };
        let Seen { shown, at, pending, reached, history, is_part_way, drift, others, doubt, unmodelled } = seen;
        for name in pending {
            shell.data(format_args!("pending: {name}"));
        }
        if let Some(history) = history {
            shell.lines(history);
        }
        let back = || format!("SQL that takes it back: `{}`", again.command(["diff", "database", at, "--sql"]));
        // What brings it to the head.
        let forward = match reached {
            Some(name) if pending.last() == Some(name) => format!("`{}`", again.command(["stamp", "head"])),
            Some(name) => {
                format!("`{}`, then `{}`", again.command(["stamp", name]), again.command(["upgrade"]))
            }
            None => format!("`{}`", again.command(["upgrade"])),
        };
        if let Some(name) = reached {
            shell.data(format_args!("reached: {shown} is what {name} makes already, and {at} by its history"));
            shell.data("ways out:");
            shell.data(format_args!("  mark it: {forward}"));
            shell.data(format_args!("  {}", back()));
        }
        if !drift.is_empty() {
            let at = reached.as_ref().unwrap_or(at);
            shell.data(format_args!("drift: {shown} is not what {at} makes"));
            for line in drift.iter().flat_map(Difference::lines) {
                shell.data(format_args!("  {line}"));
            }
        }
        // What half of a revision has left behind may hold the only copy of rows.
        if !drift.is_empty() && !is_part_way {
            shell.data("ways out:");
            // Such a revision is made of a database at the head alone.
            let first = match pending.is_empty() {
                true => String::new(),
                false => format!("{forward}, then "),
            };
            // A folder alone has no models that could say the same.
            if project.has_models() {
                let adopt = again.command(["revision", "--from-database"]);
                shell.data(format_args!("  a revision that adopts it: {first}`{adopt}`"));
            }
            if reached.is_none() {
                shell.data(format_args!("  {}", back()));
            }
            if !others.is_empty() {
                let list: Vec<String> = others.iter().map(|name| format!("{name:?}")).collect();
                shell.data(format_args!(
                    "  tables of somebody else: `ignore-tables = [{}]` in the metadata",
                    list.join(", ")
                ));
            }
        }
        if let Some(doubt) = doubt {
            shell.warn(doubt);
        }
        if shell.is_verbose() {
            for it in unmodelled {
                shell.data(format_args!("not modelled: {} {}", it.kind, it.name));
            }
        }
    }
}
