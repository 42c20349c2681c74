//! SQLite rebuilds a table to alter it: what belongs to the table survives that.

use super::support::{Database, migrator};
use schema_core::connect::{Access, Connect};
use schema_core::migrate::ErrorKind;
use schema_core::schema::Dialect;
use sqlx::sqlite::SqlitePoolOptions;

/// Tables with all that can hang on one, and rows in them.
const START: (&str, &str, &str) = (
    "start",
    "CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, boss INTEGER REFERENCES users(id), age INTEGER);
     CREATE TABLE posts (id INTEGER PRIMARY KEY, author INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE);
     CREATE TABLE log (what TEXT);
     CREATE INDEX ix_users_name ON users (name);
     INSERT INTO users (id, name) VALUES (1, 'ada'), (100, 'bob');
     DELETE FROM users WHERE id = 100;
     INSERT INTO posts VALUES (1, 1), (2, 1);",
    "",
);

/// What people made by hand.
const BY_HAND: &str = "CREATE INDEX by_hand ON users (age) WHERE age > 5;
     CREATE VIEW adults AS SELECT u.id, p.id AS post FROM users u JOIN posts p ON p.author = u.id;
     CREATE TRIGGER audit AFTER UPDATE OF name ON users BEGIN INSERT INTO log VALUES (old.name || '>' || new.name); END;
     CREATE TRIGGER other AFTER INSERT ON posts BEGIN UPDATE users SET age = coalesce(age, 0) + 1 WHERE id = new.author; END;";

const REBUILD: &str = "-- cargo-schema: foreign-keys=off
CREATE TABLE \"_schema_rebuild_users\" (
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, boss INTEGER REFERENCES users(id), age INTEGER
);
INSERT INTO sqlite_sequence (name, seq) SELECT '_schema_rebuild_users', seq FROM sqlite_sequence WHERE name = 'users';
INSERT INTO \"_schema_rebuild_users\" (id, name, boss, age) SELECT id, name, boss, age FROM users;
DROP TABLE \"users\";
ALTER TABLE \"_schema_rebuild_users\" RENAME TO \"users\";
CREATE INDEX ix_users_name ON users (name);
";

async fn started() -> Database {
    let database = Database::new(Dialect::SQLITE).await.expect("a database");
    migrator(Dialect::SQLITE, &[START]).upgrade(&database.url).await.expect("started");
    database.run(BY_HAND).await;
    database
}

#[tokio::test]
async fn everything_survives() {
    let database = started().await;
    let before =
        database.rows("SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_auto%' ORDER BY 1, 2").await;
    migrator(Dialect::SQLITE, &[START, ("rebuild", REBUILD, "")]).upgrade(&database.url).await.expect("rebuilt");
    let after =
        database.rows("SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_auto%' ORDER BY 1, 2").await;
    assert_eq!(before, after);
    // Rows, and those that a cascade would have deleted.
    assert_eq!(database.rows("SELECT id, name FROM users").await, ["1,ada"]);
    assert_eq!(database.rows("SELECT * FROM adults").await, ["1,1", "1,2"]);
    let posts = database.rows("SELECT sql FROM sqlite_schema WHERE name = 'posts'").await;
    assert!(posts[0].contains("users(id)"), "{posts:?}");
    assert_eq!(database.rows("PRAGMA foreign_key_check").await, [""; 0]);
    assert_eq!(database.rows("SELECT name, seq FROM sqlite_sequence").await, ["users,100"]);
    database.run("INSERT INTO users (name) VALUES (NULL); UPDATE users SET name = 'eve' WHERE id = 1; INSERT INTO posts VALUES (3, 1)").await;
    assert_eq!(database.rows("SELECT max(id) FROM users").await, ["101"]);
    assert_eq!(database.rows("SELECT what FROM log").await, ["ada>eve"]);
    assert_eq!(database.rows("SELECT age FROM users WHERE id = 1").await, ["1"]);
    assert_eq!(database.rows("PRAGMA integrity_check").await, ["ok"]);
}

/// A rebuild that was written on one branch does not drop what another branch added to the table.
#[tokio::test]
async fn columns_that_the_rebuild_does_not_know_are_not_lost() {
    let database = started().await;
    let add = "ALTER TABLE users ADD COLUMN bio TEXT; UPDATE users SET bio = 'first'";
    let both = migrator(Dialect::SQLITE, &[START, ("bio", add, ""), ("rebuild", REBUILD, "")]);
    let plan = both.upgrade(&database.url).plan().await;
    let error = both.upgrade(&database.url).await.expect_err("bio would be lost");
    for error in [plan.expect_err("bio would be lost"), error] {
        assert!(
            matches!(error.kind(), ErrorKind::LostColumns { table, columns, .. } if table == "users" && columns == &["bio"])
        );
    }
    assert_eq!(database.rows("SELECT bio FROM users").await, ["first"]);
    assert_eq!(database.rows("SELECT count(*) FROM posts").await, ["2"]);
    let meant = format!("-- cargo-schema: drop-column \"Users\".\"bio\"\n{REBUILD}");
    let both = migrator(Dialect::SQLITE, &[START, ("bio", add, ""), ("rebuild", &meant, "")]);
    both.upgrade(&database.url).await.expect("bio is dropped on purpose");
    assert_eq!(database.rows("SELECT count(*) FROM pragma_table_info('users') WHERE name = 'bio'").await, ["0"]);
}

/// The table has another name before the rebuild, and another one again behind it.
#[tokio::test]
async fn what_is_attached_goes_with_a_renamed_table() {
    let renamed = format!(
        "-- cargo-schema: foreign-keys=off
         ALTER TABLE users RENAME TO members; ALTER TABLE members RENAME COLUMN age TO years; {}
         ALTER TABLE members RENAME TO \"all\";",
        REBUILD.replace("users", "members").replace("age", "years")
    );
    let again = REBUILD.replace("users", "all").replace("FROM all", "FROM \"all\"").replace("ON all", "ON \"all\"");
    let again = again.replace("REFERENCES all", "REFERENCES \"all\"").replace("age", "years");
    let objects = "SELECT type, name, tbl_name FROM sqlite_schema WHERE type IN ('trigger', 'index') AND sql IS NOT NULL ORDER BY 1, 2";
    let (database, by_hand) = (started().await, started().await);
    let all = migrator(Dialect::SQLITE, &[START, ("renamed", &renamed, ""), ("again", &again, "")]);
    let plan = all.upgrade(&by_hand.url).plan().await.expect("a plan");
    all.upgrade(&database.url).await.expect("renamed and rebuilt");
    by_hand.run(&plan.to_string()).await;
    for database in [database, by_hand] {
        assert_eq!(
            database.rows(objects).await,
            [
                "index,by_hand,all",
                "index,ix_all_name,all",
                "index,ix_members_name,all",
                "index,ix_users_name,all",
                "trigger,audit,all",
                "trigger,other,posts"
            ]
        );
        database.run("UPDATE \"all\" SET name = 'eve' WHERE id = 1").await;
        assert_eq!(database.rows("SELECT what FROM log").await, ["ada>eve"]);
    }
}

#[tokio::test]
async fn the_plan_says_it_all() {
    let database = started().await;
    let all = migrator(Dialect::SQLITE, &[START, ("rebuild", REBUILD, "")]);
    let plan = all.upgrade(&database.url).plan().await.expect("a plan");
    database.run(&plan.to_string()).await;
    all.require_current(&database.url).await.expect("current");
    database.run("UPDATE users SET name = 'eve' WHERE id = 1").await;
    assert_eq!(database.rows("SELECT what FROM log").await, ["ada>eve"]);
    assert_eq!(database.rows("SELECT count(*) FROM posts").await, ["2"]);
    assert_eq!(database.rows("SELECT count(*) FROM sqlite_schema WHERE name = 'by_hand'").await, ["1"]);
}

#[tokio::test]
async fn a_trigger_or_index_that_no_longer_fits_is_told_and_nothing_is_changed() {
    let without = REBUILD.replace(", age INTEGER\n", "\n").replace(", age)", ")").replace(", age FROM", " FROM");
    let without = format!("-- cargo-schema: drop-column users.age\n{without}");
    let cases = [
        (
            "DROP INDEX by_hand; CREATE TRIGGER t AFTER INSERT ON users BEGIN INSERT INTO log VALUES (new.age); END; DROP TRIGGER audit;",
            "trigger `t` is incompatible with the rebuilt table `users`: no such column: new.age",
        ),
        ("", "index `by_hand` is incompatible with the rebuilt table `users`: no such column: age"),
    ];
    for (by_hand, expected) in cases {
        let database = started().await;
        database.run(by_hand).await;
        let before = database.rows("SELECT name, sql FROM sqlite_schema").await;
        let error = migrator(Dialect::SQLITE, &[START, ("rebuild", &without, "")]).upgrade(&database.url).await;
        let error = error.expect_err("it does not fit");
        assert!(error.to_string().contains(expected), "{error}");
        assert_eq!(error.exit_code(), 5);
        assert_eq!(database.rows("SELECT name, sql FROM sqlite_schema").await, before);
        assert_eq!(database.rows("SELECT count(*) FROM posts").await, ["2"]);
    }
}

#[tokio::test]
async fn foreign_keys_are_off_for_the_script_alone() {
    let database = started().await;
    // Rows that refer to nothing already are not held against a revision; new ones are.
    database.run("PRAGMA foreign_keys = OFF; INSERT INTO posts VALUES (7, 77)").await;
    let pool = SqlitePoolOptions::new().max_connections(1).connect(&database.text).await.expect("a pool");
    let worse = format!("{REBUILD}INSERT INTO posts VALUES (8, 88), (9, 99);");
    let error = migrator(Dialect::SQLITE, &[START, ("worse", &worse, "")]).upgrade(&pool).await.expect_err("worse");
    assert!(
        matches!(error.kind(), ErrorKind::ForeignKeys { violations, .. } if violations.len() == 1 && violations[0].2 == 2),
        "{error:?}"
    );
    assert_eq!(
        error.to_string(),
        "revision `00000000000002_worse` was rolled back because it would leave orphaned rows: 2 in `posts` without a row in `users`"
    );
    assert_eq!(pragmas(&pool).await, (1, 0, 5000));
    let failing = format!("{REBUILD}INSERT INTO nowhere VALUES (8);");
    migrator(Dialect::SQLITE, &[START, ("failing", &failing, "")]).upgrade(&pool).await.expect_err("it fails");
    assert_eq!(pragmas(&pool).await, (1, 0, 5000));
    migrator(Dialect::SQLITE, &[START, ("rebuild", REBUILD, "")]).upgrade(&pool).await.expect("rebuilt");
    assert_eq!(pragmas(&pool).await, (1, 0, 5000));
    assert_eq!(database.rows("SELECT count(*) FROM posts").await, ["3"]);
    pool.close().await;
}

/// Whether foreign keys are enforced, whether `ALTER TABLE` is the legacy one, and the busy timeout.
async fn pragmas(pool: &sqlx::SqlitePool) -> (i64, i64, i64) {
    let mut session = pool.into_session(Access::Read).await.expect("a session");
    let mut values = Vec::new();
    for pragma in ["foreign_keys", "legacy_alter_table", "busy_timeout"] {
        values.push(session.value(&format!("PRAGMA {pragma}")).await.expect("a pragma").expect("a number"));
    }
    session.close().await.expect("closed");
    (values[0], values[1], values[2])
}

/// A future that is dropped wherever it waits leaves the connection as it was, and no half of a revision.
#[tokio::test]
async fn a_dropped_upgrade_leaves_the_pool_as_it_was() {
    let database = Database::new(Dialect::SQLITE).await.expect("a database");
    let all = migrator(Dialect::SQLITE, &[START, ("rebuild", REBUILD, "")]);
    let mut rounds = 0;
    loop {
        database.reset().await;
        let pool = SqlitePoolOptions::new().max_connections(1).connect(&database.text).await.expect("a pool");
        let finished = super::support::poll_times(rounds, all.upgrade(&pool).into_future()).await;
        assert_eq!(pragmas(&pool).await, (1, 0, 5000), "after {rounds} polls");
        // A transaction that is still open would refuse this.
        sqlx::raw_sql("BEGIN IMMEDIATE; ROLLBACK")
            .execute(&pool)
            .await
            .unwrap_or_else(|error| panic!("{rounds}: {error}"));
        all.upgrade(&pool).await.unwrap_or_else(|error| panic!("after {rounds} polls: {error}"));
        assert_eq!(database.history().await, ["start,up,7,7,done,", "rebuild,up,6,6,done,"], "after {rounds} polls");
        assert_eq!(database.rows("SELECT count(*) FROM posts").await, ["2"], "after {rounds} polls");
        pool.close().await;
        rounds += 1;
        if finished {
            break;
        }
    }
    assert!(rounds > 5, "only {rounds} places to stop at");
}
