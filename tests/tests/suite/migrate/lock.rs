//! One upgrader at a time.

use super::support::{Database, engines, migrator};
use schema_core::connect::DatabaseUrl;
use schema_core::migrate::{ErrorKind, Event, Holder, Observer};
use schema_core::schema::Dialect;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn eight_upgraders_at_once() {
    for dialect in engines() {
        let database = Database::new(dialect).await.expect("a database");
        for round in 0..3 {
            database.reset().await;
            let create =
                "CREATE TABLE t (id integer NOT NULL PRIMARY KEY, n integer NOT NULL); INSERT INTO t VALUES (1, 0);";
            let add = "UPDATE t SET n = n + 1; CREATE TABLE x{} (id integer);";
            let scripts: Vec<String> = (0..12).map(|number| add.replace("{}", &number.to_string())).collect();
            // One of them runs without a transaction everywhere.
            let alone = format!("-- cargo-schema: no-transaction\n{}", scripts[5]);
            let mut revisions = vec![("create", create, "")];
            revisions.extend(
                scripts.iter().enumerate().map(|(at, text)| ("add", if at == 5 { &alone } else { text }.as_str(), "")),
            );
            let all = std::sync::Arc::new(migrator(dialect, &revisions));
            let tasks: Vec<_> = (0..8)
                .map(|_| {
                    let (all, url) = (all.clone(), database.url.clone());
                    tokio::spawn(async move { all.upgrade(&url).await })
                })
                .collect();
            let mut applied = 0;
            for task in tasks {
                let result = task.await.expect("no panic");
                applied += result.unwrap_or_else(|error| panic!("{dialect}, round {round}: {error}")).len();
            }
            if dialect != Dialect::SQLITE {
                assert_eq!(applied, 13, "{dialect}: each revision by one of them");
            }
            assert_eq!(database.rows("SELECT n FROM t").await, ["12"], "{dialect}");
            all.require_current(&database.url).await.expect("current");
        }
        database.drop().await;
    }
}

/// Remembers who it waited for.
#[derive(Default)]
struct Waits(Vec<Option<Holder>>);

impl Observer for Waits {
    fn event(&mut self, event: &Event<'_>) -> ControlFlow<()> {
        if let Event::Waiting { holder, .. } = event {
            self.0.push(holder.cloned());
        }
        ControlFlow::Continue(())
    }
}

#[tokio::test]
async fn the_holder_is_named_when_the_time_is_over() {
    for dialect in engines() {
        let database = Database::new(dialect).await.expect("a database");
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
        let all =
            migrator(dialect, &[("a", "CREATE TABLE a (id integer);", "")]).lock_timeout(Duration::from_millis(600));
        let mut waits = Waits::default();
        let start = Instant::now();
        let error = all.upgrade(&database.url).observer(&mut waits).await.expect_err("locked");
        assert!(
            (Duration::from_millis(500)..Duration::from_secs(10)).contains(&start.elapsed()),
            "{:?}",
            start.elapsed()
        );
        assert_eq!(error.exit_code(), 4, "{error}");
        match dialect.name() {
            "sqlite" => assert_eq!(
                error.to_string(),
                "another connection is writing to the database: database is locked (code 5)"
            ),
            _ => {
                let ErrorKind::Locked { holder: Some(holder), .. } = error.kind() else {
                    panic!("{dialect}: {error:?}")
                };
                assert!(holder.pid > 0 && !holder.application.is_empty() && !holder.since.is_empty(), "{holder:?}");
                assert!(dialect != Dialect::POSTGRES || holder.application == "the other", "{holder:?}");
                assert!(error.to_string().contains(&format!(": connection {} of `", holder.pid)), "{error}");
                assert!(
                    waits.0.len() > 1 && waits.0.iter().all(|wait| wait.as_ref() == Some(holder) || wait.is_some())
                );
            }
        }
        let status = all.status(&database.url).await.expect("a status");
        assert!(!status.history.exists, "nothing was made");
        let named = error.to_string();
        match &status.holder {
            Some(holder) => assert!(named.contains(&format!("connection {} of `", holder.pid)), "{named}"),
            None => assert_eq!(dialect, Dialect::SQLITE, "{named}"),
        }
        other.close().await.expect("closed");
        all.upgrade(&database.url).await.unwrap_or_else(|error| panic!("{dialect}: {error}"));
        assert_eq!(all.status(&database.url).await.expect("a status").holder, None, "{dialect}");
        database.drop().await;
    }
}

/// There is no lock without a schema that it is of, and no waiting for it.
#[tokio::test]
async fn a_url_that_names_no_schema_is_told_at_once() {
    for dialect in engines().into_iter().filter(|dialect| *dialect != Dialect::SQLITE) {
        let database = Database::new(dialect).await.expect("a database");
        let text = match dialect.name() {
            "postgres" => format!("{}?options=-c%20search_path%3Dnowhere", database.text),
            _ => database.text.rsplit_once('/').expect("a name").0.to_owned(),
        };
        let url = DatabaseUrl::parse(&text).expect("a URL");
        let mut waits = Waits::default();
        let all = migrator(dialect, &[("a", "CREATE TABLE a (id integer);", "")]);
        let error = all.upgrade(&url).observer(&mut waits).await.expect_err("no schema");
        assert!(matches!(error.kind(), ErrorKind::NoDatabase) && waits.0.is_empty(), "{dialect}: {error:?}");
        database.drop().await;
    }
}

/// Whoever waits for the lock must not keep an index build from ending.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn waiting_does_not_block_a_concurrent_index() {
    let Some(database) = Database::new(Dialect::POSTGRES).await else { return };
    let build = "-- cargo-schema: no-transaction\nCREATE INDEX CONCURRENTLY ix ON t (a);\nCREATE INDEX CONCURRENTLY iy ON t (b);";
    let fill = "CREATE TABLE t (a integer, b integer); INSERT INTO t SELECT i, -i FROM generate_series(1, 50000) i;";
    let all = std::sync::Arc::new(migrator(Dialect::POSTGRES, &[("fill", fill, ""), ("build", build, "")]));
    let tasks: Vec<_> = (0..4)
        .map(|_| {
            let (all, url) = (all.clone(), database.url.clone());
            tokio::spawn(async move { all.upgrade(&url).await })
        })
        .collect();
    for task in tasks {
        task.await.expect("no panic").expect("upgraded");
    }
    assert_eq!(
        database.rows("SELECT count(*) FROM pg_index WHERE indrelid = 't'::regclass AND indisvalid").await,
        ["2"]
    );
    database.drop().await;
}

#[tokio::test]
async fn the_application_may_write_while_it_is_upgraded() {
    let database = Database::new(Dialect::SQLITE).await.expect("a database");
    database.run("PRAGMA journal_mode = WAL").await;
    let start = migrator(Dialect::SQLITE, &[("t", "CREATE TABLE t (a INTEGER);", "")]);
    start.upgrade(&database.url).await.expect("upgraded");
    let writes = async {
        let mut session = database.session().await;
        for number in 0..200 {
            session.execute(&format!("INSERT INTO t VALUES ({number})")).await.expect("written");
        }
        session.close().await.expect("closed");
    };
    let names: Vec<String> = (0..50).map(|number| format!("CREATE TABLE x{number} (a INTEGER);")).collect();
    let mut revisions = vec![("t", "CREATE TABLE t (a INTEGER);", "")];
    revisions.extend(names.iter().map(|text| ("x", text.as_str(), "")));
    let all = migrator(Dialect::SQLITE, &revisions);
    let (upgraded, ()) = tokio::join!(all.upgrade(&database.url), writes);
    assert_eq!(upgraded.expect("upgraded").len(), 50);
    assert_eq!(database.rows("SELECT count(*) FROM t").await, ["200"]);
}
