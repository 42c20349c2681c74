//! How a single statement can be run and recorded, where a script does not run in one transaction.

use crate::schema::Dialect;
use crate::script::{Statement, Words};

/// How a statement runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// In one transaction with its record.
    Together,
    /// Outside of a transaction: its record says that it was begun, and then that it is done.
    Alone,
    /// It sets up the connection: a run that goes on behind it runs it again.
    Setting,
}

/// How `statement` runs on `dialect`.
pub(super) fn mode(dialect: Dialect, statement: &Statement) -> Mode {
    let words = Words::of(dialect, &statement.text, usize::MAX);
    let first = words.first();
    match dialect {
        Dialect::Sqlite => match first.as_str() {
            "VACUUM" => Mode::Alone,
            "PRAGMA" | "ATTACH" | "DETACH" => Mode::Setting,
            _ => Mode::Together,
        },
        Dialect::Postgres => match first.as_str() {
            "SET" | "RESET" => Mode::Setting,
            // What a body does may commit.
            "CALL" | "DO" => Mode::Alone,
            "VACUUM" => Mode::Alone,
            "ALTER" if words.is(1, "SYSTEM") || words.is(1, "DATABASE") => Mode::Alone,
            "CREATE" | "DROP"
                if ["DATABASE", "TABLESPACE", "SUBSCRIPTION"].iter().any(|object| words.is(1, object)) =>
            {
                Mode::Alone
            }
            "CLUSTER" => Mode::Alone,
            _ if words.has("CONCURRENTLY") => Mode::Alone,
            "REINDEX" if words.has("DATABASE") || words.has("SYSTEM") || words.has("SCHEMA") => Mode::Alone,
            _ => Mode::Together,
        },
        Dialect::Mysql | Dialect::Mariadb => match first.as_str() {
            "SET" | "USE" => Mode::Setting,
            // It writes a file, which no rollback takes away.
            "SELECT" if words.has("OUTFILE") || words.has("DUMPFILE") => Mode::Alone,
            "INSERT" | "UPDATE" | "DELETE" | "REPLACE" | "WITH" | "SELECT" | "TABLE" | "VALUES" | "LOAD" => {
                Mode::Together
            }
            // A parenthesised query.
            "" if statement.text.starts_with('(') => Mode::Together,
            _ => Mode::Alone,
        },
    }
}

/// The index that a `CREATE INDEX CONCURRENTLY` makes: its name as the catalog has it, and its table as it is spelled.
pub(super) fn concurrent_index(words: &Words<'_>) -> Option<(String, String)> {
    if !words.is(0, "CREATE") {
        return None;
    }
    let at = words.skip(words.skip(1, &["UNIQUE"]), &["INDEX", "CONCURRENTLY"]);
    if !words.is(at.checked_sub(1)?, "CONCURRENTLY") {
        return None;
    }
    let at = words.skip(at, &["IF", "NOT", "EXISTS"]);
    if words.is(at, "ON") {
        return None;
    }
    let (name, next) = words.name(at)?;
    let name = if words.spelled(at)?.starts_with('"') { name } else { name.to_lowercase() };
    let table = words.skip(words.skip(next, &["ON"]), &["ONLY"]);
    Some((name, words.spelled(table)?))
}

/// The table that a `CREATE TABLE` makes; none where it may be there already, or is named in a namespace.
pub(super) fn created_table(dialect: Dialect, statement: &Statement) -> Option<String> {
    let words = Words::of(dialect, &statement.text, 8);
    if !words.is(0, "CREATE") {
        return None;
    }
    let at = words.skip(1, &["UNLOGGED"]);
    if !words.is(at, "TABLE") || words.is(at + 1, "IF") {
        return None;
    }
    words.name(at + 1).filter(|(_, next)| *next == at + 2).map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_that_statements_create() {
        for (text, expected) in [
            ("CREATE TABLE \"users\" (\n  id int\n)", Some("users")),
            ("create unlogged table users (id int)", Some("users")),
            ("CREATE TABLE IF NOT EXISTS users (id int)", None),
            ("CREATE TABLE billing.users (id int)", None),
            ("CREATE TEMPORARY TABLE users (id int)", None),
            ("CREATE INDEX users ON t (a)", None),
        ] {
            assert_eq!(created_table(Dialect::Postgres, &Statement::new(text)).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn modes() {
        for (dialect, text, expected) in [
            (Dialect::Postgres, "CREATE INDEX CONCURRENTLY i ON t (a)", Mode::Alone),
            (Dialect::Postgres, "CREATE INDEX i ON t (a)", Mode::Together),
            (Dialect::Postgres, "ALTER TYPE e ADD VALUE 'x'", Mode::Together),
            (Dialect::Postgres, "SET lock_timeout = 0", Mode::Setting),
            (Dialect::Postgres, "VACUUM t", Mode::Alone),
            (Dialect::Mysql, "INSERT INTO t VALUES (1)", Mode::Together),
            (Dialect::Mysql, "(SELECT 1)", Mode::Together),
            (Dialect::Mariadb, "ALTER TABLE t ADD a int", Mode::Alone),
            (Dialect::Mysql, "SET foreign_key_checks = 0", Mode::Setting),
            (Dialect::Mysql, "/*!50003 CREATE TRIGGER t */", Mode::Alone),
            (Dialect::Mysql, "/*!40101 SET NAMES utf8mb4 */", Mode::Setting),
            (Dialect::Mysql, "CALL p()", Mode::Alone),
            (
                Dialect::Mariadb,
                "SET STATEMENT max_statement_time = (SELECT 1 FOR UPDATE), a = 2 FOR CALL p()",
                Mode::Alone,
            ),
            (Dialect::Mariadb, "/*M!100100 SET STATEMENT a = 1 FOR */ INSERT INTO t VALUES (1)", Mode::Together),
            (Dialect::Mariadb, "ANALYZE FORMAT = JSON UPDATE t SET a = 1", Mode::Together),
            (Dialect::Mariadb, "ANALYZE TABLE t", Mode::Alone),
            (Dialect::Mariadb, "EXECUTE IMMEDIATE 'DROP TABLE t'", Mode::Alone),
            (Dialect::Mysql, "SELECT 1 INTO OUTFILE '/tmp/x'", Mode::Alone),
            (Dialect::Postgres, "DO $$ BEGIN COMMIT; END $$", Mode::Alone),
            (Dialect::Sqlite, "VACUUM", Mode::Alone),
            (Dialect::Sqlite, "CREATE TABLE t (a)", Mode::Together),
        ] {
            assert_eq!(mode(dialect, &Statement::new(text)), expected, "{text}");
        }
    }

    #[test]
    fn concurrent_indexes() {
        let index = |text: &str| concurrent_index(&Words::of(Dialect::Postgres, text, 24));
        let found = |name: &str, table: &str| Some((name.to_owned(), table.to_owned()));
        assert_eq!(
            index("create unique index concurrently Ix_A on only public.\"T\" (a)"),
            found("ix_a", "public.\"T\"")
        );
        assert_eq!(index("CREATE INDEX CONCURRENTLY IF NOT EXISTS \"Ix\" ON t USING gin (a)"), found("Ix", "t"));
        assert_eq!(index("CREATE INDEX CONCURRENTLY ON t (a)"), None);
        assert_eq!(index("CREATE INDEX i ON t (a)"), None);
        assert_eq!(index("DROP INDEX CONCURRENTLY i"), None);
    }
}
