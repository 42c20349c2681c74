//! Functions that tell what an earlier statement of their session did: a run that goes on has another session, and the
//! record of a statement runs behind it.

use super::support::{Database, engines, migrator};
use schema_core::migrate::{ErrorKind, Resume};
use schema_core::schema::Dialect;

/// A script that stops between a row and the statement that asks for its number.
fn script(dialect: Dialect, kind: &str) -> String {
    let (id, last) = match dialect.name() {
        "sqlite" => ("integer PRIMARY KEY", "last_insert_rowid()"),
        "postgres" => ("serial PRIMARY KEY", "currval('users_id_seq')"),
        _ => ("int AUTO_INCREMENT PRIMARY KEY", "LAST_INSERT_ID()"),
    };
    let wrong = match dialect.name() {
        "sqlite" if kind != "int" => "ALTER TABLE nothing ADD x int".to_owned(),
        _ => format!("ALTER TABLE prof ADD x {kind}"),
    };
    format!(
        "-- cargo-schema: no-transaction\nCREATE TABLE users (id {id}, n varchar(9)); CREATE TABLE prof (user_id int);
         INSERT INTO users (n) VALUES ('a'); {wrong}; INSERT INTO prof (user_id) VALUES ({last}); SELECT 1;"
    )
}

#[tokio::test]
async fn the_number_of_a_new_row_is_asked_in_its_session_only() {
    for dialect in engines() {
        let database = Database::new(dialect).await.expect("a database");
        migrator(dialect, &[("s", &script(dialect, "nosuchtype"), "")])
            .upgrade(&database.url)
            .await
            .expect_err("no such type");
        let right = migrator(dialect, &[("s", &script(dialect, "int"), "")]);
        for _ in 0..2 {
            let error = right.upgrade(&database.url).await.expect_err("the session is gone");
            assert!(matches!(error.kind(), ErrorKind::NotResumable { done: 3, of: 6, .. }), "{dialect}: {error}");
            assert!(error.to_string().contains(" of statement 3"), "{error}");
        }
        assert_eq!(database.rows("SELECT user_id FROM prof").await, [""; 0], "{dialect}");
        database.run("DROP TABLE prof").await;
        database.run("DROP TABLE users").await;
        let again = right.upgrade(&database.url).resume(Resume::At(1)).await;
        again.unwrap_or_else(|error| panic!("{dialect}: {error}"));
        assert_eq!(database.rows("SELECT user_id FROM prof").await, ["1"], "{dialect}");
        database.drop().await;
    }
}

#[tokio::test]
async fn what_the_record_would_change_is_refused_before_the_first_statement() {
    for dialect in engines() {
        let functions: &[&str] = match dialect.name() {
            "sqlite" => &["changes()", "total_changes()"],
            "postgres" => continue,
            _ => &["ROW_COUNT()", "found_rows ( )", "@@warning_count"],
        };
        let database = Database::new(dialect).await.expect("a database");
        for function in functions {
            let sql = format!(
                "CREATE TABLE t (a int); CREATE TABLE log (n int); INSERT INTO t VALUES (1), (2), (3);
                 INSERT INTO log VALUES ({function});"
            );
            let all = migrator(dialect, &[("s", &format!("-- cargo-schema: no-transaction\n{sql}"), "")]);
            let error = all.upgrade(&database.url).await.expect_err("it would be wrong");
            assert_eq!(error.exit_code(), 2, "{dialect}: {error}");
            assert!(error.to_string().contains("statement 4 of 4"), "{error}");
            assert_eq!(database.history().await, [""; 0], "{dialect}");
            if dialect == Dialect::SQLITE {
                // In one transaction nothing comes between.
                migrator(dialect, &[("s", &sql, "")]).upgrade(&database.url).await.expect("right");
                assert_eq!(database.rows("SELECT n >= 3 FROM log").await, ["1"]);
                database.reset().await;
            }
        }
        database.drop().await;
    }
}

/// A body of a routine runs as a whole, so that it may ask.
#[tokio::test]
async fn bodies_of_routines_may_ask() {
    for dialect in engines().into_iter().filter(|dialect| matches!(dialect.name(), "mysql" | "mariadb")) {
        let database = Database::new(dialect).await.expect("a database");
        let script = "CREATE TABLE t (a int); INSERT INTO t VALUES (7);
                      CREATE PROCEDURE p() BEGIN UPDATE t SET a = 8; INSERT INTO t VALUES (ROW_COUNT()); END; CALL p();";
        migrator(dialect, &[("s", script, "")]).upgrade(&database.url).await.expect("upgraded");
        assert_eq!(database.rows("SELECT a FROM t ORDER BY a").await, ["1", "8"], "{dialect}");
        database.drop().await;
    }
}
