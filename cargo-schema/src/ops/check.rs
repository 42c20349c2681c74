//! What `check` looks at: what is in no revision, and, with a database, what is not in it.

use std::path::PathBuf;

use schema_core::diagnostic::{Code, Command, Diagnostic, Help, Severity};
use schema_core::dialect::Unmanaged;
use schema_core::diff::{Change, diff};
use schema_core::lower::Lowered;
use schema_core::migrate::{Migrator, Status};
use schema_core::revision::{Node, Revisions};

use crate::cli::again::Again;
use crate::cli::check::Args;
use crate::cli::global::Global;
use crate::cli::remedy;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::ops::drift::Difference;
use crate::ops::locate::{Found, Known, no_history, old_server, part_way};
use crate::ops::made;
use crate::output::json::{self, RevisionRef, commands::Check};
use crate::output::shell::count;
use crate::project::Project;
use crate::project::database::Database;

/// What was found.
pub(crate) struct Findings {
    /// The models, where there are some.
    models: Option<Lowered>,
    /// Whether there are revisions.
    has_revisions: bool,
    /// Changes of models that are in no revision.
    unrecorded: Vec<Change>,
    /// Files with models that are part of no crate, where tables would be dropped or there are no models.
    orphans: Vec<PathBuf>,
    /// Files with models to which nothing leads, as far as they are not in `orphans` and told with a change.
    forgotten: Vec<PathBuf>,
    /// Packages with models that are in no schema.
    not_set_up: Vec<String>,
    /// That scripts would be written for an older server than those of the revisions.
    older: Option<Diagnostic>,
    /// The database, where one was compared.
    seen: Option<Seen>,
}

/// A database against its revisions.
#[derive(Default)]
struct Seen {
    /// What it is called.
    shown: String,
    /// The commands that are about it.
    again: Again,
    /// The revision at which it says it is.
    at: String,
    /// The last revisions that it has by its history; none where it was not compared.
    current: Option<Vec<Node>>,
    /// Revisions that it lacks.
    pending: Vec<Node>,
    /// The one of them up to which it has what the revisions make all the same.
    reached: Option<Node>,
    /// What is wrong with its history.
    history: Option<Diagnostic>,
    /// That its server is too old for what it lacks.
    old_server: Option<Diagnostic>,
    /// A revision is partially applied: nothing but the way on may change the database.
    is_part_way: bool,
    /// What is not as the revisions make it.
    drift: Vec<Difference>,
    /// Tables that no revision made; they are in `drift`, too.
    others: Vec<String>,
    /// What the comparison could not be sure of.
    doubt: Option<Diagnostic>,
    /// The unmanaged objects.
    unmanaged: Vec<Unmanaged>,
}

/// Looks at the models and the database of the command line.
pub(crate) async fn look(context: &mut Context, project: &Project, args: &Args) -> Result<Findings> {
    let global = &context.global.clone();
    let revisions = project.revisions()?;
    revisions.graph().head().map_err(|heads| Error::of_heads(&heads, project.again()))?;
    let (models, unrecorded, forgotten) = if project.has_models() {
        let (models, unrecorded, forgotten) = unrecorded(global, project, &revisions)?;
        (Some(models), unrecorded, forgotten)
    } else {
        (None, Vec::new(), Vec::new())
    };
    let seen = match database(global, project, args)? {
        Some(database) => {
            context.uses(&database);
            project.require_migrations()?;
            Some(compared(project, &revisions, &database).await?)
        }
        None if models.is_none() => return Err(nothing_to_compare(project)),
        None => None,
    };
    let is_empty = models.as_ref().is_some_and(|models| models.schema.tables.is_empty());
    let drops = unrecorded.iter().any(|change| matches!(change, Change::DropTable(_)));
    // Where tables would be dropped, they are told beside that.
    let orphans = if drops || is_empty { project.orphans(global)? } else { Vec::new() };
    let forgotten = match (orphans.is_empty(), unrecorded.is_empty()) {
        (true, _) => forgotten,
        (false, true) => orphans.clone(),
        (false, false) => Vec::new(),
    };
    let not_set_up = project.not_set_up()?.into_iter().map(str::to_owned).collect();
    let has_revisions = !revisions.graph().is_empty();
    // A folder alone names no release.
    let releases = if project.has_models() { project.releases()? } else { &[] };
    let older = revisions.older_release(releases, false);
    Ok(Findings { models, has_revisions, unrecorded, orphans, forgotten, not_set_up, older, seen })
}

/// The models, their changes that are in no revision, and the files with models to which nothing leads. The revisions have one
/// head.
pub(crate) fn unrecorded(
    global: &Global,
    project: &Project,
    revisions: &Revisions,
) -> Result<(Lowered, Vec<Change>, Vec<PathBuf>)> {
    let (models, complete, forgotten) = project.models_and_forgotten(global)?;
    let mut changes = diff(&revisions.schema()?, &models.schema, &models.answers()).changes;
    // What is absent with other features is not gone.
    changes.retain(|change| complete || change.symbol() != '-');
    Ok((models, changes, forgotten))
}

/// The database that is asked for.
fn database(global: &Global, project: &Project, args: &Args) -> Result<Option<Database>> {
    let is_asked_for = args.database || args.connect.database_url.is_some();
    is_asked_for.then(|| Database::find(global, project)).transpose()
}

fn nothing_to_compare(project: &Project) -> Error {
    let check = project.again().elsewhere(Command::schema(["check", "--database-url"]).placeholder("url"));
    Error::usage(Code::NothingToCompare, "nothing to compare: `--migrations` reads no models")
        .hint(Help::run(check, |check| format!("compare a database: `{check}`")))
}

/// Compares a database with the revisions that it says it has.
async fn compared(project: &Project, revisions: &Revisions, database: &Database) -> Result<Seen> {
    database.require()?;
    let migrator = project.migrator(revisions)?;
    let status = migrator.status(database.url()).await.map_err(|error| database.migration_error(error))?;
    let mut seen = Seen {
        shown: database.shown().to_owned(),
        again: database.again().clone(),
        current: Some(status.current.clone()),
        pending: status.pending.clone(),
        history: history(project, &migrator, database, &status)?,
        old_server: old_server(database, &status),
        is_part_way: status.history.part_way().is_some(),
        ..Seen::default()
    };
    let Status { current, pending, history, unmanaged, .. } = status;
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
        seen.reached = Some(node.clone());
        changes.clear();
    }
    let others = found.others(&expected, &known, project.metadata());
    seen.others = others.iter().map(|table| table.name.to_string()).collect();
    changes.extend(others.into_iter().map(|table| Change::DropTable(table.into())));
    seen.drift = Difference::all(changes);
    seen.doubt = found.doubt();
    seen.unmanaged = found.unmanaged().to_vec();
    found.close().await;
    Ok(seen)
}

/// What is wrong with the history of a database.
fn history(project: &Project, migrator: &Migrator, database: &Database, status: &Status) -> Result<Option<Diagnostic>> {
    let again = database.again();
    let problem = migrator.problem(database.dialect(&project.dialects()?), &status.history);
    Ok(match (problem, status.history.part_way(), status.unmanaged.len()) {
        (Ok(Some(problem)) | Err(problem), _, _) => Some(remedy::diagnostic(&problem, again)),
        (Ok(None), Some(record), _) => Some(match &status.obstacle {
            Some(obstacle) => remedy::diagnostic(obstacle, again),
            None => part_way(record, again),
        }),
        (Ok(None), None, 0) => status.obstacle.as_ref().map(|obstacle| remedy::diagnostic(obstacle, again)),
        (Ok(None), None, tables) => Some(no_history(database, tables)),
    })
}

impl Findings {
    /// Whether nothing is to be done.
    pub(crate) fn is_empty(&self) -> bool {
        let fine = |seen: &Seen| seen.pending.is_empty() && seen.history.is_none() && seen.drift.is_empty();
        let written = self.unrecorded.is_empty() && self.not_set_up.is_empty() && self.older.is_none();
        written && self.seen.as_ref().is_none_or(fine)
    }

    /// What agrees where nothing is to be done.
    pub(crate) fn agreement(&self) -> &'static str {
        match &self.models {
            Some(models) if models.schema.tables.is_empty() => {
                "the project has no models, and the revisions create \
                no tables"
            }
            Some(_) => "models match revisions",
            None => "revisions match the database",
        }
    }

    /// What is said of all of it.
    pub(crate) fn diagnostics(&self, project: &Project) -> Vec<Diagnostic> {
        let mut said: Vec<Diagnostic> = self.older.iter().cloned().collect();
        if let Some(models) = self.models.as_ref().filter(|_| !self.unrecorded.is_empty()) {
            said.extend(project.unrecorded(&self.unrecorded, models, &self.orphans, self.has_revisions));
        }
        said.extend(self.not_set_up.iter().map(|name| package_not_set_up(name)));
        if let Some(seen) = &self.seen {
            seen.say(project, &mut said);
        }
        said
    }

    /// Warnings, which are no findings.
    pub(crate) fn warnings(&self, project: &Project) -> Vec<Diagnostic> {
        let doubt = self.seen.as_ref().and_then(|seen| seen.doubt.clone());
        doubt.into_iter().chain(self.forgotten.iter().map(|file| project.forgotten(file))).collect()
    }

    /// The unmanaged objects.
    pub(crate) fn unmanaged(&self) -> Vec<Diagnostic> {
        let all = self.seen.iter().flat_map(|seen| &seen.unmanaged);
        all.map(|it| {
            let message = format!("unmanaged, not compared: {it}");
            Diagnostic::new(Severity::Note, Code::UnsupportedObject, message)
        })
        .collect()
    }

    /// All of it for programs.
    pub(crate) fn json(&self, project: &Project) -> Check {
        let change = |change: &Change| match &self.models {
            Some(models) => json::Change::in_models(change, models, |path| project.show(path)),
            None => json::Change::of(change),
        };
        let nothing = Seen::default();
        let seen = self.seen.as_ref().unwrap_or(&nothing);
        Check {
            changes: self.unrecorded.iter().map(change).collect(),
            not_set_up: self.not_set_up.clone(),
            current: seen.current.as_ref().map(RevisionRef::all),
            pending: RevisionRef::all(&seen.pending),
            matches: seen.reached.as_ref().map(RevisionRef::from),
            drift: seen.drift.iter().map(Difference::json).collect(),
            unmanaged_tables: seen.others.clone(),
            unmanaged: json::Unmanaged::all(&seen.unmanaged),
        }
    }
}

/// What is said of a package with models that are in no schema.
pub(crate) fn package_not_set_up(name: &str) -> Diagnostic {
    Diagnostic::warning(Code::PackageNotSetUp, format!("`{name}` has models that belong to no schema"))
        .help(Help::run(["init", "-p", name].into(), |init| format!("set it up with `{init}`")))
}

impl Seen {
    fn say(&self, project: &Project, said: &mut Vec<Diagnostic>) {
        said.extend(self.behind());
        said.extend(self.old_server().cloned());
        said.extend(self.history.clone());
        said.extend(self.already_at());
        said.extend(self.differs());
        // What half of a revision has left behind may hold the only copy of rows.
        if !self.is_part_way {
            said.extend(self.ways_out(project));
        }
    }

    /// The revisions that it lacks.
    fn behind(&self) -> Option<Diagnostic> {
        let message = format!("`{}` is {} behind", self.shown, count(self.pending.len(), "revision"));
        let mut said = Diagnostic::warning(Code::Behind, message);
        said.causes.extend(self.pending.iter().map(|name| format!("pending: {name}")));
        // What is there already is marked, and what a history lacks is said with that. An old server is upgraded first.
        if self.reached.is_none() && self.history.is_none() && self.old_server.is_none() {
            said.help = Some(Help::run(self.again.command(["upgrade"]), |upgrade| format!("run `{upgrade}`")));
        }
        (!self.pending.is_empty()).then_some(said)
    }

    /// That its server is too old for them. Where revisions are marked, or a history is mended, others may be pending then.
    fn old_server(&self) -> Option<&Diagnostic> {
        self.old_server.as_ref().filter(|_| self.reached.is_none() && self.history.is_none())
    }

    /// That it has what later revisions make.
    fn already_at(&self) -> Option<Diagnostic> {
        let name = &self.reached.as_ref()?.to_string();
        let message = format!("`{}` already matches {name}, but its history says {}", self.shown, self.at);
        let is_last = self.pending.last() == self.reached.as_ref();
        let stamp = self.again.command(["stamp", if is_last { "head" } else { name }]);
        let then = if is_last { "" } else { ", and upgrade it afterwards" };
        let help = Help::run(stamp, |stamp| format!("stamp it with `{stamp}`{then}"));
        Some(Diagnostic::warning(Code::AlreadyAt, message).help(help))
    }

    /// What is not as the revisions make it.
    fn differs(&self) -> Option<Diagnostic> {
        let at = self.reached.as_ref().map_or_else(|| self.at.clone(), ToString::to_string);
        let mut said = Diagnostic::warning(Code::Drift, format!("`{}` does not match {at}", self.shown));
        said.causes = self.drift.iter().flat_map(Difference::lines).collect();
        (!self.drift.is_empty()).then_some(said)
    }

    /// What can be done about that.
    fn ways_out(&self, project: &Project) -> Vec<Diagnostic> {
        let note = |what: &str, help| Diagnostic::new(Severity::Note, Code::Drift, what).help(help);
        let mut ways = Vec::new();
        // A folder alone has no models that could say the same.
        if !self.drift.is_empty() && project.has_models() {
            let adopt = self.again.command(["revision", "--from-database"]);
            // Such a revision is made of a database at the head alone.
            let first = if self.pending.is_empty() { "" } else { "upgrade the database to the head, then " };
            let help = Help::run(adopt, |adopt| format!("{first}run `{adopt}`"));
            ways.push(note("to keep the changes, adopt them in a revision", help));
        }
        if !self.drift.is_empty() || self.reached.is_some() {
            let back = self.again.command(["diff", "database", &self.at, "--sql"]);
            let help = Help::run(back, |back| format!("run the SQL that `{back}` prints"));
            ways.push(note("to undo the changes, change the database", help));
        }
        if !self.others.is_empty() {
            let list: Vec<String> = self.others.iter().map(|name| format!("{name:?}")).collect();
            let help = format!("add `ignore-tables = [{}]` to the metadata", list.join(", "));
            ways.push(note("to ignore unmanaged tables, list them", Help::new(help)));
        }
        ways
    }
}
