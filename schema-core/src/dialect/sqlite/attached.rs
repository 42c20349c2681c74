//! What hangs on a table survives its rebuild.
//!
//! SQLite alters many things only by making the table anew under another name, copying its rows, dropping the old one
//! and renaming the new one. Dropping takes the table's triggers and indexes along, also those that no model knows. So
//! they are read right before the drop and made again after the rename. Views and triggers of other tables stay, if the
//! rename does not look at them (`legacy_alter_table`): with the old table gone they would seem broken.

use super::Sqlite;
use super::connection::quoted;
use crate::connect::{self, Access, BoxFuture, Connect, DatabaseUrl, Session, row};
use crate::migrate::parts::{Attached, Rebuilds, Setting};
use crate::migrate::{Error, ErrorKind};
use crate::schema::Dialect;
use crate::script::rebuild::{PREFIX, same};
use crate::script::{Rebuild, Script, Words};

impl Rebuilds for Sqlite {
    fn renaming(&self) -> Setting {
        Setting {
            read: "PRAGMA legacy_alter_table",
            set: "PRAGMA legacy_alter_table = ON",
            put_back: "PRAGMA legacy_alter_table = ",
            unset: "PRAGMA legacy_alter_table = OFF",
        }
    }

    fn is_set_around(&self, script: &Script, rename: usize) -> bool {
        let sets = |at: Option<usize>| {
            let statement = at.and_then(|at| script.statements.get(at));
            statement.is_some_and(|statement| {
                Words::of(Dialect::SQLITE, &statement.text, 2).begin_with(&["PRAGMA", "LEGACY_ALTER_TABLE"])
            })
        };
        sets(rename.checked_sub(1)) && sets(Some(rename + 1))
    }

    fn refuse_loss<'a>(
        &'a self,
        session: &'a mut Session,
        rebuild: &'a Rebuild,
        script: &'a Script,
        revision: &'a str,
    ) -> BoxFuture<'a, Result<(), Error>> {
        Box::pin(refuse_loss(session, rebuild, script, revision))
    }

    fn attached<'a>(
        &'a self,
        session: &'a mut Session,
        rebuild: &'a Rebuild,
        script: &'a Script,
    ) -> BoxFuture<'a, Result<Vec<Attached>, connect::Error>> {
        Box::pin(attached(session, rebuild, script))
    }

    fn compile<'a>(
        &'a self,
        session: &'a mut Session,
        attached: &'a [Attached],
    ) -> BoxFuture<'a, Result<(), connect::Error>> {
        Box::pin(compile(session, attached))
    }

    fn empty_copy<'a>(&'a self, session: &'a mut Session) -> BoxFuture<'a, Result<Session, connect::Error>> {
        Box::pin(empty_copy(session))
    }

    fn rehearse<'a>(
        &'a self,
        copy: &'a mut Session,
        statement: &'a str,
        is_rename: bool,
    ) -> BoxFuture<'a, Result<(), connect::Error>> {
        Box::pin(rehearse(copy, statement, is_rename))
    }
}

/// Columns of the table that the new one, which takes its place, does not have, and that the script does not say it
/// leaves out. It was written for a table without them: they came on another branch, or by hand, and their values
/// would be lost.
async fn lost_columns(
    session: &mut Session,
    rebuild: &Rebuild,
    script: &Script,
) -> Result<Vec<String>, connect::Error> {
    let table = rebuild.table.replace('\'', "''");
    let sql = format!(
        "SELECT name FROM pragma_table_xinfo('{table}') WHERE hidden IN (0, 2, 3) AND name COLLATE NOCASE NOT IN \
         (SELECT name FROM pragma_table_xinfo('{PREFIX}{table}'))"
    );
    let meant = |column: &str| {
        let named = |(of, name): &(String, String)| same(of, &rebuild.table) && same(name, column);
        script.directives.drop_columns.iter().any(named)
    };
    let mut columns: Vec<String> = session.values(&sql).await?;
    columns.retain(|column| !meant(column));
    Ok(columns)
}

/// Whether the definition of the table settles conflicts in a way that the new one does not. No model says that.
async fn loses_conflict_clauses(session: &mut Session, rebuild: &Rebuild) -> Result<bool, connect::Error> {
    let mut clauses = [0, 0];
    for (count, prefix) in clauses.iter_mut().zip(["", PREFIX]) {
        let table = format!("{prefix}{}", rebuild.table.replace('\'', "''"));
        let sql = format!("SELECT sql FROM main.sqlite_schema WHERE type = 'table' AND lower(name) = lower('{table}')");
        let text = session.one(&sql).await?.unwrap_or_default();
        let words = Words::of(Dialect::SQLITE, &text, usize::MAX);
        let clause = |at: &usize| words.is(*at, "ON") && words.is(at + 1, "CONFLICT") && !words.is(at + 2, "ABORT");
        // There are no more words than bytes.
        *count = (0..text.len()).filter(clause).count();
    }
    Ok(clauses[0] > clauses[1])
}

row! {
    struct LostKeyRow {
        column_name: String,
        target: String,
    }
}

/// Foreign keys to what does not exist, which no model declares, of columns that the new table has without them: each as
/// its column and what it references. The script itself may drop what they reference before; such a key goes with it.
async fn lost_foreign_keys(
    session: &mut Session,
    rebuild: &Rebuild,
    script: &Script,
) -> Result<Vec<(String, String)>, connect::Error> {
    let table = rebuild.table.replace('\'', "''");
    let sql = format!(
        "SELECT f.\"from\" AS column_name, f.\"table\" AS target FROM pragma_foreign_key_list('{table}') AS f \
         WHERE f.\"from\" COLLATE NOCASE IN (SELECT name FROM pragma_table_xinfo('{PREFIX}{table}')) \
         AND NOT EXISTS (SELECT 1 FROM pragma_foreign_key_list('{PREFIX}{table}') AS n \
         WHERE n.\"from\" = f.\"from\" COLLATE NOCASE AND n.\"table\" = f.\"table\" COLLATE NOCASE) \
         AND (f.\"to\" IS NOT NULL AND f.\"to\" COLLATE NOCASE NOT IN (SELECT name FROM pragma_table_xinfo(f.\"table\")) \
         OR NOT EXISTS (SELECT 1 FROM pragma_table_xinfo(f.\"table\")))"
    );
    let changed = |target: &str| {
        let others = script.statements.iter().enumerate().filter(|(at, _)| *at != rebuild.drop);
        others.map(|(_, statement)| statement).any(|statement| {
            let words = Words::of(Dialect::SQLITE, &statement.text, 12);
            let at = match () {
                () if words.begin_with(&["DROP", "TABLE"]) => words.skip(2, &["IF", "EXISTS"]),
                () if words.begin_with(&["ALTER", "TABLE"]) => 2,
                () => return false,
            };
            words.name(at).is_some_and(|(name, _)| same(&name, target))
        })
    };
    let rows: Vec<LostKeyRow> = session.fetch(&sql).await?;
    let keys = rows.into_iter().map(|row| (row.column_name, row.target));
    Ok(keys.filter(|(_, target)| !changed(target)).collect())
}

/// Refuses the rebuild that has [`lost_columns`], or loses what no model declares: what settles conflicts, and foreign keys
/// to what does not exist.
async fn refuse_loss(session: &mut Session, rebuild: &Rebuild, script: &Script, revision: &str) -> Result<(), Error> {
    let columns = lost_columns(session, rebuild, script).await?;
    if columns.is_empty() && loses_conflict_clauses(session, rebuild).await? {
        return Err(Error::from(ErrorKind::LostConflictClauses {
            revision: revision.to_owned(),
            table: rebuild.table.clone(),
        }));
    }
    if columns.is_empty() {
        let Some((column, target)) = lost_foreign_keys(session, rebuild, script).await?.into_iter().next() else {
            return Ok(());
        };
        let (revision, table) = (revision.to_owned(), rebuild.table.clone());
        return Err(Error::from(ErrorKind::LostForeignKey { revision, table, column, target }));
    }
    Err(Error::from(ErrorKind::LostColumns { revision: revision.to_owned(), table: rebuild.table.clone(), columns }))
}

/// The triggers and indexes of a table that the statements of `script` from its drop on do not make themselves.
async fn attached(session: &mut Session, rebuild: &Rebuild, script: &Script) -> Result<Vec<Attached>, connect::Error> {
    let name = rebuild.table.replace('\'', "''");
    let sql = format!(
        "SELECT type AS kind, name AS name, sql AS sql FROM main.sqlite_schema WHERE lower(tbl_name) = lower('{name}') \
         AND type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY rowid"
    );
    let mut attached: Vec<Attached> = session.fetch(&sql).await?;
    let made: Vec<String> =
        script.statements[rebuild.drop..].iter().filter_map(|statement| made(&statement.text)).collect();
    attached.retain(|object| !made.iter().any(|name| same(name, &object.name)));
    Ok(attached)
}

/// Name of the index or trigger that a statement makes.
fn made(statement: &str) -> Option<String> {
    let words = Words::of(Dialect::SQLITE, statement, 12);
    let at = words.skip(0, &["CREATE"]);
    let at = words.skip(words.skip(words.skip(at, &["UNIQUE"]), &["TEMP"]), &["TEMPORARY"]);
    (words.is(at, "INDEX") || words.is(at, "TRIGGER"))
        .then(|| words.name(words.skip(at + 1, &["IF", "NOT", "EXISTS"])))
        .flatten()
        .map(|(name, _)| name)
}

/// Has SQLite compile the triggers by explaining statements that would fire them; it does not look at them before. They are
/// looked for by their own names: what the rest of the script made of their table, another name for one, goes with them.
async fn compile(session: &mut Session, attached: &[Attached]) -> Result<(), connect::Error> {
    let triggers = attached.iter().filter(|object| object.is_trigger());
    let names: Vec<String> = triggers.map(|trigger| format!("'{}'", trigger.name.replace('\'', "''"))).collect();
    if names.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "SELECT DISTINCT tbl_name FROM main.sqlite_schema WHERE type = 'trigger' AND name COLLATE NOCASE IN ({})",
        names.join(", ")
    );
    for table in session.values::<String>(&sql).await? {
        compile_triggers(session, &table).await?;
    }
    Ok(())
}

async fn compile_triggers(session: &mut Session, table: &str) -> Result<(), connect::Error> {
    let name = table.replace('\'', "''");
    let table = quoted(table);
    let columns: Vec<String> = session.values(&format!("SELECT name FROM pragma_table_info('{name}')")).await?;
    let sets: Vec<String> = columns.iter().map(|name| format!("{0} = {0}", quoted(name))).collect();
    session.rows(&format!("EXPLAIN DELETE FROM {table}")).await?;
    session.rows(&format!("EXPLAIN UPDATE {table} SET {}", sets.join(", "))).await?;
    session.rows(&format!("EXPLAIN INSERT INTO {table} DEFAULT VALUES")).await?;
    Ok(())
}

/// A database in memory with the tables, indexes, views and triggers of this one, and no rows.
async fn empty_copy(session: &mut Session) -> Result<Session, connect::Error> {
    let made: Vec<String> = session
        .values(
            "SELECT sql FROM main.sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' \
             ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 WHEN 'view' THEN 2 ELSE 3 END, rowid",
        )
        .await?;
    let mut copy = DatabaseUrl::parse("sqlite::memory:")?.into_session(Access::Write).await?;
    copy.execute("PRAGMA foreign_keys = OFF").await?;
    for sql in made {
        rehearse(&mut copy, &sql, false).await?;
    }
    Ok(copy)
}

/// Runs a statement on an [`empty_copy`]. That it fails there says nothing: a module may be missing that it needs,
/// or a row. But the rename at the end of a rebuild has to succeed, or nothing after it is known.
async fn rehearse(copy: &mut Session, statement: &str, is_rename: bool) -> Result<(), connect::Error> {
    // These reach other files than the database, and those are no copies.
    let outside = ["ATTACH", "DETACH", "VACUUM"];
    if outside.contains(&Words::of(Dialect::SQLITE, statement, 1).first().as_str()) {
        return Ok(());
    }
    if is_rename {
        copy.execute("PRAGMA legacy_alter_table = ON").await?;
    }
    let result = copy.execute(statement).await;
    if is_rename {
        copy.execute("PRAGMA legacy_alter_table = OFF").await?;
        result?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_statement_makes_is_seen() {
        assert_eq!(made("CREATE UNIQUE INDEX IF NOT EXISTS \"a b\" ON t (x)").as_deref(), Some("a b"));
        assert_eq!(made("CREATE TRIGGER main.tr AFTER INSERT ON t BEGIN SELECT 1; END").as_deref(), Some("tr"));
        assert_eq!(made("CREATE TABLE t (x)"), None);
    }
}
