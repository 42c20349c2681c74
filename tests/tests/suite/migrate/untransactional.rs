//! MySQL and MariaDB: a table whose storage engine knows no transactions keeps what a failed statement wrote, wherever it
//! is and whatever leads to it.

use super::support::{Database, engines, migrator};
use schema_core::migrate::{ErrorKind, Left};

/// What is made before, and a statement that writes a row into the table and then fails. `{other}` is another database.
const WAYS: &[(&str, &str)] = &[
    ("", "INSERT INTO {other}.l SELECT 1 UNION ALL SELECT NULL"),
    ("USE {other}; ", "INSERT INTO l SELECT 1 UNION ALL SELECT NULL"),
    (
        "CREATE FUNCTION f() RETURNS int DETERMINISTIC BEGIN INSERT INTO {other}.l VALUES (1); RETURN 1; END; ",
        "INSERT INTO t SELECT f() UNION ALL SELECT NULL",
    ),
    (
        "CREATE PROCEDURE p() INSERT INTO {other}.l VALUES (1);
         CREATE FUNCTION f() RETURNS int DETERMINISTIC BEGIN CALL p(); RETURN 1; END; ",
        "INSERT INTO t SELECT f() UNION ALL SELECT NULL",
    ),
    (
        "CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW INSERT INTO {other}.l VALUES (NEW.a); ",
        "INSERT INTO t SELECT 1 UNION ALL SELECT NULL",
    ),
    ("CREATE VIEW v AS SELECT * FROM {other}.l; ", "INSERT INTO v (a) SELECT 1 UNION ALL SELECT NULL"),
];

#[tokio::test]
async fn rows_that_stay_are_in_doubt() {
    for dialect in engines().into_iter().filter(|dialect| matches!(dialect.name(), "mysql" | "mariadb")) {
        let database = Database::new(dialect).await.expect("a database");
        let elsewhere = Database::new(dialect).await.expect("a database");
        let other = elsewhere.text.rsplit_once('/').expect("a URL with a database").1.to_owned();
        for (made, fails) in WAYS {
            database.reset().await;
            elsewhere.reset().await;
            elsewhere.run("CREATE TABLE l (a int NOT NULL) ENGINE = MyISAM").await;
            let first = "CREATE TABLE t (a int NOT NULL);";
            let script = format!("{made}{fails}").replace("{other}", &other);
            let all = migrator(dialect, &[("first", first, ""), ("s", &script, "")]);
            let error = all.upgrade(&database.url).await.expect_err(&script);
            let ErrorKind::Statement(failed) = error.kind() else { panic!("{error}") };
            assert!(matches!(failed.left, Left::InDoubt(_)), "{dialect}, {script}: {:?}", failed.left);
            let error = all.upgrade(&database.url).await.expect_err("in doubt");
            assert!(matches!(error.kind(), ErrorKind::InDoubt(_)), "{dialect}, {script}: {error}");
            assert_eq!(elsewhere.rows("SELECT a FROM l").await, ["1"], "{dialect}, {script}");
        }
        database.drop().await;
        elsewhere.drop().await;
    }
}

/// A table of that kind does not make other statements doubtful.
#[tokio::test]
async fn other_tables_are_not_in_doubt() {
    for dialect in engines().into_iter().filter(|dialect| matches!(dialect.name(), "mysql" | "mariadb")) {
        let database = Database::new(dialect).await.expect("a database");
        let first = "CREATE TABLE l (a int) ENGINE = MyISAM; CREATE TABLE t (a int NOT NULL);
                     CREATE VIEW v AS SELECT * FROM t;
                     CREATE FUNCTION f() RETURNS int DETERMINISTIC RETURN 1;";
        for fails in
            ["INSERT INTO t SELECT f() UNION ALL SELECT NULL", "INSERT INTO v (a) SELECT 1 UNION ALL SELECT NULL"]
        {
            database.reset().await;
            let all = migrator(dialect, &[("first", first, ""), ("s", fails, "")]);
            let error = all.upgrade(&database.url).await.expect_err(fails);
            let ErrorKind::Statement(failed) = error.kind() else { panic!("{error}") };
            assert_eq!(failed.left, Left::Statements(0), "{dialect}, {fails}");
        }
        database.drop().await;
    }
}
