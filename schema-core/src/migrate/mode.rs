//! How a single statement can be run and recorded, where a script does not run in one transaction.

use crate::schema::{Dialect, Engines};
use crate::script::{Statement, Words};

/// How a statement runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
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
    dialect.engine().execution().mode(statement, &words)
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
            assert_eq!(created_table(Dialect::POSTGRES, &Statement::new(text)).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn modes() {
        for (dialect, text, expected) in [
            (Dialect::POSTGRES, "CREATE INDEX CONCURRENTLY i ON t (a)", Mode::Alone),
            (Dialect::POSTGRES, "CREATE INDEX i ON t (a)", Mode::Together),
            (Dialect::POSTGRES, "ALTER TYPE e ADD VALUE 'x'", Mode::Together),
            (Dialect::POSTGRES, "SET lock_timeout = 0", Mode::Setting),
            (Dialect::POSTGRES, "VACUUM t", Mode::Alone),
            (Dialect::MYSQL, "INSERT INTO t VALUES (1)", Mode::Together),
            (Dialect::MYSQL, "(SELECT 1)", Mode::Together),
            (Dialect::MARIADB, "ALTER TABLE t ADD a int", Mode::Alone),
            (Dialect::MYSQL, "SET foreign_key_checks = 0", Mode::Setting),
            (Dialect::MYSQL, "/*!50003 CREATE TRIGGER t */", Mode::Alone),
            (Dialect::MYSQL, "/*!40101 SET NAMES utf8mb4 */", Mode::Setting),
            (Dialect::MYSQL, "CALL p()", Mode::Alone),
            (
                Dialect::MARIADB,
                "SET STATEMENT max_statement_time = (SELECT 1 FOR UPDATE), a = 2 FOR CALL p()",
                Mode::Alone,
            ),
            (Dialect::MARIADB, "/*M!100100 SET STATEMENT a = 1 FOR */ INSERT INTO t VALUES (1)", Mode::Together),
            (Dialect::MARIADB, "ANALYZE FORMAT = JSON UPDATE t SET a = 1", Mode::Together),
            (Dialect::MARIADB, "ANALYZE TABLE t", Mode::Alone),
            (Dialect::MARIADB, "EXECUTE IMMEDIATE 'DROP TABLE t'", Mode::Alone),
            (Dialect::MYSQL, "SELECT 1 INTO OUTFILE '/tmp/x'", Mode::Alone),
            (Dialect::POSTGRES, "DO $$ BEGIN COMMIT; END $$", Mode::Alone),
            (Dialect::SQLITE, "VACUUM", Mode::Alone),
            (Dialect::SQLITE, "CREATE TABLE t (a)", Mode::Together),
        ] {
            assert_eq!(mode(dialect, &Statement::new(text)), expected, "{text}");
        }
    }
}
