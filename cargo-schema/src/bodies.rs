//! What a revision renames or drops, and the body of a function, trigger or view still names: it fails when it runs next, and
//! no engine says so before.

use schema_core::dialect::{self, Body};
use schema_core::diff::Change;
use schema_core::migrate::{Direction, Plan};
use schema_core::revision::Revisions;
use schema_core::schema::TableName;

use crate::database::Database;
use crate::shell::Shell;

/// Warns of them before `plan` is run. A database that cannot be asked is told about when it is upgraded.
pub(crate) async fn warn(shell: &mut Shell, database: &Database, revisions: &Revisions, plan: &Plan) {
    let lost = |change: &Change| !lost(change).is_empty();
    let files = || plan.revisions.iter().filter_map(|planned| Some((planned, revisions.get(&planned.id)?)));
    if !files().any(|(planned, file)| directed(&file.manifest.changes, planned.direction).iter().any(lost)) {
        return;
    }
    let Ok(mut session) = database.connect().await else { return };
    let bodies = dialect::bodies(&mut session).await;
    crate::database::end(session).await;
    let Ok(bodies) = bodies else { return };
    for (planned, file) in files() {
        let script = file.script(plan.dialect);
        let script = script.and_then(|script| match planned.direction {
            Direction::Up => Some(script.up.as_str()),
            Direction::Down => script.down.as_deref(),
        });
        let changes = directed(&file.manifest.changes, planned.direction);
        for body in bodies.iter().filter(|body| !script.is_some_and(|script| script.contains(&body.name))) {
            for what in named(body, &changes) {
                shell.warn(format_args!(
                    "`{}_{}` {what}, which {} {} names: it fails when it runs next, unless the script replaces it",
                    planned.id, planned.slug, body.it.kind, body.it.name
                ));
            }
        }
    }
}

/// The changes as they are made in this direction.
fn directed(changes: &[Change], direction: Direction) -> Vec<Change> {
    match direction {
        Direction::Up => changes.to_vec(),
        Direction::Down => changes.iter().rev().cloned().map(Change::invert).collect(),
    }
}

/// What `changes` do to things that the body names, in words.
fn named(body: &Body, changes: &[Change]) -> Vec<String> {
    let renamed = |table: &TableName| {
        changes.iter().find_map(|change| match change {
            Change::RenameTable(pair) if pair.new == *table => Some(pair.old.clone()),
            _ => None,
        })
    };
    let is_named = |(table, column, _): &(TableName, Option<String>, &str)| {
        let former = renamed(table);
        [Some(table), former.as_ref()].into_iter().flatten().any(|it| body.names(&it.name, column.as_deref()))
    };
    let said = |(table, column, verb): (TableName, Option<String>, &str)| match column {
        Some(column) => format!("{verb} column `{table}.{column}`"),
        None => format!("{verb} table `{table}`"),
    };
    changes.iter().flat_map(lost).filter(is_named).map(said).collect()
}

/// The name that is gone after `change`: of a table, or of a column of one.
fn lost(change: &Change) -> Vec<(TableName, Option<String>, &'static str)> {
    match change {
        Change::RenameTable(pair) => vec![(pair.old.clone(), None, "renames")],
        Change::RenameColumn { table, column } => vec![(table.clone(), Some(column.old.clone()), "renames")],
        Change::DropTable(table) => vec![(table.name.clone(), None, "drops")],
        Change::DropColumn { table, column } => vec![(table.clone(), Some(column.name.clone()), "drops")],
        _ => Vec::new(),
    }
}
