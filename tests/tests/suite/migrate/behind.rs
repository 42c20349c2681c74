//! What MariaDB runs behind `SET STATEMENT … FOR` and `ANALYZE` is judged as that statement.

use super::support::{Database, engines, migrator};
use schema_core::migrate::{Error, ErrorKind, FailedStatement, Left};
use schema_core::schema::Dialect;

async fn mariadb() -> Option<Database> {
    if engines().contains(&Dialect::MARIADB) { Database::new(Dialect::MARIADB).await } else { None }
}

fn failed(error: Error) -> Box<FailedStatement> {
    match error.kind() {
        ErrorKind::Statement(failed) => failed.clone(),
        other => panic!("{other}"),
    }
}

/// A run that goes on does not insert the row again.
#[tokio::test]
async fn rows_are_written_once() {
    let Some(database) = mariadb().await else { return };
    for written in [
        "SET STATEMENT foreign_key_checks = 0 FOR INSERT INTO t VALUES (1)",
        "ANALYZE FORMAT = JSON INSERT INTO t VALUES (1)",
    ] {
        database.reset().await;
        let script = |kind: &str| format!("CREATE TABLE t (a int); {written}; ALTER TABLE t ADD COLUMN x {kind};");
        let wrong = migrator(Dialect::MARIADB, &[("t", &script("nosuchtype"), "")]);
        assert_eq!(failed(wrong.upgrade(&database.url).await.expect_err("no such type")).left, Left::Statements(2));
        let right = migrator(Dialect::MARIADB, &[("t", &script("int"), "")]);
        right.upgrade(&database.url).await.unwrap_or_else(|error| panic!("{written}: {error}"));
        assert_eq!(database.rows("SELECT a FROM t").await, ["1"], "{written}");
    }
    database.drop().await;
}

/// What a procedure committed before it failed is in doubt.
#[tokio::test]
async fn a_call_is_in_doubt() {
    let Some(database) = mariadb().await else { return };
    let first = (
        "first",
        "CREATE TABLE n (a int);
         CREATE PROCEDURE p() BEGIN INSERT INTO n VALUES (1); COMMIT; SIGNAL SQLSTATE '45000'; END;",
        "",
    );
    let second = ("second", "SET STATEMENT max_statement_time = 0 FOR CALL p(); SELECT 1;", "");
    let all = migrator(Dialect::MARIADB, &[first, second]);
    assert_eq!(failed(all.upgrade(&database.url).await.expect_err("it fails")).left, Left::InDoubt(0));
    for _ in 0..2 {
        let error = all.upgrade(&database.url).await.expect_err("in doubt");
        assert!(matches!(error.kind(), ErrorKind::InDoubt(_)), "{error}");
    }
    assert_eq!(database.rows("SELECT a FROM n").await, ["1"]);
    database.drop().await;
}

/// A column keeps what its new definition does not repeat.
#[tokio::test]
async fn attributes_are_kept() {
    let Some(database) = mariadb().await else { return };
    let first = ("first", "CREATE TABLE t (a int INVISIBLE, b int CHECK (b > 0));", "");
    for column in ["a", "b"] {
        database.reset().await;
        let script = format!("SET STATEMENT lock_wait_timeout = 5 FOR ALTER TABLE t MODIFY {column} bigint;");
        let all = migrator(Dialect::MARIADB, &[first, ("second", &script, "")]);
        let error = all.upgrade(&database.url).await.expect_err("it would be lost");
        assert!(matches!(error.kind(), ErrorKind::LostAttributes { .. }), "{error}");
    }
    database.drop().await;
}
