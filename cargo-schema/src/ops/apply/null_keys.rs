//! Keys of SQLite that take NULL, as nothing forbids it there: no model says that, so a table that is made anew gets a key
//! that takes none.

use schema_core::diagnostic::{Code, Diagnostic};
use schema_core::migrate::Plan;
use schema_core::revision::Revisions;
use schema_core::schema::Engines;
use schema_core::script::Script;

use crate::output::shell::Shell;
use crate::project::database::Database;

/// Warns of them before `plan` is run.
pub(crate) async fn warn(shell: &mut Shell, database: &Database, revisions: &Revisions, plan: &Plan) {
    let catalog = plan.dialect.engine().catalog();
    if catalog.null_key_columns("").is_none() {
        return;
    }
    let mut rebuilt = Vec::new();
    for planned in &plan.revisions {
        let script = revisions.get(&planned.id).and_then(|file| file.script(plan.dialect));
        let text = script.and_then(|script| planned.direction.text(script));
        let script = text.and_then(|text| Script::parse(plan.dialect, text).ok());
        let tables = script.iter().flat_map(|script| script.rebuilt_tables(plan.dialect));
        rebuilt.extend(tables.map(|table| (format!("{}_{}", planned.id, planned.slug), table)));
    }
    if rebuilt.is_empty() {
        return;
    }
    let Ok(mut session) = database.connect().await else { return };
    let mut told = Vec::new();
    for (revision, table) in rebuilt {
        let Some(sql) = catalog.null_key_columns(&table) else { continue };
        for name in session.values::<String>(&sql).await.unwrap_or_default() {
            let column = (table.clone(), name);
            if !told.contains(&column) {
                let (table, name) = &column;
                let message = format!(
                    "`{revision}` rebuilds `{table}`: its primary key `{table}.{name}` was nullable, and becomes NOT \
                     NULL"
                );
                shell.say(&Diagnostic::warning(Code::NullInKey, message));
                told.push(column);
            }
        }
    }
    crate::project::database::end(session).await;
}
