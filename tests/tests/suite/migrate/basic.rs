//! Upgrade, downgrade, stamp, and what is refused, on every engine that is at hand.

use super::support::{Database, chain, engines, id, migrator};
use schema_core::migrate::{Direction, Error, ErrorKind, Migrator};
use schema_core::revision::Target;
use schema_core::schema::{Dialect, Version};

const USERS: (&str, &str, &str) = (
    "create_users",
    "-- People.\nCREATE TABLE users (id integer NOT NULL PRIMARY KEY, name varchar(50) NOT NULL);\nINSERT INTO users VALUES (1, 'a;b');",
    "DROP TABLE users;",
);
const AGE: (&str, &str, &str) = (
    "add_age",
    "ALTER TABLE users ADD COLUMN age integer;\nUPDATE users SET age = 40 WHERE id = 1;\nCREATE INDEX ix_age ON users (age);",
    "DROP INDEX ix_age; ALTER TABLE users DROP COLUMN age;",
);
const POSTS: (&str, &str, &str) =
    ("create_posts", "CREATE TABLE posts (id integer NOT NULL PRIMARY KEY);", "DROP TABLE posts;");

/// MySQL wants the table in DROP INDEX.
pub(crate) fn revisions(dialect: Dialect) -> Vec<(&'static str, &'static str, &'static str)> {
    let down = match dialect.name() {
        "sqlite" | "postgres" => AGE.2,
        _ => "DROP INDEX ix_age ON users; ALTER TABLE users DROP COLUMN age;",
    };
    vec![USERS, (AGE.0, AGE.1, down), POSTS]
}

/// Runs the test on each engine, one after the other.
pub(crate) async fn each(test: impl AsyncFn(&Database)) {
    for dialect in engines() {
        let database = Database::new(dialect).await.expect("a database");
        test(&database).await;
        database.drop().await;
    }
}

fn slugs(done: &schema_core::migrate::Report) -> Vec<&str> {
    done.iter().map(|done| done.slug.as_str()).collect()
}

#[tokio::test]
async fn up_and_down_and_up_again() {
    each(async |database| {
        let all = migrator(database.dialect, &revisions(database.dialect));
        assert!(
            matches!(all.require_current(&database.url).await.map_err(|it| it.kind().clone()), Err(ErrorKind::Behind { pending, .. }) if pending.len() == 3)
        );
        let done = all.upgrade(&database.url).to(Target::parse("+2")).await.expect("+2");
        assert_eq!(slugs(&done), ["create_users", "add_age"]);
        assert_eq!(database.rows("SELECT id, name, age FROM users").await, ["1,a;b,40"]);
        let status = all.status(&database.url).await.expect("a status");
        assert_eq!(status.current[0].id, id(2));
        assert_eq!(status.pending[0].id, id(3));
        let record = &status.history.records[&id(2)];
        assert!(record.started_at.starts_with("20") && record.started_at.ends_with('Z'), "{record:?}");
        assert!(record.finished_at >= Some(record.started_at.clone()), "{record:?}");
        assert!(record.duration_ms.is_some_and(|duration| (0..60_000).contains(&duration)), "{record:?}");
        let error = all.require_current(&database.url).await.expect_err("behind");
        assert_eq!(
            error.to_string(),
            "the database is 1 revision behind, starting at `00000000000003_create_posts`"
        );
        assert_eq!(error.exit_code(), 1);

        assert_eq!(slugs(&all.upgrade(&database.url).await.expect("head")), ["create_posts"]);
        assert_eq!(all.upgrade(&database.url).await.expect("nothing to do").len(), 0);
        all.require_current(&database.url).await.expect("current");

        let done = all.downgrade(&database.url, Target::parse("-2")).await.expect("-2");
        assert_eq!(slugs(&done), ["create_posts", "add_age"]);
        assert_eq!(database.rows("SELECT * FROM users").await, ["1,a;b"]);
        assert_eq!(database.history().await, ["create_users,up,2,2,done,"]);
        all.downgrade(&database.url, Target::Base).await.expect("base");
        assert_eq!(database.history().await, [""; 0]);
        assert_eq!(all.upgrade(&database.url).await.expect("head again").len(), 3);
    })
    .await;
}

#[tokio::test]
async fn an_embedded_migrator_takes_pools() {
    use schema_core::migrate::{Revision, Script};
    static MIGRATOR: Migrator = Migrator::new(&[
        Revision {
            id: "1",
            slug: "a",
            parents: &[],
            scripts: &[Script {
                dialect: Dialect::SQLITE,
                suffix: None,
                oldest: None,
                up: "CREATE TABLE a (id INTEGER)",
                down: None,
            }],
        },
        Revision {
            id: "2",
            slug: "b",
            parents: &["1"],
            scripts: &[Script {
                dialect: Dialect::SQLITE,
                suffix: None,
                oldest: None,
                up: "CREATE TABLE b (id INTEGER)",
                down: None,
            }],
        },
    ]);
    // One connection in memory: it must come back to the pool.
    let options = sqlx::sqlite::SqlitePoolOptions::new().max_connections(1);
    let pool = options.connect("sqlite::memory:").await.expect("a pool");
    let upgraded = tokio::spawn(async move { MIGRATOR.upgrade(&pool).await.map(|_| pool) });
    let pool = upgraded.await.expect("a future that is Send").expect("upgraded");
    MIGRATOR.require_current(&pool).await.expect("current");
    sqlx::raw_sql("INSERT INTO b VALUES (1)").execute(&pool).await.expect("the same database");
    let error = MIGRATOR.downgrade(&pool, Target::Base).await.expect_err("no way back");
    assert_eq!(error.to_string(), "cannot revert `2_b`: it has no `down.sql`");
    let timeout: i64 = sqlx::query_scalar("PRAGMA busy_timeout").fetch_one(&pool).await.expect("a timeout");
    assert_eq!(timeout, 5000);
}

#[tokio::test]
async fn what_can_be_done_about_a_failure_is_said() {
    const ROWS: (&str, &str, &str) = ("t", "CREATE TABLE t (a integer);\nINSERT INTO t VALUES (1), (1);", "");
    each(async |database| {
        let all = migrator(database.dialect, &[ROWS, ("u", "CREATE UNIQUE INDEX u ON t (a);", "")]);
        let error = all.upgrade(&database.url).await.expect_err("rows are alike");
        let text = error.to_string();
        let (left, again) = match database.dialect.name() {
            "sqlite" | "postgres" => ("; it was rolled back", ""),
            _ => ("; no statement ran", "; to retry, call `upgrade` again"),
        };
        assert!(text.ends_with(left), "{text}");
        let advice = format!("if existing rows violate it, fix them in an earlier statement{again}");
        assert_eq!(error.help(), Some(advice));
        if database.dialect == Dialect::POSTGRES {
            assert!(
                text.contains("could not create unique index \"u\": Key (a)=(1) is duplicated (code 23505)"),
                "{text}"
            );
        }
        let order = "DELETE FROM t;\nCREATE UNIQUE INDEX u ON t (a);";
        migrator(database.dialect, &[ROWS, ("u", order, "")]).upgrade(&database.url).await.expect("in order");
    })
    .await;
}

#[tokio::test]
async fn what_stands_on_a_column_is_named() {
    let Some(database) = Database::new(Dialect::POSTGRES).await else { return };
    let made = ("t", "CREATE TABLE t (a integer, b integer);\nCREATE VIEW v AS SELECT a FROM t;", "");
    for (change, named) in [
        (
            "ALTER TABLE t ALTER COLUMN a TYPE bigint;",
            "rule _RETURN on view v depends on column \"a\" (code 0A000); it was rolled back\n\nhelp: drop the dependent view or rule before this statement",
        ),
        (
            "ALTER TABLE t DROP COLUMN a;",
            "view v depends on column a of table t (code 2BP01); it was rolled back\n\nhelp: first change or drop the dependent objects",
        ),
    ] {
        let all = migrator(Dialect::POSTGRES, &[made, ("c", change, "")]);
        let error = all.upgrade(&database.url).await.expect_err("a view is in the way");
        assert!(format!("{error:?}").contains(named), "{error:?}");
    }
    let around = "DROP VIEW v;\nALTER TABLE t ALTER COLUMN a TYPE bigint;\nCREATE VIEW v AS SELECT a FROM t;";
    migrator(Dialect::POSTGRES, &[made, ("c", around, "")]).upgrade(&database.url).await.expect("made anew");
    database.drop().await;
}

/// What PostgreSQL says besides may be a whole row.
#[tokio::test]
async fn no_row_gets_into_an_error() {
    each(async |database| {
        let made = ("t", "CREATE TABLE t (a integer, word varchar(20));\nINSERT INTO t VALUES (NULL, 'canary');", "");
        let check = "ALTER TABLE t ADD CONSTRAINT c CHECK (a IS NOT NULL);\nUPDATE t SET a = 0;";
        let change = match database.dialect.name() {
            "sqlite" => "CREATE TABLE u (a integer NOT NULL, word text);\nINSERT INTO u SELECT a, word FROM t;",
            "postgres" => "INSERT INTO t VALUES (1, 'x');\nALTER TABLE t ALTER COLUMN a SET NOT NULL;",
            _ => check,
        };
        for change in
            [change, "CREATE TABLE u (a integer CHECK (a > 0), word varchar(20));\nINSERT INTO u VALUES (0, 'canary');"]
        {
            let error = migrator(database.dialect, &[made, ("c", change, "")]).upgrade(&database.url).await;
            let text = format!("{:?}", error.expect_err("a row is in the way"));
            assert!(!text.contains("canary") && text.contains("help: if existing rows violate it, "), "{text}");
            database.reset().await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_serial_that_is_no_identity_is_told() {
    let Some(database) = Database::new(Dialect::POSTGRES).await else { return };
    let made = ("t", "CREATE TABLE t (id serial PRIMARY KEY);", "");
    let all = migrator(Dialect::POSTGRES, &[made, ("c", "ALTER TABLE t ALTER COLUMN id DROP IDENTITY;", "")]);
    let error = all.upgrade(&database.url).await.expect_err("it has none");
    assert!(error.to_string().contains("is not an identity column (code 55000)"), "{error}");
    assert!(error.help().is_some_and(|help| help.starts_with("if it is a `serial`")), "{error:?}");
    let instead = "ALTER TABLE t ALTER COLUMN id DROP DEFAULT;\nDROP SEQUENCE t_id_seq;";
    migrator(Dialect::POSTGRES, &[made, ("c", instead, "")]).upgrade(&database.url).await.expect("dropped");
    database.drop().await;
}

#[tokio::test]
async fn a_failing_statement_is_named_and_what_is_left_of_it() {
    each(async |database| {
        let bad = [
            USERS,
            ("bad", "CREATE TABLE a (id integer);\nINSERT INTO a VALUES (1);\n\nINSERT INTO missing\nVALUES (1);\nSELECT 1;", ""),
        ];
        let all = migrator(database.dialect, &bad);
        let error = all.upgrade(&database.url).await.expect_err("it fails");
        assert_eq!(error.exit_code(), 5);
        let text = error.to_string();
        assert!(text.contains("revision `00000000000002_bad` failed at statement 3 of 4 (up.sql, line 4): "), "{text}");
        match database.dialect.name() {
            "sqlite" | "postgres" => {
                assert!(text.ends_with("; it was rolled back"), "{text}");
                assert_eq!(database.history().await, ["create_users,up,2,2,done,"]);
            }
            _ => {
                assert!(text.ends_with("; its first 2 statements ran"), "{text}");
                assert_eq!(error.help().as_deref(), Some("to resume after them, call `upgrade` again"));
                assert_eq!(database.history().await, ["create_users,up,2,2,done,", "bad,up,2,4,open,error"]);
                let error = all.downgrade(&database.url, Target::Base).await.expect_err("half-way");
                assert_eq!(
                    error.to_string(),
                    "revision `00000000000002_bad` stopped after 2 of 4 statements"
                );
                let edited = bad[1].1.replace("VALUES (1);\n\n", "VALUES (2);\n\n");
                let error = migrator(database.dialect, &[USERS, ("bad", &edited, "")]).upgrade(&database.url).await;
                assert!(matches!(error.as_ref().map_err(Error::kind), Err(ErrorKind::EditedPartWay { done: 2, .. })), "{error:?}");
            }
        }
        let good = bad[1].1.replace("missing", "a");
        migrator(database.dialect, &[USERS, ("bad", &good, "")]).upgrade(&database.url).await.expect("mended");
        assert_eq!(database.rows("SELECT count(*) FROM a").await, ["2"]);
        assert_eq!(database.history().await, ["create_users,up,2,2,done,", "bad,up,4,4,done,"]);
    })
    .await;
}

#[tokio::test]
async fn conflicts_of_the_history_are_refused() {
    each(async |database| {
        let dialect = database.dialect;
        migrator(dialect, &revisions(dialect)).upgrade(&database.url).await.expect("upgraded");
        // Another comment, another line end: the same revision.
        let commented = format!("-- Persons.\r\n{}", USERS.1.replace("-- People.", "/* x */").replace('\n', "\r\n"));
        let mut same = revisions(dialect);
        same[0].1 = &commented;
        migrator(dialect, &same).require_current(&database.url).await.expect("the same");

        let mut edited = revisions(dialect);
        edited[0].1 = "CREATE TABLE users (id integer NOT NULL PRIMARY KEY);";
        let (fewer, edited) = (migrator(dialect, &edited[..2]), migrator(dialect, &edited));
        for error in [
            edited.upgrade(&database.url).await.expect_err("edited"),
            edited.require_current(&database.url).await.expect_err("edited"),
        ] {
            assert_eq!(error.exit_code(), 6);
            assert_eq!(error.to_string(), "revision `00000000000001_create_users` was edited after it was applied");
        }
        edited.stamp(&database.url, Target::Head).await.expect("accepted");
        edited.require_current(&database.url).await.expect("current");

        let error = fewer.upgrade(&database.url).await.expect_err("unknown");
        assert!(
            matches!(error.kind(), ErrorKind::Unknown { revision, .. } if revision == "00000000000003_create_posts"),
            "{error}"
        );
        assert_eq!(error.exit_code(), 6);
        assert!(fewer.unstamp(&database.url, &id(3)).await.expect("unstamped"));
        assert_eq!(database.history().await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_database_with_the_history_of_another_tool_alone_is_empty() {
    each(async |database| {
        let dialect = database.dialect;
        let all = migrator(dialect, &revisions(dialect));
        for name in ["django_migrations", "DATABASECHANGELOG"] {
            database.run(&format!("CREATE TABLE {name} (a integer)")).await;
        }
        let status = all.status(&database.url).await.expect("a status");
        assert_eq!(status.unmanaged, [""; 0]);
        assert_eq!(status.other_histories.len(), 2, "{:?}", status.other_histories);
        assert_eq!(all.upgrade(&database.url).await.expect("from the base").len(), 3);
        assert_eq!(all.status(&database.url).await.expect("a status").other_histories.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_database_without_history_is_left_alone() {
    each(async |database| {
        let dialect = database.dialect;
        let all = migrator(dialect, &revisions(dialect));
        database.run("CREATE TABLE _sqlx_migrations (a integer)").await;
        all.upgrade(&database.url).plan().await.expect("another tool's history is no table");
        database.run("CREATE TABLE users (id integer)").await;
        for error in [
            all.upgrade(&database.url).await.expect_err("unmanaged"),
            all.require_current(&database.url).await.expect_err("unmanaged"),
            all.upgrade(&database.url).plan().await.expect_err("unmanaged"),
        ] {
            assert_eq!(error.exit_code(), 6);
            assert_eq!(error.to_string(), "the database has 1 table (`users`) but no migration history");
        }
        assert_eq!(all.status(&database.url).await.expect("a status").unmanaged, ["users"]);
        all.stamp(&database.url, Target::parse(&id(1))).await.expect("stamped");
        assert_eq!(database.history().await, ["create_users,stamp,2,2,done,"]);
        database.run("ALTER TABLE users ADD name varchar(50)").await;
        assert_eq!(all.upgrade(&database.url).await.expect("from there").len(), 2);
        all.stamp(&database.url, Target::Base).await.expect("stamped");
        assert_eq!(database.history().await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn the_planned_sql_run_by_hand_leaves_the_same_history() {
    each(async |database| {
        let dialect = database.dialect;
        let all = migrator(dialect, &revisions(dialect));
        for (target, direction, left) in
            [("head", Direction::Up, 3), ("-2", Direction::Down, 1), ("head", Direction::Up, 3)]
        {
            let plan = match direction {
                Direction::Up => all.upgrade(&database.url).to(target).plan().await,
                Direction::Down => all.downgrade(&database.url, target).plan().await,
            };
            let plan = plan.expect("a plan");
            assert_eq!(plan.revisions.len(), if left == 3 && plan.setup.is_empty() || left == 1 { 2 } else { 3 });
            let mut session = database.session().await;
            let of_revisions = plan.revisions.iter().flat_map(|revision| &revision.sql).map(|it| &it.text);
            for statement in plan.setup.iter().chain(of_revisions) {
                session.execute(statement).await.unwrap_or_else(|error| panic!("{error}: {statement}"));
            }
            session.close().await.expect("closed");
            assert_eq!(database.history().await.len(), left);
        }
        all.require_current(&database.url).await.expect("current");
        assert_eq!(
            database.history().await,
            ["create_users,up,2,2,done,", "add_age,up,3,3,done,", "create_posts,up,1,1,done,"]
        );
        let offline = all.plan_without_database(dialect, &[&id(1)], &Target::Head, Direction::Up).expect("a plan");
        assert_eq!(offline.revisions.len(), 2);
        assert!(offline.to_string().contains("INSERT INTO _schema_revisions"), "{offline}");
    })
    .await;
}

#[tokio::test]
async fn branches_are_applied_in_the_order_of_their_parents() {
    each(async |database| {
        let mut revisions = chain(database.dialect, &revisions(database.dialect));
        revisions[2].parents = vec![id(1)];
        let all = Migrator::from_revisions(revisions.clone());
        let error = all.upgrade(&database.url).await.expect_err("two heads");
        assert_eq!(error.to_string(), "2 heads: `00000000000002_add_age`, `00000000000003_create_posts`");
        all.upgrade(&database.url).to(Target::parse(&id(3))).await.expect("one branch");
        revisions.push(schema_core::migrate::OwnedRevision {
            id: id(4),
            slug: "merge".to_owned(),
            parents: vec![id(2), id(3)],
            scripts: vec![schema_core::migrate::OwnedScript {
                dialect: database.dialect,
                suffix: None,
                oldest: None,
                up: String::new(),
                down: Some(String::new()),
            }],
        });
        let done = Migrator::from_revisions(revisions).upgrade(&database.url).await.expect("the other branch");
        assert_eq!(slugs(&done), ["add_age", "merge"]);
    })
    .await;
}

/// An engine in the program that is too old is refused before there is a file.
#[tokio::test]
async fn an_old_engine_makes_no_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a b.db");
    let mut all = chain(Dialect::SQLITE, &[USERS]);
    all[0].scripts[0].oldest = Some(Version::new(3, 99));
    let migrator = Migrator::from_revisions(all);
    let url = format!("sqlite:{}", file.display().to_string().replace(' ', "%20"));
    let url = schema_core::connect::DatabaseUrl::parse(&url).expect("a URL");
    let error = migrator.upgrade(&url).await.expect_err("an old engine");
    assert!(matches!(error.kind(), ErrorKind::OldServer { .. }), "{error}");
    assert!(!file.exists());
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&file).create_if_missing(true);
    let error = migrator.upgrade(options).await.expect_err("an old engine");
    assert!(matches!(error.kind(), ErrorKind::OldServer { .. }), "{error}");
    assert!(!file.exists());
}
