//! What an application hears of the migrator: one line, without commands of a tool that may not be there.

use super::basic::{each, revisions};
use super::support::{Database, chain, engines, id, migrator};
use schema_core::migrate::{Error, ErrorKind, Migrator};
use schema_core::schema::Dialect;
use std::error::Error as _;
use std::time::Duration;

/// An error is one that can be sent, kept, and shown.
#[track_caller]
fn said(error: &Error, code: &str, line: &str, help: &str) {
    fn keeps<T: std::error::Error + Send + Sync + 'static>(_: &T) {}
    keeps(error);
    assert_eq!((error.code(), error.to_string().as_str()), (code, line));
    assert_eq!(error.help().as_deref(), Some(help));
    assert_eq!(format!("{error:?}"), format!("{line}\n\nhelp: {help}"), "as a `main` that returns it shows it");
}

#[tokio::test]
async fn a_history_that_does_not_fit() {
    each(async |database| {
        let dialect = database.dialect;
        let all = migrator(dialect, &revisions(dialect));
        database.run("CREATE TABLE a (id integer)").await;
        let error = all.upgrade(&database.url).await.expect_err("unmanaged");
        let line = "the database has 1 table (`a`) but no migration history";
        said(&error, "no-history", line, "if it matches a revision, mark that as applied with `stamp`; otherwise use another database");
        database.run("DROP TABLE a").await;

        let error = all.require_current(&database.url).await.expect_err("behind");
        let line = "the database is 3 revisions behind, starting at `00000000000001_create_users`";
        said(&error, "behind", line, "upgrade the database first, or call `upgrade`");
        assert!(!error.is_retryable() && error.exit_code() == 1);
        assert!(matches!(error.kind(), ErrorKind::Behind { pending, .. } if pending.len() == 3));

        all.upgrade(&database.url).await.expect("upgraded");
        let mut edited = revisions(dialect);
        edited[0].1 = "CREATE TABLE users (id integer NOT NULL PRIMARY KEY);";
        let error = migrator(dialect, &edited).require_current(&database.url).await.expect_err("edited");
        let line = "revision `00000000000001_create_users` was edited after it was applied";
        let help = "restore the script that was applied; if the database is correct, mark the new one as applied with `stamp`";
        said(&error, "edited-revision", line, help);

        let older = Migrator::from_revisions(chain(dialect, &revisions(dialect)[..2]));
        let error = older.upgrade(&database.url).await.expect_err("unknown");
        let line = "applied revision `00000000000003_create_posts` is unknown to this program";
        let help = "use a version of the program that has it; if this version works with a newer database, allow that with `ahead(Ahead::Allow)`";
        said(&error, "missing-revision-file", line, help);
        assert!(error.source().is_none());
    })
    .await;
}

#[tokio::test]
async fn a_lock_that_another_holds() {
    each(async |database| {
        let dialect = database.dialect;
        let mut other = database.session().await;
        match dialect.name() {
            "sqlite" => other.begin().await.expect("a transaction"),
            "postgres" => {
                let sql = "SET application_name = 'the other'; SELECT pg_advisory_lock(1935894637, hashtext(current_schema()::text))";
                other.execute(sql).await.map(|_| ()).expect("the lock");
            }
            _ => {
                let sql = "SELECT GET_LOCK(CONCAT('cargo-schema:', LEFT(SHA2(DATABASE(), 256), 40)), 0)";
                other.execute(sql).await.map(|_| ()).expect("the lock");
            }
        }
        let all = migrator(dialect, &revisions(dialect)).lock_timeout(Duration::from_millis(1100));
        let error = all.upgrade(&database.url).await.expect_err("locked");
        assert!(error.is_retryable() && error.exit_code() == 4, "{error}");
        let help = "try again when it has ended, or wait longer with `lock_timeout`";
        assert_eq!(error.help().as_deref(), Some(help));
        let start = match dialect.name() {
            "sqlite" => "another connection is writing to the database: ",
            _ => "another upgrade of this database has been running for more than 1 s: connection ",
        };
        assert!(error.to_string().starts_with(start) && !error.to_string().contains('\n'), "{error}");
        other.close().await.expect("closed");
    })
    .await;
}

#[tokio::test]
async fn a_statement_that_failed() {
    each(async |database| {
        let script = "CREATE TABLE a (id integer);\nINSERT INTO missing VALUES (1);";
        let error = migrator(database.dialect, &[("a", script, "")]).upgrade(&database.url).await.expect_err("failed");
        let ErrorKind::Statement(failed) = error.kind() else { panic!("{error:?}") };
        assert_eq!((failed.file.as_str(), failed.statement, failed.line), ("up.sql", Some(2), 2));
        let (left, help) = match database.dialect.name() {
            "sqlite" | "postgres" => ("it was rolled back", None),
            _ => ("its first statement ran", Some("to resume after it, call `upgrade` again")),
        };
        let start = "revision `00000000000001_a` failed at statement 2 of 2 (up.sql, line 2): ";
        let text = error.to_string();
        assert!(text.starts_with(start) && text.ends_with(&format!("; {left}")) && !text.contains('\n'), "{text}");
        assert_eq!(error.help().as_deref(), help);
        // The driver's error is there, for who wants to take it apart.
        let source = error.source().and_then(|source| source.downcast_ref::<sqlx::Error>());
        assert!(matches!(source, Some(sqlx::Error::Database(_))), "{source:?}");
        let help = help.map(|help| format!("\n\nhelp: {help}")).unwrap_or_default();
        assert_eq!(format!("{error:?}"), format!("{text}{help}"), "the line has the words of the database");
    })
    .await;
}

#[tokio::test]
async fn a_statement_in_doubt() {
    for dialect in engines().into_iter().filter(|dialect| matches!(dialect.name(), "mysql" | "mariadb")) {
        let database = Database::new(dialect).await.expect("a database");
        // A procedure that commits, and then fails.
        let script = "CREATE TABLE a (n integer);\nCREATE PROCEDURE p() BEGIN INSERT INTO a VALUES (1); COMMIT; INSERT INTO missing VALUES (1); END;\nCALL p();";
        let all = migrator(dialect, &[("a", script, "")]);
        let error = all.upgrade(&database.url).await.expect_err("it fails");
        let help = "check the database, then call `upgrade` with `Resume::At(3)` to run it again; if it already ran, pass `Resume::After(3)` instead";
        assert!(error.to_string().ends_with("; it may have run in part"), "{dialect}: {error}");
        assert_eq!(error.help().as_deref(), Some(help), "{dialect}: {error:?}");
        let error = all.upgrade(&database.url).await.expect_err("in doubt");
        let line = format!(
            "revision `{}_a` stopped in statement 3 of 3 (up.sql, line 3): CALL p(); it failed, and may have run in part",
            id(1)
        );
        said(&error, "statement-in-doubt", &line, help);
        database.drop().await;
    }
}

#[tokio::test]
async fn a_connection_that_is_refused() {
    let all = migrator(Dialect::POSTGRES, &[]);
    let error = all.upgrade("postgres://u:secret@127.0.0.1:9/shop").await.expect_err("nobody listens");
    assert!(error.to_string().starts_with("cannot connect to `postgres://u:***@127.0.0.1:9/shop`: "), "{error}");
    assert!(error.is_retryable() && error.help().is_none() && error.source().is_some(), "{error:?}");
    let Some(database) = Database::new(Dialect::POSTGRES).await else { return };
    let missing = format!("{}_missing", database.text);
    let error = all.upgrade(&missing).await.expect_err("no such database");
    assert!(!error.is_retryable(), "{error}");
    database.drop().await;
}

/// The library names no command: the tool adds those.
#[test]
fn the_migrator_names_no_command() {
    let folder = crate::support::shop::workspace().join("schema-core/src/migrate");
    let mut read = 0;
    for entry in std::fs::read_dir(folder).expect("the sources") {
        let path = entry.expect("a file").path();
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        read += 1;
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            let names = line.contains("Command::schema") || line.contains("cargo schema");
            assert!(!names, "{}: {line}", path.display());
        }
    }
    assert!(read > 20, "{read}");
}
