//! Where a project stands: its models against its revisions, and those against its database.

use schema_core::diagnostic::{Code, Command, Diagnostic, Help};
use schema_core::diff::Change;
use schema_core::lower::Lowered;
use schema_core::migrate::{self, ErrorKind, Migrator};
use schema_core::revision::{Node, Revisions, TwoHeads};

use crate::cli::again::Again;
use crate::cli::global::Global;
use crate::cli::remedy;
use crate::error::{Error, Result};
use crate::ops::apply::hazards;
use crate::ops::check::unrecorded;
use crate::ops::locate::{no_history, old_server, part_way};
use crate::output::diagnostics::of_hazard;
use crate::output::shell::count;
use crate::project::Project;
use crate::project::database::Database;

/// The models against the revisions.
pub(crate) enum Models {
    /// There are revisions alone.
    None,
    /// There is no one schema to compare with.
    NotCompared,
    Unreadable(Error),
    Read {
        models: Box<Lowered>,
        /// Those that are in no revision.
        changes: Vec<Change>,
    },
}

impl Models {
    /// Reads the models, and compares them. What is wrong with them is no error here.
    pub(crate) fn look(global: &Global, project: &Project, revisions: &Revisions) -> Self {
        if !project.has_models() {
            return Self::None;
        }
        if revisions.graph().head().is_err() {
            return Self::NotCompared;
        }
        match unrecorded(global, project, revisions) {
            Ok((models, changes, _)) => Self::Read { models: Box::new(models), changes },
            Err(error) => Self::Unreadable(error),
        }
    }

    /// What changed and is in no revision.
    pub(crate) fn changes(&self) -> &[Change] {
        match self {
            Self::Read { changes, .. } => changes,
            _ => &[],
        }
    }

    /// Returns `true` if a revision is to be written, or nobody can tell.
    pub(crate) fn are_ahead(&self) -> bool {
        matches!(self, Self::NotCompared | Self::Unreadable(_)) || !self.changes().is_empty()
    }

    fn help(&self, again: &Again) -> Option<Help> {
        match self {
            Self::Unreadable(_) => Some(Help::run(again.elsewhere(["check"]), |check| {
                format!("see what is wrong with the models with `{check}`")
            })),
            Self::Read { changes, .. } if !changes.is_empty() => {
                Some(Help::run(again.elsewhere(["revision"]), |revision| {
                    format!("create a revision from the changes with `{revision}`")
                }))
            }
            _ => None,
        }
    }
}

/// A revision that a database lacks.
pub(crate) struct Pending {
    pub(crate) node: Node,
    /// What its script may do to rows and values.
    pub(crate) hazards: Vec<Diagnostic>,
}

/// A database against the revisions.
pub(crate) struct Seen {
    /// What its history says; `Err` where there is no such database yet.
    pub(crate) status: Result<Box<migrate::Status>, Diagnostic>,
    pub(crate) pending: Vec<Pending>,
    /// What the history contradicts.
    pub(crate) problem: Option<Error>,
    /// What keeps the next run from going on.
    pub(crate) refused: Vec<Diagnostic>,
    /// What is to be said besides, the most urgent first.
    pub(crate) said: Vec<Diagnostic>,
}

impl Seen {
    /// Looks at the history of a database.
    pub(crate) async fn look(project: &Project, revisions: &Revisions, database: &Database) -> Result<Self> {
        let migrator = project.migrator(revisions)?;
        let dialect = database.dialect(&project.dialects()?);
        let status = status(&migrator, database).await?;
        let nodes = match &status {
            Ok(status) => status.pending.clone(),
            Err(_) => revisions.iter().filter_map(|file| revisions.graph().get(file.id())).cloned().collect(),
        };
        let pending = nodes.into_iter().map(|node| {
            let script = revisions.get(&node.id).and_then(|file| file.script(dialect));
            let found = script.map(|script| hazards(dialect, &script.up)).unwrap_or_default();
            Pending { node, hazards: found.iter().map(of_hazard).collect() }
        });
        let mut seen =
            Self { pending: pending.collect(), problem: None, refused: Vec::new(), said: Vec::new(), status };
        match &seen.status {
            Ok(status) => {
                let problem = match migrator.problem(dialect, &status.history) {
                    Ok(problem) => problem,
                    Err(problem) => Some(problem),
                };
                if let Some(unknown) = problem.as_ref().filter(|it| matches!(it.kind(), ErrorKind::Unknown { .. })) {
                    // Which of the revisions is the newest, only one who has them all can say.
                    return Err(Error::of_migration(unknown, database.again()));
                }
                seen.problem = problem.map(|problem| Error::of_migration(&problem, database.again()));
                let obstacle = status.obstacle.as_ref();
                let obstacle = obstacle.map(|obstacle| remedy::diagnostic(obstacle, database.again()));
                let is_new = status.unmanaged.is_empty() && !status.pending.is_empty();
                seen.refused.extend(obstacle.or_else(|| old_server(database, status).filter(|_| is_new)));
                seen.said = said(database, status, revisions);
            }
            // An upgrade to no revision makes nothing.
            Err(_) if seen.pending.is_empty() => {}
            Err(missing) => seen.said.push(missing.clone()),
        }
        Ok(seen)
    }

    /// All that is said of it, the most urgent first.
    pub(crate) fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.refused.iter().chain(&self.said)
    }

    /// Returns `true` if an upgrade or a mark is wanted.
    pub(crate) fn is_behind(&self) -> bool {
        let unfinished = |status: &migrate::Status| status.history.part_way().is_some() || !status.unmanaged.is_empty();
        !self.pending.is_empty() || self.status.as_deref().is_ok_and(unfinished)
    }
}

/// What the database says of itself, if there is one.
async fn status(migrator: &Migrator, database: &Database) -> Result<Result<Box<migrate::Status>, Diagnostic>> {
    if let Err(missing) = database.require() {
        return Ok(Err(missing.warning()));
    }
    match migrator.status(database.url()).await {
        Ok(status) => Ok(Ok(Box::new(status))),
        Err(error) => match error.kind() {
            ErrorKind::Connection(error) if database.is_absent(error) => Ok(Err(database.error(error).warning())),
            _ => Err(database.migration_error(error)),
        },
    }
}

/// What is said of a database, the most urgent first.
fn said(database: &Database, status: &migrate::Status, revisions: &Revisions) -> Vec<Diagnostic> {
    let again = database.again();
    let mut said = Vec::new();
    let record = status.history.part_way().filter(|_| status.obstacle.is_none());
    said.extend(record.map(|record| part_way(record, again)));
    if !status.unmanaged.is_empty() {
        said.push(no_history(database, status.unmanaged.len()));
    } else if !status.pending.is_empty() {
        said.push(behind(database, status, revisions));
    }
    said
}

/// What is said of a database that lacks revisions.
fn behind(database: &Database, status: &migrate::Status, revisions: &Revisions) -> Diagnostic {
    let (again, head) = (database.again(), revisions.graph().head());
    // An upgrade goes to one head, not before a partially applied revision is finished, and on no server that is too old.
    let help = match (status.history.part_way(), &head) {
        _ if status.old_server.is_some() => None,
        (Some(record), _) => Some(Help::run(again.go_on(record), |command| {
            format!("first run `{command}`, which finishes `{}`", record.name())
        })),
        (None, Ok(_)) => Some(Help::run(again.command(["upgrade"]), |upgrade| format!("run `{upgrade}`"))),
        (None, Err(heads)) => merge(heads, again),
    };
    let message = format!("`{}` is {} behind", database.shown(), count(status.pending.len(), "revision"));
    let mut said = Diagnostic::warning(Code::Behind, message);
    said.causes.extend(head.err().map(|heads| heads.to_string()));
    Diagnostic { help, ..said }
}

fn merge(heads: &TwoHeads, again: &Again) -> Option<Help> {
    heads.help(&|command| again.elsewhere(command))
}

/// What to do next: first what the database needs, then what the models need.
pub(crate) fn next(project: &Project, revisions: &Revisions, models: &Models, seen: Option<&Seen>) -> Option<Help> {
    let again = project.again();
    let of_database = seen.into_iter().flat_map(Seen::diagnostics).find_map(|said| said.help.clone());
    let of_heads = || revisions.graph().head().err().and_then(|heads| merge(&heads, again));
    let of_models = || models.help(again);
    let of_nothing = || Database::not_named().diagnostic.help.clone().filter(|_| seen.is_none());
    of_database.or_else(of_heads).or_else(of_models).or_else(of_nothing)
}

/// The command that compares a database with its revisions.
pub(crate) fn compare(again: &Again) -> Command {
    again.command(["check", "--database"])
}
