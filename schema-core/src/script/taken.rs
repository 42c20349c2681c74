//! What a statement that somebody wrote by hand takes away from the rows of a database.

use std::ops::Range;

use super::Words;
use crate::schema::{Dialect, Engines, TableName};

/// What a statement takes away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// A table with its rows.
    Table(TableName),
    /// Rows of a table.
    Rows(TableName),
    /// The values of a column.
    Values(TableName, String),
    /// What only the server can tell.
    Unseen,
}

/// First words of statements that leave rows where they are.
const HARMLESS: &[&str] = &[
    "",
    "ANALYSE",
    "ANALYZE",
    "ATTACH",
    "CHECK",
    "CLUSTER",
    "COMMENT",
    "COPY",
    "DEALLOCATE",
    "DETACH",
    "DISCARD",
    "EXPLAIN",
    "FLUSH",
    "GRANT",
    "LOAD",
    "LOCK",
    "NOTIFY",
    "OPTIMIZE",
    "PREPARE",
    "PRAGMA",
    "REASSIGN",
    "REFRESH",
    "REINDEX",
    "RENAME",
    "REPAIR",
    "RESET",
    "REVOKE",
    "SECURITY",
    "SHOW",
    "TABLE",
    "UNLOCK",
    "USE",
    "VACUUM",
    "VALUES",
];

/// Functions that a script calls for what they do, and that do nothing to rows.
const CALLED: &[&str] = &[
    "currval",
    "get_lock",
    "nextval",
    "now",
    "pg_advisory_lock",
    "pg_advisory_unlock",
    "pg_advisory_xact_lock",
    "pg_sleep",
    "release_lock",
    "set_config",
    "setval",
    "sleep",
];

/// What the statement takes away, as far as its words tell.
pub fn taken(dialect: Dialect, statement: &str) -> Vec<Taken> {
    let grammar = dialect.engine().grammar();
    let words = Words::of(dialect, statement, usize::MAX);
    match words.first().as_str() {
        "DROP" => drop(dialect, &words),
        "ALTER" => alter(&words),
        "TRUNCATE" => tables(&words, words.skip(1, &["TABLE"]), Taken::Rows),
        "CREATE" => {
            // MariaDB drops the table that is there.
            let replaces = words.begins_at(1, &["OR", "REPLACE"]);
            let at = words.skip(3, &["TEMPORARY"]);
            if replaces && words.is(at, "TABLE") { tables(&words, at + 1, Taken::Rows) } else { Vec::new() }
        }
        "SET" if !grammar.hides_another(&words) => Vec::new(),
        "SELECT" if grammar.functions_write() && calls(&words) => vec![Taken::Unseen],
        "MERGE" if !words.has("DELETE") => Vec::new(),
        "DELETE" | "INSERT" | "REPLACE" | "SELECT" | "UPDATE" | "WITH" => of_rows(&words),
        first if HARMLESS.contains(&first) => Vec::new(),
        _ => vec![Taken::Unseen],
    }
}

fn drop(dialect: Dialect, words: &Words<'_>) -> Vec<Taken> {
    let at = words.skip(1, &["TEMPORARY"]);
    if words.is(at, "TABLE") || words.is(at, "TABLES") {
        return tables(words, at + 1, Taken::Table);
    }
    let namespace = words.is(1, "SCHEMA") && dialect.engine().grammar().schemas_are_databases();
    let database = words.is(1, "DATABASE");
    let unseen = namespace || database || words.has("CASCADE") || words.is(1, "OWNED");
    if unseen { vec![Taken::Unseen] } else { Vec::new() }
}

/// The tables that are named from `at` on, with commas between them.
fn tables(words: &Words<'_>, at: usize, taken: fn(TableName) -> Taken) -> Vec<Taken> {
    let at = words.skip(words.skip(at, &["IF", "EXISTS"]), &["IF", "NOT", "EXISTS"]);
    let names: Vec<Taken> = words
        .list(at, words.len())
        .into_iter()
        .filter_map(|item| table(words, words.skip(item.start, &["ONLY"])).map(|(name, _)| taken(name)))
        .collect();
    if names.is_empty() { vec![Taken::Unseen] } else { names }
}

/// The table named at `at`, and the position behind it.
fn table(words: &Words<'_>, at: usize) -> Option<(TableName, usize)> {
    let (namespace, name, end) = words.qualified(at)?;
    let mut table = TableName::new(name);
    table.namespace = namespace;
    Some((table, end))
}

/// What an `ALTER TABLE` drops: columns and partitions, and not constraints or properties of columns.
fn alter(words: &Words<'_>) -> Vec<Taken> {
    let at = words.skip(words.skip(1, &["ONLINE"]), &["IGNORE"]);
    if !words.is(at, "TABLE") {
        let unseen = words.has("DROP") && words.has("CASCADE");
        return if unseen { vec![Taken::Unseen] } else { Vec::new() };
    }
    let others = [
        "CONSTRAINT",
        "INDEX",
        "KEY",
        "PRIMARY",
        "FOREIGN",
        "CHECK",
        "DEFAULT",
        "NOT",
        "IDENTITY",
        "EXPRESSION",
        "SYSTEM",
        "PERIOD",
    ];
    let at = words.skip(words.skip(at + 1, &["IF", "EXISTS"]), &["ONLY"]);
    let Some((name, from)) = table(words, at) else { return vec![Taken::Unseen] };
    let mut found = Vec::new();
    for Range { start, end } in words.list(from, words.len()) {
        let partition = (words.is(start, "DROP") || words.is(start, "TRUNCATE")) && words.is(start + 1, "PARTITION");
        if partition {
            found.push(Taken::Rows(name.clone()));
        } else if words.is(start, "DROP") && !others.iter().any(|other| words.is(start + 1, other)) {
            let column = words.skip(words.skip(start + 1, &["COLUMN"]), &["IF", "EXISTS"]);
            match words.name(column).filter(|_| column < end) {
                Some((column, _)) => found.push(Taken::Values(name.clone(), column)),
                None => found.push(Taken::Unseen),
            }
        }
    }
    found
}

/// Whether a `SELECT` is there for the function that it calls first.
fn calls(words: &Words<'_>) -> bool {
    words.qualified(1).is_some_and(|(_, name, end)| {
        words.is_mark(end, "(") && !CALLED.iter().any(|known| name.eq_ignore_ascii_case(known))
    })
}

/// What the parts of a statement about rows take away: each `DELETE`, and each `UPDATE` that sets a column to NULL.
fn of_rows(words: &Words<'_>) -> Vec<Taken> {
    let mut found = Vec::new();
    for at in 0..words.len() {
        // `FOR UPDATE`, `ON DELETE`, `DO UPDATE`.
        let begins = at == 0 || words.is_mark(at - 1, "(") || words.is_mark(at - 1, ")");
        if begins && words.is(at, "DELETE") {
            let from = ["LOW_PRIORITY", "QUICK", "IGNORE"].iter().fold(at + 1, |at, word| words.skip(at, &[word]));
            let name = words.is(from, "FROM").then(|| table(words, words.skip(from + 1, &["ONLY"]))).flatten();
            found.push(name.map_or(Taken::Unseen, |(name, _)| Taken::Rows(name)));
        } else if begins && words.is(at, "UPDATE") {
            found.extend(emptied(words, at + 1));
        }
    }
    found
}

/// The columns that an `UPDATE` sets to NULL; `at` is behind that word.
fn emptied(words: &Words<'_>, at: usize) -> Vec<Taken> {
    let modifiers = ["LOW_PRIORITY", "IGNORE", "ONLY"];
    let at = if words.is(at, "OR") { at + 2 } else { modifiers.iter().fold(at, |at, word| words.skip(at, &[word])) };
    let Some((name, next)) = table(words, at) else { return Vec::new() };
    let Some(set) = (next..words.len()).find(|at| words.is(*at, "SET")) else { return Vec::new() };
    let ends = ["WHERE", "FROM", "RETURNING", "ORDER", "LIMIT"];
    let mut depth = 0_usize;
    let end = (set..words.len())
        .find(|&at| {
            depth += usize::from(words.is_mark(at, "("));
            if words.is_mark(at, ")") {
                // The parenthesis around the statement.
                let Some(outer) = depth.checked_sub(1) else { return true };
                depth = outer;
            }
            depth == 0 && ends.iter().any(|word| words.is(at, word))
        })
        .unwrap_or(words.len());
    let items = words.list(set + 1, end).into_iter();
    let column = |item: Range<usize>| {
        let (column, next) = words.name(item.start)?;
        let is_null = words.is_mark(next, "=") && words.is(next + 1, "NULL") && next + 2 == item.end;
        is_null.then(|| Taken::Values(name.clone(), column))
    };
    items.filter_map(column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_statements_take_away() {
        let rows = |name: &str| Taken::Rows(name.into());
        let table = |name: &str| Taken::Table(name.into());
        let values = |name: &str, column: &str| Taken::Values(name.into(), column.to_owned());
        for (sql, expected) in [
            ("DROP TABLE IF EXISTS a, \"b c\" CASCADE", vec![table("a"), table("b c")]),
            ("DELETE FROM ONLY a WHERE x = 1", vec![rows("a")]),
            ("WITH x AS (SELECT 1) DELETE FROM a", vec![rows("a")]),
            ("WITH x AS (DELETE FROM a RETURNING *) INSERT INTO b SELECT * FROM x", vec![rows("a")]),
            ("UPDATE a SET i = NULL, j = 1, k = coalesce(NULL, 2) WHERE l = NULL", vec![values("a", "i")]),
            ("WITH x AS (UPDATE a SET i = NULL) SELECT 1", vec![values("a", "i")]),
            ("UPDATE a SET i = 1", vec![]),
            ("INSERT INTO a VALUES (1) ON CONFLICT (id) DO UPDATE SET i = 1", vec![]),
            ("TRUNCATE a, b", vec![rows("a"), rows("b")]),
            ("ALTER TABLE a DROP COLUMN IF EXISTS b, DROP CONSTRAINT c, ADD d int", vec![values("a", "b")]),
            ("ALTER TABLE a ALTER COLUMN b DROP NOT NULL", vec![]),
            ("ALTER TABLE a DROP PARTITION p", vec![rows("a")]),
            ("DROP SCHEMA app CASCADE", vec![Taken::Unseen]),
            ("DROP SCHEMA app", vec![]),
            ("DROP TYPE mood CASCADE", vec![Taken::Unseen]),
            ("DROP INDEX i", vec![]),
            ("DO $$ BEGIN EXECUTE 'DROP TABLE t'; END $$", vec![Taken::Unseen]),
            ("CALL clean()", vec![Taken::Unseen]),
            ("SELECT app.clean(1)", vec![Taken::Unseen]),
            ("SELECT setval('s', 1)", vec![]),
            ("SELECT * FROM a FOR UPDATE", vec![]),
            ("CREATE TABLE a (b int REFERENCES c ON DELETE CASCADE)", vec![]),
        ] {
            assert_eq!(taken(Dialect::POSTGRES, sql), expected, "{sql}");
        }
        for (sql, expected) in [
            ("DROP DATABASE app", vec![Taken::Unseen]),
            ("EXECUTE IMMEDIATE 'DROP TABLE t'", vec![Taken::Unseen]),
            ("SET STATEMENT max_statement_time = 1 FOR DELETE FROM a", vec![rows("a")]),
            ("CREATE OR REPLACE TABLE a (b int)", vec![rows("a")]),
            ("DELETE a FROM a JOIN b", vec![Taken::Unseen]),
            ("SET foreign_key_checks = 0", vec![]),
        ] {
            assert_eq!(taken(Dialect::MARIADB, sql), expected, "{sql}");
        }
    }
}
