//! Whatever stops an upgrade or downgrade, the next run ends at the right schema and the right history.

use super::proxy::{Cut, Proxy};
use super::support::{Database, engines, migrator, poll_times};
use schema_core::connect::{Connect, DatabaseUrl};
use schema_core::migrate::{Error, ErrorKind, Event, Migrator, Observer};
use schema_core::revision::Target;
use schema_core::schema::Dialect;
use sqlx::mysql::MySqlPoolOptions;
use sqlx::postgres::PgPoolOptions;
use sqlx::sqlite::SqlitePoolOptions;
use std::ops::ControlFlow;
use std::time::Duration;

/// Revisions in which each step would show if it ran twice or not at all: `n` counts.
fn revisions(dialect: Dialect) -> Migrator {
    let create = (
        "create",
        "CREATE TABLE acc (id integer NOT NULL PRIMARY KEY, n integer NOT NULL); INSERT INTO acc VALUES (1, 0);",
        "DROP TABLE acc;",
    );
    let drop_index = match dialect.name() {
        "sqlite" | "postgres" => "DROP INDEX ix_note",
        _ => "DROP INDEX ix_note ON acc",
    };
    let alter_down = format!("UPDATE acc SET n = n - 1; {drop_index}; ALTER TABLE acc DROP COLUMN note;");
    let alter = (
        "alter",
        "ALTER TABLE acc ADD COLUMN note varchar(20); UPDATE acc SET n = n + 1; CREATE INDEX ix_note ON acc (note);",
        alter_down.as_str(),
    );
    let steps = match dialect.name() {
        "postgres" => (
            "steps",
            "-- cargo-schema: no-transaction\nSET application_name = 'steps';
             CREATE INDEX CONCURRENTLY ix_n ON acc (n); UPDATE acc SET n = n + 1;
             CREATE UNIQUE INDEX CONCURRENTLY \"Uq\" ON public.acc (id, n); DROP INDEX CONCURRENTLY \"Uq\"; CREATE TABLE extra (id integer);",
            "-- cargo-schema: no-transaction\nDROP TABLE extra; UPDATE acc SET n = n - 1; DROP INDEX CONCURRENTLY ix_n;",
        ),
        "sqlite" => (
            "steps",
            "-- cargo-schema: no-transaction\nCREATE INDEX ix_n ON acc (n); UPDATE acc SET n = n + 1; VACUUM; CREATE TABLE extra (id integer);",
            "-- cargo-schema: no-transaction\nDROP TABLE extra; UPDATE acc SET n = n - 1; VACUUM; DROP INDEX ix_n;",
        ),
        _ => (
            "steps",
            "SET foreign_key_checks = 0; CREATE INDEX ix_n ON acc (n); UPDATE acc SET n = n + 1; CREATE TABLE extr (id integer PRIMARY KEY);
             RENAME TABLE extr TO extra; ALTER TABLE extra ADD CONSTRAINT fk FOREIGN KEY (id) REFERENCES acc (id); SET foreign_key_checks = 1;",
            "DROP TABLE extra; UPDATE acc SET n = n - 1; DROP INDEX ix_n ON acc;",
        ),
    };
    let last = (
        "last",
        "CREATE TABLE second (id integer); UPDATE acc SET n = n + 1;",
        "DROP TABLE second; UPDATE acc SET n = n - 1;",
    );
    migrator(dialect, &[create, alter, steps, last])
}

async fn at_head(database: &Database, what: &str) {
    assert_eq!(database.rows("SELECT n, note FROM acc").await, ["3,NULL"], "{what}");
    assert_eq!(database.rows("SELECT id FROM extra UNION ALL SELECT id FROM second").await, [""; 0], "{what}");
    let open = database.history().await.into_iter().filter(|row| !row.ends_with(",done,")).collect::<Vec<_>>();
    assert_eq!(open, [""; 0], "{what}");
    if database.dialect == Dialect::POSTGRES {
        let indexes =
            "SELECT indexrelid::regclass::text, indisvalid FROM pg_index WHERE indrelid = 'acc'::regclass ORDER BY 1";
        assert_eq!(database.rows(indexes).await, ["acc_pkey,t", "ix_n,t", "ix_note,t"], "{what}");
    }
    revisions(database.dialect).require_current(&database.url).await.unwrap_or_else(|error| panic!("{what}: {error}"));
}

async fn at_base(database: &Database, what: &str) {
    assert_eq!(database.history().await, [""; 0], "{what}");
    let tables = match database.dialect.name() {
        "sqlite" => "SELECT name FROM sqlite_schema WHERE type = 'table'",
        "postgres" => "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
        _ => "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()",
    };
    assert_eq!(database.rows(tables).await, ["_schema_revisions"], "{what}");
}

/// Up, or down again.
async fn go(migrator: &Migrator, database: impl Connect, up: bool) -> Result<(), Error> {
    match up {
        true => migrator.upgrade(database).await.map(|_| ()),
        false => migrator.downgrade(database, Target::Base).await.map(|_| ()),
    }
}

/// Brings the database to where a faulty run in direction `up` starts.
async fn prepare(database: &Database, up: bool) {
    database.reset().await;
    if !up {
        revisions(database.dialect).upgrade(&database.url).await.expect("upgraded");
    }
}

/// Runs again, and looks whether everything is right then.
async fn recover(database: &Database, up: bool, what: &str) {
    let again = go(&revisions(database.dialect), &database.url, up).await;
    again.unwrap_or_else(|error| panic!("{what}: {error}"));
    match up {
        true => at_head(database, what).await,
        false => at_base(database, what).await,
    }
}

/// How far a database has come, as far as its history says.
async fn progress(database: &Database) -> Vec<String> {
    let status = Migrator::from_revisions(Vec::new()).status(&database.url).await.expect("a status");
    status.history.records.values().map(|record| format!("{record:?}")).collect()
}

/// Stops runs at the moment 0, 1, 2, … until one gets to its end, each going on where the one before was stopped. Runs that
/// come further begin later, so that every moment of the whole is met early and late in a run. `attempt` gives whether it got
/// to the end.
async fn stop_everywhere(database: &Database, up: bool, mut attempt: impl AsyncFnMut(usize) -> bool) -> usize {
    let (mut stops, mut at) = (0, 0);
    loop {
        prepare(database, up).await;
        let mut runs = 1;
        let mut before = progress(database).await;
        while !attempt(at).await {
            (stops, runs) = (stops + 1, runs + 1);
            let now = progress(database).await;
            at += usize::from(now == before);
            before = now;
        }
        let what = format!("{}, up: {up}, stopped at {at}", database.dialect);
        match up {
            true => at_head(database, &what).await,
            false => at_base(database, &what).await,
        }
        if runs <= 8 {
            return stops;
        }
        at += 1;
    }
}

/// Packets of the client, never sent, not waited for, or answered into the void.
async fn cut_everywhere(dialect: Dialect) {
    let Some(database) = Database::new(dialect).await else { return };
    let mut cuts = 0;
    for up in [true, false] {
        for cut in [Cut::Before, Cut::During, Cut::After] {
            cuts += stop_everywhere(&database, up, async |at| {
                let proxy = Proxy::open(&database.text, cut, at).await;
                let url = DatabaseUrl::parse(&proxy.url).expect("a URL");
                let result = go(&revisions(dialect), &url, up).await;
                let finished = !proxy.was_cut(at);
                if finished {
                    result.unwrap_or_else(|error| panic!("{dialect}, up: {up}, {cut:?} packet {at}: {error}"));
                }
                finished
            })
            .await;
        }
    }
    assert!(cuts > 50, "only {cuts} cuts");
    database.drop().await;
}

#[tokio::test]
async fn the_connection_is_cut_postgres() {
    cut_everywhere(Dialect::POSTGRES).await;
}

#[tokio::test]
async fn the_connection_is_cut_mariadb() {
    cut_everywhere(Dialect::MARIADB).await;
}

#[tokio::test]
async fn the_connection_is_cut_mysql() {
    cut_everywhere(Dialect::MYSQL).await;
}

/// The future is dropped wherever it waits, and its pool used on.
#[tokio::test]
async fn the_future_is_dropped() {
    for dialect in engines() {
        let database = Database::new(dialect).await.expect("a database");
        for up in [true, false] {
            stop_everywhere(&database, up, async |polls| {
                let all = revisions(dialect);
                let what = format!("{dialect}, up: {up}, after {polls} polls");
                match dialect.name() {
                    "sqlite" => {
                        let pool =
                            SqlitePoolOptions::new().max_connections(1).connect(&database.text).await.expect("a pool");
                        let finished = poll_times(polls, go(&all, &pool, up)).await;
                        sqlx::raw_sql("BEGIN IMMEDIATE; COMMIT")
                            .execute(&pool)
                            .await
                            .unwrap_or_else(|error| panic!("{what}: {error}"));
                        finished
                    }
                    "postgres" => {
                        let pool =
                            PgPoolOptions::new().max_connections(1).connect(&database.text).await.expect("a pool");
                        let finished = poll_times(polls, go(&all, &pool, up)).await;
                        // The one connection of the pool is not in a transaction, and does not hold the lock.
                        sqlx::raw_sql("VACUUM").execute(&pool).await.unwrap_or_else(|error| panic!("{what}: {error}"));
                        finished
                    }
                    _ => {
                        let pool =
                            MySqlPoolOptions::new().max_connections(1).connect(&database.text).await.expect("a pool");
                        let finished = poll_times(polls, go(&all, &pool, up)).await;
                        let mode: String = sqlx::query_scalar("SELECT @@sql_mode")
                            .fetch_one(&pool)
                            .await
                            .unwrap_or_else(|error| panic!("{what}: {error}"));
                        assert!(!mode.contains("STRICT_ALL_TABLES"), "{what}");
                        finished
                    }
                }
            })
            .await;
        }
        database.drop().await;
    }
}

/// Stops at the n-th question whether to.
struct StopAt(usize);

impl Observer for StopAt {
    fn event(&mut self, event: &Event<'_>) -> ControlFlow<()> {
        if !matches!(event, Event::Checkpoint) {
            return ControlFlow::Continue(());
        }
        self.0 = self.0.wrapping_sub(1);
        if self.0 == usize::MAX { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

#[tokio::test]
async fn the_observer_stops_it() {
    for dialect in engines() {
        let database = Database::new(dialect).await.expect("a database");
        for up in [true, false] {
            for at in 0.. {
                prepare(&database, up).await;
                let all = revisions(dialect);
                let mut observer = StopAt(at);
                let result = match up {
                    true => all.upgrade(&database.url).observer(&mut observer).await,
                    false => all.downgrade(&database.url, Target::Base).observer(&mut observer).await,
                };
                let what = format!("{dialect}, up: {up}, question {at}");
                match result {
                    Ok(_) => break,
                    Err(error) => {
                        assert!(matches!(error.kind(), ErrorKind::Interrupted { .. }), "{what}: {error}");
                        assert_eq!(error.exit_code(), 130);
                    }
                }
                recover(&database, up, &what).await;
            }
        }
        database.drop().await;
    }
}

/// The server ends the session, at one moment after the other.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_server_kills_the_session() {
    for dialect in engines().into_iter().filter(|dialect| *dialect != Dialect::SQLITE) {
        let database = Database::new(dialect).await.expect("a database");
        for round in 0..20 {
            database.reset().await;
            let kill = async {
                let mut session = database.session().await;
                tokio::time::sleep(Duration::from_micros(700 * round)).await;
                if dialect == Dialect::POSTGRES {
                    let sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()";
                    session.execute(sql).await.expect("killed");
                } else {
                    let others =
                        "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()";
                    for row in session.rows(others).await.expect("a list") {
                        let _ = session.execute(&format!("KILL {}", row.text(0))).await;
                    }
                }
                session.close().await.expect("closed");
            };
            let all = revisions(dialect);
            let (result, ()) = tokio::join!(all.upgrade(&database.url), kill);
            recover(&database, true, &format!("{dialect}, round {round}, {result:?}")).await;
        }
        database.drop().await;
    }
}

/// Ends the process, without any farewell, at the n-th call.
struct Abort(usize);

impl Abort {
    fn count(&mut self) {
        if self.0 == 0 {
            std::process::abort();
        }
        self.0 -= 1;
    }
}

impl Observer for Abort {
    fn event(&mut self, event: &Event<'_>) -> ControlFlow<()> {
        match event {
            Event::RevisionStarted { .. }
            | Event::StatementFinished { .. }
            | Event::RevisionFinished { .. }
            | Event::Checkpoint => self.count(),
            _ => {}
        }
        ControlFlow::Continue(())
    }
}

/// What the child process of [`the_process_is_killed`] does; nothing when it is run as a test of its own.
#[tokio::test]
async fn child_that_is_killed() {
    let (Ok(url), Ok(at)) = (std::env::var("MIGRATE_CHILD_URL"), std::env::var("MIGRATE_CHILD_AT")) else { return };
    let url = DatabaseUrl::parse(&url).expect("a URL");
    let dialect: Dialect = std::env::var("MIGRATE_CHILD_DIALECT").expect("a dialect").parse().expect("a dialect");
    let mut observer = Abort(at.parse().expect("a number"));
    revisions(dialect).upgrade(&url).observer(&mut observer).await.expect("upgraded");
}

#[tokio::test]
async fn the_process_is_killed() {
    for dialect in engines() {
        let database = Database::new(dialect).await.expect("a database");
        for at in 0.. {
            database.reset().await;
            let child = std::process::Command::new(std::env::current_exe().expect("a path"))
                .args(["--exact", "migrate::faults::child_that_is_killed", "--quiet"])
                .env("MIGRATE_CHILD_URL", &database.text)
                .env("MIGRATE_CHILD_DIALECT", dialect.name())
                .env("MIGRATE_CHILD_AT", at.to_string())
                .output()
                .expect("a child");
            recover(&database, true, &format!("{dialect}, call {at}")).await;
            if child.status.success() {
                assert!(at > 15, "only {at} calls");
                break;
            }
        }
        database.drop().await;
    }
}

/// A unique index that could not be built leaves one behind that nothing uses: it is built again.
#[tokio::test]
async fn an_invalid_index_is_built_again() {
    let Some(database) = Database::new(Dialect::POSTGRES).await else { return };
    let fill = ("fill", "CREATE TABLE t (a integer); INSERT INTO t VALUES (1), (1);", "");
    let script = "CREATE UNIQUE INDEX CONCURRENTLY uq_a ON t (a);";
    let error = migrator(Dialect::POSTGRES, &[fill, ("index", script, "")]).upgrade(&database.url).await;
    let help = error.expect_err("not in a transaction").help();
    assert_eq!(help.as_deref(), Some("put `-- cargo-schema: no-transaction` in the first line of the script"));
    let alone = format!("-- cargo-schema: no-transaction\n{script}");
    let all = migrator(Dialect::POSTGRES, &[fill, ("index", &alone, "")]);
    all.upgrade(&database.url).await.expect_err("two rows alike");
    let indexes = "SELECT indexrelid::regclass::text, indisvalid FROM pg_index WHERE indrelid = 't'::regclass";
    assert_eq!(database.rows(indexes).await, ["uq_a,f"]);
    database.run("DELETE FROM t WHERE ctid = '(0,1)'").await;
    all.upgrade(&database.url).await.expect("built");
    assert_eq!(database.rows(indexes).await, ["uq_a,t"]);
    database.drop().await;
}
