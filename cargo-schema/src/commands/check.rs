//! `cargo schema check`: what is in no revision, and, with a database, what is not in it.

use schema_core::diff::{Change, diff};
use schema_core::migrate::Status;
use serde_json::{Value, json};

use super::{Context, stamp};
use crate::database::Database;
use crate::error::Result;
use crate::exit::Exit;
use crate::project::Project;
use crate::report;
use crate::shell::count;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Compare the database too: pending and edited revisions, and tables that are not what the revisions make
    #[arg(long)]
    database: bool,
}

/// What was found.
#[derive(Default)]
struct Findings {
    /// Changes of models that are in no revision.
    unrecorded: Vec<Change>,
    /// Revisions that the database lacks.
    pending: Vec<String>,
    /// What is wrong with the database's history.
    history: Option<String>,
    /// What the database would have to change to be what its revisions make.
    drift: Vec<Change>,
}

pub(crate) async fn run(context: &mut Context, args: &Args) -> Result<Exit> {
    let project = Project::find(&context.global)?;
    let revisions = project.revisions()?;
    revisions.graph().head()?;
    let (models, complete) = project.models(&context.global)?;
    let old = revisions.schema()?;
    let mut unrecorded = diff(&old, &models.schema, &models.answers()).changes;
    // What is absent with other features is not gone.
    unrecorded.retain(|change| complete || change.symbol() != '-');
    let mut findings = Findings { unrecorded, ..Findings::default() };
    if args.database || context.global.database_url.is_some() {
        let database = Database::find(&context.global, &project)?;
        database.require()?;
        let migrator = project.migrator(&revisions)?;
        let status = migrator.status(database.url()).await.map_err(|error| database.migration_error(error))?;
        let Status { current, pending, history, unmanaged, other_histories: _ } = status;
        findings.pending = pending.iter().map(ToString::to_string).collect();
        let problem = migrator.problem(database.dialect(project.dialects()?), &history);
        findings.history = match (problem, history.part_way(), unmanaged.len()) {
            (Ok(Some(problem)) | Err(problem), _, _) => Some(problem.to_string()),
            (Ok(None), Some(record), _) => Some(format!("revision `{}` stopped half-way", record.name())),
            (Ok(None), None, 0) => None,
            (Ok(None), None, tables) => Some(format!(
                "the database has {} and no history: if they are what the revisions make, run `cargo schema stamp head`",
                count(tables, "table")
            )),
        };
        // Nobody has said yet what a database without history is to be.
        if unmanaged.is_empty() {
            let tips: Vec<String> = current.into_iter().map(|node| node.id).collect();
            findings.drift = stamp::differences(&database, &revisions, &tips).await?;
        }
    }
    let Findings { unrecorded, pending, history, drift } = &findings;
    if context.json() {
        let place = |change: &Change| report::place(change, &models, &project);
        let unrecorded: Vec<Value> =
            unrecorded.iter().map(|change| report::change_json(change, place(change))).collect();
        let drift: Vec<Value> = drift.iter().map(|change| report::change_json(change, None)).collect();
        context.write_json(&json!({
            "changes": unrecorded,
            "pending": pending,
            "history": history,
            "drift": drift,
        }));
    } else {
        if !unrecorded.is_empty() {
            context.shell.data(project.unrecorded(unrecorded, &models, !revisions.graph().is_empty()));
        }
        for name in pending {
            context.shell.data(format_args!("pending: {name}"));
        }
        if let Some(history) = history {
            context.shell.data(history);
        }
        if !drift.is_empty() {
            context.shell.data("drift: to be what its revisions make, the database would have to");
        }
        for change in drift {
            context.shell.data(format_args!("  {} {change}", change.symbol()));
        }
    }
    if unrecorded.is_empty() && pending.is_empty() && history.is_none() && drift.is_empty() {
        context.shell.status("Checked", "models and revisions agree");
        return Ok(Exit::Fine);
    }
    Ok(Exit::Findings)
}
