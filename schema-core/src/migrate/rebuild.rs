//! SQLite: what is attached to a table survives its rebuild.
//!
//! SQLite alters many things only by making the table anew under another name, copying its rows, dropping the old one
//! and renaming the new one. Dropping takes the table's triggers and indexes along, also those that no model knows. So
//! they are read right before the drop and made again after the rename. Views and triggers of other tables stay, if the
//! rename does not look at them (`legacy_alter_table`): with the old table gone they would seem broken.

use super::apply::{Halt, quoted};
use super::revision::Item;
use super::{Direction, Error};
use crate::connect::{self, Access, DatabaseUrl, IntoSession, Session, row};
use crate::schema::Dialect;
pub(super) use crate::script::Rebuild;
use crate::script::rebuild::{PREFIX, same};
use crate::script::{Script, Words};

/// The rebuilds of a script.
pub(super) fn find(dialect: Dialect, script: &Script) -> Vec<Rebuild> {
    dialect.engine().grammar().rebuilds(script)
}

/// Whether the script itself says, right before and after the statement at `rename`, how SQLite is to look at it.
pub(super) fn is_bracketed(dialect: Dialect, script: &Script, rename: usize) -> bool {
    let sets = |at: Option<usize>| {
        let statement = at.and_then(|at| script.statements.get(at));
        statement.is_some_and(|statement| {
            Words::of(dialect, &statement.text, 2).begin_with(&["PRAGMA", "LEGACY_ALTER_TABLE"])
        })
    };
    sets(rename.checked_sub(1)) && sets(Some(rename + 1))
}

row! {
    /// A trigger or index that a drop takes along.
    #[derive(Clone, Debug)]
    pub(super) struct Attached {
        pub(super) kind: String,
        pub(super) name: String,
        pub(super) sql: String,
    }
}

/// What was attached to a table before its rebuild.
#[derive(Debug)]
pub(super) struct Captured {
    table: String,
    attached: Vec<Attached>,
    /// Its triggers could be compiled then.
    sound: bool,
}

/// Columns of the table that the new one, which takes its place, does not have, and that the script does not say it
/// leaves out. It was written for a table without them: they came on another branch, or by hand, and their values
/// would be lost.
pub(super) async fn lost_columns(
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
        let words = Words::of(session.dialect(), &text, usize::MAX);
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
    let dialect = session.dialect();
    let changed = |target: &str| {
        let others = script.statements.iter().enumerate().filter(|(at, _)| *at != rebuild.drop);
        others.map(|(_, statement)| statement).any(|statement| {
            let words = Words::of(dialect, &statement.text, 12);
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
pub(super) async fn refuse_loss(
    session: &mut Session,
    rebuild: &Rebuild,
    script: &Script,
    revision: &str,
) -> Result<(), Error> {
    let columns = lost_columns(session, rebuild, script).await?;
    if columns.is_empty() && loses_conflict_clauses(session, rebuild).await? {
        return Err(Error::LostConflictClauses { revision: revision.to_owned(), table: rebuild.table.clone() });
    }
    if columns.is_empty() {
        let Some((column, target)) = lost_foreign_keys(session, rebuild, script).await?.into_iter().next() else {
            return Ok(());
        };
        let (revision, table) = (revision.to_owned(), rebuild.table.clone());
        return Err(Error::LostForeignKey { revision, table, column, target });
    }
    Err(Error::LostColumns { revision: revision.to_owned(), table: rebuild.table.clone(), columns })
}

/// The triggers and indexes of a table that the statements of `script` from `from` on do not make themselves.
pub(super) async fn attached(
    session: &mut Session,
    table: &str,
    script: &Script,
    from: usize,
) -> Result<Vec<Attached>, connect::Error> {
    let dialect = session.dialect();
    let name = table.replace('\'', "''");
    let sql = format!(
        "SELECT type AS kind, name AS name, sql AS sql FROM main.sqlite_schema WHERE lower(tbl_name) = lower('{name}') \
         AND type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY rowid"
    );
    let mut attached: Vec<Attached> = session.fetch(&sql).await?;
    let made: Vec<String> =
        script.statements[from..].iter().filter_map(|statement| made(dialect, &statement.text)).collect();
    attached.retain(|object| !made.iter().any(|name| same(name, &object.name)));
    Ok(attached)
}

/// Name of the index or trigger that a statement makes.
fn made(dialect: Dialect, statement: &str) -> Option<String> {
    let words = Words::of(dialect, statement, 12);
    let at = words.skip(0, &["CREATE"]);
    let at = words.skip(words.skip(words.skip(at, &["UNIQUE"]), &["TEMP"]), &["TEMPORARY"]);
    (words.is(at, "INDEX") || words.is(at, "TRIGGER"))
        .then(|| words.name(words.skip(at + 1, &["IF", "NOT", "EXISTS"])))
        .flatten()
        .map(|(name, _)| name)
}

impl Captured {
    /// Reads what is attached to the table of `rebuild`, right before its drop.
    pub(super) async fn read(
        session: &mut Session,
        rebuild: &Rebuild,
        script: &Script,
    ) -> Result<Self, connect::Error> {
        let attached = attached(session, &rebuild.table, script, rebuild.drop).await?;
        let mut captured = Self { table: rebuild.table.clone(), attached, sound: false };
        captured.sound = captured.compile_triggers(session).await.is_ok();
        Ok(captured)
    }

    /// Makes them again, right after the rename.
    pub(super) async fn restore(
        &self,
        session: &mut Session,
        item: &Item<'_>,
        direction: Direction,
    ) -> Result<(), Halt> {
        for Attached { kind, name, sql } in &self.attached {
            if let Err(error) = session.execute(sql).await {
                return Err(self.misfit(item, direction, format!("{kind} `{name}`"), error));
            }
        }
        Ok(())
    }

    /// Looks whether the triggers fit the new table, at the end of the script. SQLite itself would say so only when a
    /// row is written the next time.
    pub(super) async fn check(&self, session: &mut Session, item: &Item<'_>, direction: Direction) -> Result<(), Halt> {
        if !self.sound {
            return Ok(());
        }
        let Err(error) = self.compile_triggers(session).await else { return Ok(()) };
        let mut names = self.triggers().map(|trigger| format!("`{}`", trigger.name)).collect::<Vec<_>>();
        let noun = if names.len() == 1 { "trigger" } else { "one of the triggers" };
        names.sort();
        Err(self.misfit(item, direction, format!("{noun} {}", names.join(", ")), error))
    }

    fn triggers(&self) -> impl Iterator<Item = &Attached> {
        self.attached.iter().filter(|object| object.kind == "trigger")
    }

    fn misfit(&self, item: &Item<'_>, direction: Direction, object: String, error: connect::Error) -> Halt {
        let misfit = super::Misfit {
            revision: item.name(),
            file: item.file(direction),
            table: self.table.clone(),
            object,
            error,
        };
        Halt::Error(Error::Rebuild(Box::new(misfit)))
    }

    /// Has SQLite compile the triggers by explaining statements that would fire them. They are looked for by their own
    /// names: what the rest of the script made of their table, another name for one, goes with them.
    async fn compile_triggers(&self, session: &mut Session) -> Result<(), connect::Error> {
        let names: Vec<String> =
            self.triggers().map(|trigger| format!("'{}'", trigger.name.replace('\'', "''"))).collect();
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
pub(super) async fn empty_copy(session: &mut Session) -> Result<Session, Error> {
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
pub(super) async fn rehearse(copy: &mut Session, statement: &str, rename: bool) -> Result<(), connect::Error> {
    // These reach other files than the database, and those are no copies.
    let outside = ["ATTACH", "DETACH", "VACUUM"];
    if outside.contains(&Words::of(copy.dialect(), statement, 1).first().as_str()) {
        return Ok(());
    }
    if rename {
        copy.execute("PRAGMA legacy_alter_table = ON").await?;
    }
    let result = copy.execute(statement).await;
    if rename {
        copy.execute("PRAGMA legacy_alter_table = OFF").await?;
        result?;
    }
    Ok(())
}

/// Rows that refer to nothing: number of them by table and table that they refer to.
pub(super) type Violations = std::collections::BTreeMap<(String, String), usize>;

row! {
    struct ViolationRow {
        table_name: String,
        parent: String,
        count: usize,
    }
}

/// Counts the rows that refer to nothing.
pub(super) async fn violations(session: &mut Session) -> Result<Violations, connect::Error> {
    let sql = "SELECT \"table\" AS table_name, \"parent\" AS parent, count(*) AS count \
               FROM pragma_foreign_key_check GROUP BY 1, 2";
    let rows: Vec<ViolationRow> = session.fetch(sql).await?;
    Ok(rows.into_iter().map(|row| ((row.table_name, row.parent), row.count)).collect())
}

/// What got worse from `before` to `after`, as an error.
pub(super) fn compare(
    item: &Item<'_>,
    direction: Direction,
    before: &Result<Violations, connect::Error>,
    after: Result<Violations, connect::Error>,
) -> Result<(), Error> {
    // A foreign key that fits no key of its parent makes the check itself fail. What was so before may stay so.
    let Ok(before) = before else { return Ok(()) };
    let after = after.map_err(|error| {
        Error::Statement(Box::new(super::FailedStatement {
            revision: item.name(),
            direction,
            file: item.file(direction),
            statement: None,
            of: item.up.statements.len(),
            line: 0,
            sql: "PRAGMA foreign_key_check".to_owned(),
            error,
            left: super::Left::Nothing,
            lacking: None,
        }))
    })?;
    let worse = after.into_iter().filter_map(|((table, parent), count)| {
        let earlier = before.get(&(table.clone(), parent.clone())).copied().unwrap_or(0);
        (count > earlier).then(|| (table, parent, count - earlier))
    });
    let violations: Vec<_> = worse.collect();
    if violations.is_empty() { Ok(()) } else { Err(Error::ForeignKeys { revision: item.name(), violations }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_statement_makes_is_seen() {
        let made = |statement: &str| made(Dialect::SQLITE, statement);
        assert_eq!(made("CREATE UNIQUE INDEX IF NOT EXISTS \"a b\" ON t (x)").as_deref(), Some("a b"));
        assert_eq!(made("CREATE TRIGGER main.tr AFTER INSERT ON t BEGIN SELECT 1; END").as_deref(), Some("tr"));
        assert_eq!(made("CREATE TABLE t (x)"), None);
    }
}
