//! Revisions do not see each other's sessions: one run of all is the same as a run for each.

use super::support::{Database, engines, id, migrator};
use schema_core::migrate::{ErrorKind, Migrator};
use schema_core::revision::Target;
use schema_core::schema::Dialect;
use sqlx::sqlite::SqlitePoolOptions;
use std::time::Duration;

/// Each first revision sets something up, and the second shows whether it is still so.
fn pairs(dialect: Dialect) -> Vec<(&'static str, &'static str)> {
    match dialect.name() {
        "sqlite" => vec![
            (
                "-- cargo-schema: no-transaction\nPRAGMA foreign_keys = OFF;",
                "INSERT INTO seen SELECT foreign_keys FROM pragma_foreign_keys;",
            ),
            ("PRAGMA case_sensitive_like = ON;", "INSERT INTO seen SELECT 'a' LIKE 'A';"),
            (
                "PRAGMA recursive_triggers = ON;",
                "INSERT INTO seen SELECT recursive_triggers FROM pragma_recursive_triggers;",
            ),
            (
                "CREATE TEMP TABLE kept (n); CREATE TEMP VIEW shown AS SELECT * FROM kept;",
                "INSERT INTO seen SELECT count(*) FROM temp.sqlite_schema;",
            ),
            (
                "-- cargo-schema: no-transaction\nATTACH ':memory:' AS other;",
                "INSERT INTO seen SELECT count(*) FROM pragma_database_list WHERE name = 'other';",
            ),
        ],
        "postgres" => vec![
            ("SET TIME ZONE 'Asia/Tokyo';", "INSERT INTO seen SELECT current_setting('TimeZone');"),
            ("SELECT set_config('search_path', '', false);", "INSERT INTO seen SELECT current_setting('search_path');"),
            (
                "SELECT set_config('app.tenant', '7', false);",
                "INSERT INTO seen SELECT coalesce(current_setting('app.tenant', true), 'none');",
            ),
            (
                "CREATE TEMP TABLE kept (n integer);",
                "INSERT INTO seen SELECT count(*)::text FROM pg_class WHERE relname = 'kept';",
            ),
            (
                "PREPARE kept AS SELECT 1;",
                "INSERT INTO seen SELECT count(*)::text FROM pg_prepared_statements WHERE name = 'kept';",
            ),
            (
                "SET SESSION AUTHORIZATION DEFAULT; SET lock_timeout = 0;",
                "INSERT INTO seen SELECT current_setting('lock_timeout');",
            ),
        ],
        _ => vec![
            ("SET foreign_key_checks = 0;", "INSERT INTO seen SELECT @@foreign_key_checks;"),
            ("SET @kept = 1;", "INSERT INTO seen SELECT COALESCE(@kept, 'none');"),
            ("SET sql_mode = '';", "INSERT INTO seen SELECT @@sql_mode;"),
            ("CREATE TEMPORARY TABLE seen (n varchar(9));", "INSERT INTO seen VALUES ('here');"),
            (
                "USE information_schema;",
                "INSERT INTO seen SELECT IF(DATABASE() = 'information_schema', 'away', 'here');",
            ),
            ("INSERT INTO counted VALUES (NULL);", "INSERT INTO seen SELECT LAST_INSERT_ID();"),
        ],
    }
}

#[tokio::test]
async fn one_run_of_all_is_a_run_for_each() {
    for dialect in engines() {
        let text = if matches!(dialect.name(), "mysql" | "mariadb") { "varchar(200)" } else { "text" };
        let counted = match dialect.name() {
            "mysql" | "mariadb" => "CREATE TABLE counted (id int AUTO_INCREMENT PRIMARY KEY);",
            _ => "",
        };
        let create = format!("CREATE TABLE seen (n {text}); {counted}");
        let mut revisions = vec![("create", create.as_str(), "")];
        for (sets, shows) in pairs(dialect) {
            revisions.extend([("sets", sets, ""), ("shows", shows, "")]);
        }
        let all = migrator(dialect, &revisions);
        let database = Database::new(dialect).await.expect("a database");
        for number in 1..=revisions.len() {
            let target = Target::parse(&id(number));
            let result = all.upgrade(&database.url).to(&target).await;
            result.unwrap_or_else(|error| panic!("{dialect}, {number}: {error}"));
        }
        let each = database.rows("SELECT n FROM seen").await;
        assert_eq!(each.len(), pairs(dialect).len(), "{dialect}");
        database.reset().await;
        all.upgrade(&database.url).await.unwrap_or_else(|error| panic!("{dialect}: {error}"));
        assert_eq!(database.rows("SELECT n FROM seen").await, each, "{dialect}");
        database.reset().await;
        let plan = all.upgrade(&database.url).plan().await.expect("a plan");
        by_hand(&database, &plan.to_string()).await;
        // The limit for locks is the migrator's own, and a setting that PostgreSQL does not know stays behind as an empty text.
        let by_hand = |seen: &String| match (dialect.name(), seen.as_str()) {
            ("postgres", "10s") => "0".to_owned(),
            ("postgres", "none") => String::new(),
            _ => seen.clone(),
        };
        let each: Vec<String> = each.iter().map(by_hand).collect();
        assert_eq!(database.rows("SELECT n FROM seen").await, each, "{dialect}, by hand");
        database.drop().await;
    }
}

/// Runs the text of a plan as the shell of the database does; in that of SQLite, somebody does what the comment says.
async fn by_hand(database: &Database, text: &str) {
    let dialect = database.dialect;
    let again = match dialect.name() {
        "sqlite" => "-- The revision before may have left settings: run what follows in a new session.\n",
        "postgres" => "\0",
        _ => "\nconnect;\n",
    };
    for part in text.split(again) {
        let mut session = database.session().await;
        // No statement here has a semicolon at the end of a line inside.
        for statement in part.split(";\n").filter(|statement| !statement.trim().is_empty()) {
            let result = session.execute(statement).await;
            result.unwrap_or_else(|error| panic!("{dialect}: {error}: {statement}"));
        }
        session.close().await.expect("closed");
    }
}

/// The application goes on with its connection as it had set it up.
#[tokio::test]
async fn a_pool_of_sqlite_gets_its_connection_back_as_it_was() {
    let database = Database::new(Dialect::SQLITE).await.expect("a database");
    let pool = SqlitePoolOptions::new().max_connections(1).connect(&database.text).await.expect("a pool");
    let all = migrator(
        Dialect::SQLITE,
        &[("sets", "-- cargo-schema: no-transaction\nPRAGMA foreign_keys = OFF; PRAGMA query_only = ON;", "")],
    );
    // The history itself cannot be written any more then.
    all.upgrade(&pool).await.expect_err("nothing can be written");
    let keys: i64 = sqlx::query_scalar("PRAGMA foreign_keys").fetch_one(&pool).await.expect("a value");
    let only: i64 = sqlx::query_scalar("PRAGMA query_only").fetch_one(&pool).await.expect("a value");
    assert_eq!((keys, only), (1, 0));
    database.drop().await;
}

/// A script that leaves the schema or database at hand does not take the history along.
#[tokio::test]
async fn a_script_may_change_the_current_schema() {
    for dialect in engines().into_iter().filter(|dialect| *dialect != Dialect::SQLITE) {
        let database = Database::new(dialect).await.expect("a database");
        let leave = match dialect.name() {
            "postgres" => "SELECT pg_catalog.set_config('search_path', '', false);",
            _ => "USE information_schema;",
        };
        let all = migrator(dialect, &[("leave", leave, ""), ("stay", "CREATE TABLE t (a integer);", "")]);
        all.upgrade(&database.url).await.unwrap_or_else(|error| panic!("{dialect}: {error}"));
        all.require_current(&database.url).await.expect("current");
        assert_eq!(database.rows("SELECT * FROM t").await, [""; 0]);
        database.drop().await;
    }
}

fn one(dialect: Dialect, directive: &str) -> Migrator {
    let down = format!("{directive}DROP TABLE t;");
    migrator(dialect, &[("t", "CREATE TABLE t (a integer);", &down)])
}

/// A database that cannot be written says so, at once, also on the way down.
#[tokio::test]
async fn a_downgrade_that_cannot_be_written_ends() {
    for dialect in engines() {
        let database = Database::new(dialect).await.expect("a database");
        let all = one(dialect, "-- cargo-schema: no-transaction\n");
        all.upgrade(&database.url).await.expect("upgraded");
        let mut session = match dialect.name() {
            "sqlite" => {
                let url =
                    schema_core::connect::DatabaseUrl::parse(&format!("{}?mode=ro", database.text)).expect("a URL");
                schema_core::connect::Connect::into_session(&url, schema_core::connect::Access::Read)
                    .await
                    .expect("a session")
            }
            _ => database.session().await,
        };
        match dialect.name() {
            "sqlite" => {}
            "postgres" => session.execute("SET default_transaction_read_only = on").await.map(|_| ()).expect("set"),
            _ => session.execute("SET SESSION TRANSACTION READ ONLY").await.map(|_| ()).expect("set"),
        }
        let down = all.downgrade(session, Target::Base);
        let result = tokio::time::timeout(Duration::from_secs(30), down).await.expect("it ends");
        let error = result.expect_err("read-only");
        assert_eq!(error.exit_code(), 4, "{dialect}: {error}");
        assert_eq!(database.history().await, ["t,up,1,1,done,"], "{dialect}");
        database.drop().await;
    }
}

/// A statement does not wait for a lock for ever, with everybody else behind it.
#[tokio::test]
async fn a_statement_gives_up_waiting_for_a_table() {
    for dialect in engines().into_iter().filter(|dialect| *dialect != Dialect::SQLITE) {
        let database = Database::new(dialect).await.expect("a database");
        let create = ("create", "CREATE TABLE t (a integer);", "");
        migrator(dialect, &[create]).upgrade(&database.url).await.expect("upgraded");
        let mut reader = database.session().await;
        reader.begin().await.expect("a transaction");
        reader.rows("SELECT * FROM t").await.expect("rows");
        let all = migrator(dialect, &[create, ("alter", "ALTER TABLE t ADD COLUMN b integer;", "")])
            .table_lock_timeout(Duration::from_secs(1));
        let upgrade = tokio::time::timeout(Duration::from_secs(30), all.upgrade(&database.url)).await;
        let error = upgrade.expect("it gives up").expect_err("locked");
        let ErrorKind::Statement(failed) = error.kind() else { panic!("{dialect}: {error}") };
        assert_eq!(failed.error.kind(), schema_core::connect::ErrorKind::Busy, "{dialect}: {error}");
        assert!(
            error.is_retryable() && error.help().is_some_and(|it| it.contains("`table_lock_timeout`")),
            "{error:?}"
        );
        reader.close().await.expect("closed");
        all.upgrade(&database.url).await.unwrap_or_else(|error| panic!("{dialect}: {error}"));
        database.drop().await;
    }
}

/// An index that is built beside readers waits for them: nobody waits behind it.
#[tokio::test]
async fn a_concurrent_index_is_patient() {
    let Some(database) = Database::new(Dialect::POSTGRES).await else { return };
    let create = ("create", "CREATE TABLE t (a integer); CREATE TABLE u (a integer);", "");
    let index = ("index", "-- cargo-schema: no-transaction\nCREATE INDEX CONCURRENTLY ix ON t (a); SELECT 1;", "");
    migrator(Dialect::POSTGRES, &[create]).upgrade(&database.url).await.expect("upgraded");
    let mut reader = database.session().await;
    reader.begin().await.expect("a transaction");
    reader.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ").await.expect("set");
    reader.rows("SELECT * FROM t").await.expect("rows");
    let all = migrator(Dialect::POSTGRES, &[create, index]).table_lock_timeout(Duration::from_millis(200));
    let wait = async {
        tokio::time::sleep(Duration::from_millis(800)).await;
        reader.close().await.expect("closed");
    };
    let (result, ()) = tokio::join!(all.upgrade(&database.url), wait);
    result.expect("built");
    assert_eq!(database.rows("SELECT indisvalid FROM pg_index WHERE indrelid = 't'::regclass").await, ["t"]);
    database.drop().await;
}
