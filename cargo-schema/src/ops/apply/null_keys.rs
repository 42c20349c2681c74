//! Keys of SQLite that take NULL, as nothing forbids it there: no model says that, so a table that is made anew gets a key
//! that takes none.

use schema_core::migrate::Plan;
use schema_core::revision::Revisions;
use schema_core::schema::Dialect;
use schema_core::script::Script;

use crate::output::shell::Shell;
use crate::project::database::Database;

/// Warns of them before `plan` is run.
pub(crate) async fn warn(shell: &mut Shell, database: &Database, revisions: &Revisions, plan: &Plan) {
    if plan.dialect != Dialect::Sqlite {
        return;
    }
    let mut rebuilt = Vec::new();
    for planned in &plan.revisions {
        let script = revisions.get(&planned.id).and_then(|file| file.script(plan.dialect));
        let text = script.and_then(|script| planned.direction.text(script));
        let script = text.and_then(|text| Script::parse(plan.dialect, text).ok());
        let tables = script.iter().flat_map(Script::rebuilt_tables);
        rebuilt.extend(tables.map(|table| (format!("{}_{}", planned.id, planned.slug), table)));
    }
    if rebuilt.is_empty() {
        return;
    }
    let Ok(mut session) = database.connect().await else { return };
    let mut told = Vec::new();
    for (revision, table) in rebuilt {
        let name = table.replace('\'', "''");
        // The number of a row is a key without an index, and never NULL.
        let sql = format!(
            "SELECT name FROM pragma_table_xinfo('{name}') WHERE pk > 0 AND \"notnull\" = 0 \
             AND EXISTS (SELECT 1 FROM pragma_index_list('{name}') WHERE origin = 'pk')"
        );
        for row in session.rows(&sql).await.unwrap_or_default() {
            let column = format!("{table}.{}", row.text(0));
            if !told.contains(&column) {
                shell.warn(format_args!(
                    "`{revision}` makes `{table}` anew: its key `{column}` takes NULL so far, and no longer does"
                ));
                told.push(column);
            }
        }
    }
    crate::project::database::end(session).await;
}
