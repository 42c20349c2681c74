//! `cargo schema history`.

use std::collections::BTreeSet;

use schema_core::revision::RevisionFile;

use crate::cli::history::Args;
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::output::json::{
    Revision,
    commands::{History, InHistory},
};
use crate::project::Project;
use crate::project::database::Database;

pub(crate) async fn run(context: &mut Context, args: &Args) -> Result<Exit> {
    let project = Project::find_or_at(&context.global, &args.folder)?;
    let revisions = project.revisions()?;
    let graph = revisions.graph();
    let applied: Option<BTreeSet<String>> = if args.applied || args.connect.database_url.is_some() {
        let database = Database::find(&context.global, &project)?;
        context.uses(&database);
        database.require()?;
        let migrator = project.migrator(&revisions)?;
        let status = migrator.status(database.url()).await.map_err(|error| database.migration_error(error))?;
        Some(status.history.applied().into_iter().map(str::to_owned).collect())
    } else {
        None
    };
    if context.json() {
        let one = |file: &RevisionFile| InHistory {
            revision: Revision::of(file, &revisions),
            head: graph.children(file.id()).next().is_none(),
            applied: applied.as_ref().map(|applied| applied.contains(file.id())),
        };
        let all = History { revisions: revisions.iter().rev().map(one).collect() };
        context.write_json(&all);
        return Ok(Exit::Fine);
    }
    for file in revisions.iter().rev() {
        let mut marks = Vec::new();
        if graph.children(file.id()).next().is_none() {
            marks.push("head".to_owned());
        }
        if file.manifest.parents.len() > 1 {
            marks.push(format!("merges {}", file.manifest.parents.len()));
        }
        if let Some(applied) = &applied {
            marks.push(if applied.contains(file.id()) { "applied" } else { "pending" }.to_owned());
        }
        let marks = if marks.is_empty() { String::new() } else { format!(" ({})", marks.join(", ")) };
        let message = &file.manifest.message;
        context.shell.data(format_args!("{}{marks}: {message}", file.name()));
        if context.shell.is_verbose() {
            for change in &file.manifest.changes {
                context.shell.data(format_args!("  {} {change}", change.symbol()));
            }
        }
    }
    Ok(Exit::Fine)
}
