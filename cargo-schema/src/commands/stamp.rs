//! `cargo schema stamp`: marks a database that has the tables already, after a look at them.

use schema_core::dialect;
use schema_core::diff::Change;
use schema_core::migrate::Status;
use schema_core::revision::{Revisions, Target};
use serde_json::json;

use super::Context;
use crate::database::Database;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::project::Project;
use crate::shell::count;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Revision that the database is at: `head`, `base`, the beginning of an id, or a slug
    #[arg(default_value = "head", value_name = "REVISION")]
    target: String,
    /// Mark it even if its tables are not what the revisions make
    #[arg(long)]
    force: bool,
    /// Take the text of applied revisions as it is now, and mark nothing else
    #[arg(long, conflicts_with_all = ["target", "force"])]
    refresh: bool,
}

pub(crate) async fn run(context: &mut Context, args: &Args) -> Result<Exit> {
    let project = Project::find(&context.global)?;
    let revisions = project.revisions()?;
    let migrator = project.migrator(&revisions)?;
    let database = Database::find(&context.global, &project)?;
    database.require()?;
    let failed = |error| database.migration_error(error);
    let status = migrator.status(database.url()).await.map_err(failed)?;
    let target = if args.refresh { current(&status, &revisions)? } else { Target::parse(&args.target) };
    let tips = target.resolve(revisions.graph(), &status.history.applied())?;
    let tips: Vec<String> = tips.into_iter().map(str::to_owned).collect();
    if !args.force && !args.refresh {
        let differences = differences(&database, &revisions, &tips).await?;
        if !differences.is_empty() {
            let mut error = Error::new(Exit::History, format!("`{}` is not what `{target}` makes", database.shown()));
            error.causes = vec!["to be that, it would have to".to_owned()];
            error.causes.extend(differences.iter().map(|change| format!("{} {change}", change.symbol())));
            return Err(error.hint(format!("to mark it all the same, run `cargo schema stamp {target} --force`")));
        }
    }
    let nodes = migrator.stamp(database.url(), &target).await.map_err(failed)?;
    let names: Vec<String> = tips.iter().filter_map(|id| revisions.get(id)).map(|file| file.name()).collect();
    if context.json() {
        let ids: Vec<&str> = nodes.iter().map(|node| node.id.as_str()).collect();
        context.write_json(&json!({ "database": database.shown(), "revisions": ids }));
    }
    let at = if names.is_empty() { "base".to_owned() } else { names.join(", ") };
    let verb = if args.refresh { "Refreshed" } else { "Stamped" };
    context.shell.status(verb, format_args!("{} as {at} ({})", database.shown(), count(nodes.len(), "revision")));
    Ok(Exit::Fine)
}

/// The target at which the database is by its own history.
fn current(status: &Status, revisions: &Revisions) -> Result<Target> {
    let heads = revisions.graph().heads();
    match status.current.as_slice() {
        [] => Ok(Target::Base),
        [one] => Ok(Target::Named(one.id.clone())),
        several if several.len() == heads.len() && several.iter().zip(&heads).all(|(one, head)| one.id == head.id) => {
            Ok(Target::Heads)
        }
        _ => Err(Error::new(Exit::History, "the database is at several revisions that are not the heads")
            .hint("name the one that it is at: `cargo schema stamp <revision>`")),
    }
}

/// What the database would have to change to be what the revisions up to `tips` make. Tables that no revision knows do
/// not count.
pub(super) async fn differences(database: &Database, revisions: &Revisions, tips: &[String]) -> Result<Vec<Change>> {
    let expected = revisions.replay(tips.iter().map(String::as_str))?;
    let known = revisions.schema().unwrap_or_default();
    let mut session = database.connect().await?;
    let actual = dialect::introspect(&mut session).await;
    let dialect = session.dialect();
    // What was asked is known; how the connection ends changes nothing.
    let _ = session.close().await;
    let mut actual = actual.map_err(|error| database.error(&error))?;
    let mentioned = |name: &_| expected.tables.contains_key(name) || known.tables.contains_key(name);
    actual.tables.retain(|name, _| mentioned(name));
    actual.enums.retain(|name, _| expected.enums.contains_key(name) || known.enums.contains_key(name));
    Ok(dialect::compare(dialect, &expected, &actual))
}
