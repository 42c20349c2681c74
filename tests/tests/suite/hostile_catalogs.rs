//! Catalogs that make it hard to read a database: full of what no model declares, locked by others, broken in parts, or
//! shown to somebody who may see little.

use std::time::Duration;

use crate::support::{Database, engines, session};
use schema_core::connect::Session;
use schema_core::dialect::{Introspection, inspect, script};
use schema_core::diff::{Answers, Change, apply_all, diff};
use schema_core::schema::{Column, ColumnType, Dialect, Index, Schema, TableName, Version};

/// Longer than any reading takes, shorter than a person waits.
const PATIENCE: Duration = Duration::from_secs(60);

/// A statement, and what it leaves that no model declares: kind and name. Without a kind it only prepares.
type Object = (&'static str, &'static str, &'static str);

const TABLES: &[&str] = &[
    "CREATE TABLE users (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL)",
    "CREATE TABLE posts (id INTEGER PRIMARY KEY, author INTEGER NOT NULL)",
];

const SQLITE: &[Object] = &[
    ("CREATE VIEW names AS SELECT name FROM users", "view", "names"),
    ("CREATE TABLE gone (id INTEGER)", "", ""),
    ("CREATE VIEW broken AS SELECT id FROM gone", "view", "broken"),
    ("DROP TABLE gone", "", ""),
    (
        "CREATE TRIGGER told AFTER INSERT ON users BEGIN UPDATE users SET name = lower(name); END",
        "trigger",
        "users.told",
    ),
    ("CREATE VIRTUAL TABLE words USING fts5(body)", "virtual table", "words"),
    ("CREATE TABLE kept (id INTEGER PRIMARY KEY, n INTEGER UNIQUE ON CONFLICT IGNORE)", "conflict clause", "kept"),
    ("CREATE TABLE backwards (id INTEGER PRIMARY KEY DESC)", "descending primary key", "backwards"),
];

const POSTGRES: &[Object] = &[
    ("CREATE VIEW names AS SELECT name FROM users", "view", "public.names"),
    ("CREATE FUNCTION one() RETURNS integer LANGUAGE sql AS 'SELECT 1'", "function", "public.one()"),
    ("CREATE VIEW broken AS SELECT one() / 0 AS n", "view", "public.broken"),
    ("CREATE MATERIALIZED VIEW kept AS SELECT count(*) AS n FROM users", "materialized view", "public.kept"),
    ("CREATE PROCEDURE work() LANGUAGE sql AS 'DELETE FROM posts'", "procedure", "public.work()"),
    (
        "CREATE AGGREGATE total (integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0')",
        "aggregate",
        "public.total(integer)",
    ),
    (
        "CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        "function",
        "public.stop()",
    ),
    ("CREATE TRIGGER told BEFORE DELETE ON users FOR EACH ROW EXECUTE FUNCTION stop()", "trigger", "public.users.told"),
    ("CREATE RULE never AS ON DELETE TO posts DO INSTEAD NOTHING", "rule", "public.posts.never"),
    ("CREATE POLICY mine ON posts USING (author = 1)", "policy", "public.posts.mine"),
    ("ALTER TABLE posts ENABLE ROW LEVEL SECURITY", "row level security", "public.posts"),
    ("CREATE SEQUENCE numbers", "sequence", "public.numbers"),
    ("CREATE TYPE pair AS (a integer, b integer)", "composite type", "public.pair"),
    ("CREATE TYPE span AS RANGE (subtype = float8)", "range type", "public.span"),
    ("CREATE DOMAIN short AS text CHECK (length(VALUE) < 9)", "domain", "public.short"),
    ("CREATE SCHEMA other", "", ""),
    ("CREATE TYPE other.mood AS ENUM ('fine')", "enum type", "other.mood"),
    ("CREATE OPERATOR === (LEFTARG = integer, RIGHTARG = integer, FUNCTION = int4eq)", "operator", "public.==="),
    ("CREATE COLLATION german FROM \"C\"", "collation", "public.german"),
    ("CREATE TEXT SEARCH CONFIGURATION plain (COPY = simple)", "text search configuration", "public.plain"),
    ("CREATE STATISTICS together ON id, author FROM posts", "statistics", "public.together"),
    ("CREATE TABLE heirs (since date) INHERITS (users)", "inheritance", "public.heirs"),
    ("CREATE FOREIGN DATA WRAPPER far", "foreign data wrapper", "far"),
    ("CREATE SERVER away FOREIGN DATA WRAPPER far", "foreign server", "away"),
    ("CREATE FOREIGN TABLE there (id integer) SERVER away", "foreign table", "public.there"),
    (
        "ALTER TABLE posts ADD CONSTRAINT wide UNIQUE (author) INCLUDE (id)",
        "constraint with included columns",
        "public.posts.wide",
    ),
    ("CREATE INDEX unfinished ON posts (id)", "", ""),
    (
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'unfinished'::regclass",
        "index that is not valid",
        "public.unfinished",
    ),
    ("CREATE TABLE parts (id integer) PARTITION BY RANGE ((id / 10))", "partitioning by an expression", "parts"),
    ("CREATE EXTENSION citext", "extension", "citext"),
    ("CREATE PUBLICATION news FOR TABLE users", "publication", "news"),
    ("CREATE CAST (pair AS text) WITH INOUT", "cast", "pair as text"),
];

/// What came with version 18.
const POSTGRES_18: &[Object] = &[
    (
        "CREATE TABLE spells (room int4range, span daterange, UNIQUE (room, span WITHOUT OVERLAPS))",
        "constraint over a period",
        "public.spells.spells_room_span_key",
    ),
    (
        "ALTER TABLE posts ADD CONSTRAINT lax CHECK (id > 0) NOT ENFORCED",
        "constraint that is not enforced",
        "public.posts.lax",
    ),
    (
        "ALTER TABLE posts ADD CONSTRAINT loose FOREIGN KEY (author) REFERENCES users NOT ENFORCED",
        "constraint that is not enforced",
        "public.posts.loose",
    ),
];

const MARIADB: &[Object] = &[
    ("CREATE VIEW names AS SELECT name FROM users", "view", "names"),
    ("CREATE TABLE gone (id INTEGER)", "", ""),
    ("CREATE VIEW broken AS SELECT id FROM gone", "view", "broken"),
    ("DROP TABLE gone", "", ""),
    ("CREATE TRIGGER told BEFORE INSERT ON users FOR EACH ROW SET NEW.name = 'x'", "trigger", "users.told"),
    ("CREATE FUNCTION one() RETURNS INTEGER DETERMINISTIC RETURN 1", "function", "one"),
    ("CREATE PROCEDURE work() DELETE FROM posts", "procedure", "work"),
    ("CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY DISABLE DO DELETE FROM posts", "event", "nightly"),
    ("CREATE SEQUENCE numbers", "sequence", "numbers"),
    ("CREATE TABLE past (id INTEGER) WITH SYSTEM VERSIONING", "system versioning", "past"),
    (
        "CREATE TABLE told_past (id INTEGER PRIMARY KEY, n INTEGER UNIQUE, \
         since TIMESTAMP(6) GENERATED ALWAYS AS ROW START, until TIMESTAMP(6) GENERATED ALWAYS AS ROW END, \
         day DATE GENERATED ALWAYS AS (date(since)) VIRTUAL, KEY ix_told_past (n, until), KEY ix_n (n), \
         CONSTRAINT ck_told_past CHECK (since < until), PERIOD FOR SYSTEM_TIME (since, until)) WITH SYSTEM VERSIONING",
        "column of system versioning",
        "told_past.until",
    ),
    ("", "column of system versioning", "told_past.since"),
    ("", "column generated from system versioning", "told_past.day"),
    ("", "check over system versioning", "told_past.ck_told_past"),
    ("", "index over an unmanaged column", "told_past.ix_told_past"),
    ("CREATE TABLE parts (id INTEGER) PARTITION BY HASH (id) PARTITIONS 2", "partitions", "parts"),
    ("CREATE TABLE hidden (id INTEGER, n INTEGER INVISIBLE)", "invisible column", "hidden.n"),
    ("CREATE TABLE checked (id INTEGER CHECK (id > 0))", "check of a column", "checked.id"),
    (
        "CREATE TABLE spells (id INTEGER, since DATE, until DATE COMMENT 'a\n  PERIOD FOR `ck` (', PERIOD FOR `sp``an` (since, until), \
         CONSTRAINT ck CHECK (since < until), PRIMARY KEY (id, `sp``an` WITHOUT OVERLAPS))",
        "period",
        "spells.sp`an",
    ),
    ("", "key without overlaps", "spells.PRIMARY"),
    (
        "CREATE TABLE stays (id INTEGER, s DATE, e DATE, PERIOD FOR p (s, e), UNIQUE `u k` (id, p WITHOUT OVERLAPS), UNIQUE v (id, e))",
        "period",
        "stays.p",
    ),
    ("", "key without overlaps", "stays.u k"),
    (
        "CREATE TABLE spots (id INTEGER, p POINT REF_SYSTEM_ID = 4326 NOT NULL, q POINT)",
        "spatial reference system of a column",
        "spots.p",
    ),
    (
        "CREATE TABLE part_past (id INTEGER, n INTEGER WITHOUT SYSTEM VERSIONING) WITH SYSTEM VERSIONING",
        "column without system versioning",
        "part_past.n",
    ),
    (
        "CREATE TABLE moments (id INTEGER, `from <` TIMESTAMP(6), `to` TIMESTAMP(6), PERIOD FOR p (`from <`, `to`))",
        "period",
        "moments.p",
    ),
];

/// What came with version 10.6.
const MARIADB_10_6: &[Object] =
    &[("CREATE TABLE tried (id INTEGER, KEY ix_tried (id) IGNORED)", "ignored index", "tried.ix_tried")];

const MYSQL: &[Object] = &[
    ("CREATE VIEW names AS SELECT name FROM users", "view", "names"),
    ("CREATE TABLE gone (id INTEGER)", "", ""),
    ("CREATE VIEW broken AS SELECT id FROM gone", "view", "broken"),
    ("DROP TABLE gone", "", ""),
    ("CREATE TRIGGER told BEFORE INSERT ON users FOR EACH ROW SET NEW.name = 'x'", "trigger", "users.told"),
    ("CREATE PROCEDURE work() DELETE FROM posts", "procedure", "work"),
    ("CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY DISABLE DO DELETE FROM posts", "event", "nightly"),
    ("CREATE TABLE parts (id INTEGER) PARTITION BY HASH (id) PARTITIONS 2", "partitions", "parts"),
    ("CREATE TABLE hidden (id INTEGER, n INTEGER INVISIBLE)", "invisible column", "hidden.n"),
    ("CREATE TABLE tried (id INTEGER, KEY ix_tried (id) INVISIBLE)", "invisible index", "tried.ix_tried"),
    ("CREATE TABLE spots (id INTEGER, p POINT NOT NULL SRID 4326)", "spatial reference system of a column", "spots.p"),
    (
        "CREATE TABLE lenient (id INTEGER, CONSTRAINT ck CHECK (id > 0) NOT ENFORCED)",
        "check that is not enforced",
        "lenient.ck",
    ),
];

async fn objects(database: &Database) -> Vec<Object> {
    let session = database.session().await;
    let version = session.release().version;
    session.close().await.unwrap();
    match database.dialect.name() {
        "sqlite" => SQLITE.to_vec(),
        "postgres" if version.major >= 18 => [POSTGRES, POSTGRES_18].concat(),
        "postgres" => POSTGRES.to_vec(),
        "mariadb" if version > Version::with_patch(10, 5, u32::MAX) => [MARIADB, MARIADB_10_6].concat(),
        "mariadb" => MARIADB.to_vec(),
        _ => MYSQL.to_vec(),
    }
}

async fn run(session: &mut Session, sql: &str) {
    session.execute(sql).await.unwrap_or_else(|error| panic!("{error}\n{sql}"));
}

/// A database with the tables, and on request with all that no model declares.
async fn prepare(database: &Database, objects: &[Object]) {
    let mut session = database.session().await;
    if database.dialect == Dialect::POSTGRES {
        // They lie in no schema: an emptied database still has them.
        for sql in ["DROP PUBLICATION IF EXISTS news", "DROP FOREIGN DATA WRAPPER IF EXISTS far CASCADE"] {
            run(&mut session, sql).await;
        }
    }
    for sql in TABLES {
        run(&mut session, sql).await;
    }
    for (sql, _, _) in objects.iter().filter(|(sql, ..)| !sql.is_empty()) {
        run(&mut session, sql).await;
    }
    session.close().await.unwrap();
}

async fn read(database: &Database) -> Introspection {
    let mut session = database.session().await;
    let reading = tokio::time::timeout(PATIENCE, inspect(&mut session)).await;
    let found = reading.unwrap_or_else(|_| panic!("{} is still being read", database.dialect)).unwrap();
    session.close().await.unwrap();
    found
}

/// The same schema after some work on `users` and `posts`, which all the objects hang on.
fn changed(schema: &Schema) -> Schema {
    let mut schema = schema.clone();
    let posts = schema.tables.get_mut(&TableName::new("posts")).unwrap();
    posts.columns.push(Column { nullable: true, ..Column::new("body", ColumnType::Text { max_length: None }) });
    posts.indexes.insert("ix_posts_author".to_owned(), Index::new("ix_posts_author", ["author"]));
    let users = schema.tables.get_mut(&TableName::new("users")).unwrap();
    users.columns.push(Column { nullable: true, ..Column::new("age", ColumnType::Int { bits: 32, unsigned: false }) });
    schema
}

#[tokio::test]
async fn what_no_model_declares_is_told_by_kind_and_name_and_stays() {
    for engine in engines() {
        let database = engine.database("full_catalog").await;
        let objects = objects(&database).await;
        prepare(&database, &objects).await;
        let found = read(&database).await;
        let told: Vec<(String, &str)> =
            found.unmanaged.iter().map(|it| (it.kind.to_string(), it.name.as_str())).collect();
        let told: Vec<(&str, &str)> = told.iter().map(|(kind, name)| (kind.as_str(), *name)).collect();
        let wanted = objects.iter().filter(|(_, kind, _)| !kind.is_empty());
        let missing: Vec<_> = wanted.map(|(_, kind, name)| (*kind, *name)).filter(|it| !told.contains(it)).collect();
        assert!(missing.is_empty(), "{} does not tell {missing:?} but {told:?}", engine.dialect);
        let periods = |kinds: &mut dyn Iterator<Item = &str>| kinds.filter(|kind| *kind == "period").count();
        assert_eq!(
            periods(&mut told.iter().map(|(kind, _)| *kind)),
            periods(&mut objects.iter().map(|(_, kind, _)| *kind)),
            "{told:?}"
        );

        if let Some(past) = found.schema.table(&TableName::new("told_past")) {
            let names: Vec<&str> = past.columns.iter().map(|column| column.name.as_str()).collect();
            let key = past.primary_key.as_ref().map(|key| key.columns.clone());
            assert_eq!((names, key), (vec!["id", "n"], Some(vec!["id".to_owned()])));
            let uniques: Vec<_> = past.uniques.values().map(|unique| unique.columns.clone()).collect();
            let indexes: Vec<&str> = past.indexes.keys().map(String::as_str).collect();
            assert_eq!((uniques, indexes), (vec![vec!["n".to_owned()]], vec!["ix_n"]), "{past:?}");
        }

        // A key that forbids overlaps is more than one that is unique, which a model would make of it.
        if let Some(stays) = found.schema.table(&TableName::new("stays")) {
            assert_eq!(stays.uniques.keys().collect::<Vec<_>>(), ["v"]);
        }

        let changes = diff(&found.schema, &changed(&found.schema), &Answers::default()).changes;
        assert_eq!(changes.len(), 3, "{changes:?}");
        let mut session = database.session().await;
        for statement in script(engine.dialect, &found.schema, &changes).unwrap().statements {
            run(&mut session, &statement.text).await;
        }
        session.close().await.unwrap();
        assert_eq!(read(&database).await.unmanaged, found.unmanaged, "{}", engine.dialect);
    }
}

/// What holds nothing but its name is dropped before that is given to another thing.
#[tokio::test]
async fn what_is_idle_makes_way() {
    for engine in engines() {
        let database = engine.database("idle_catalog").await;
        let objects = objects(&database).await;
        prepare(&database, &objects).await;
        let found = read(&database).await;
        let wanted =
            objects.iter().filter(|(_, kind, _)| kind.ends_with("is not enforced") || kind.ends_with("is not valid"));
        assert_eq!(found.idle.len(), wanted.count(), "{}: {:?}", engine.dialect, found.idle);

        let mut whole = found.schema.clone();
        let made: Vec<Change> = found.idle.iter().map(|drop| drop.clone().invert()).collect();
        apply_all(&mut whole, &made).unwrap();
        let mut session = database.session().await;
        for (from, changes) in [(&whole, &found.idle), (&found.schema, &made)] {
            for statement in script(engine.dialect, from, changes).unwrap().statements {
                run(&mut session, &statement.text).await;
            }
        }
        session.close().await.unwrap();
        let found = read(&database).await;
        assert_eq!((found.schema, found.idle), (whole, Vec::new()), "{}", engine.dialect);
    }
}

#[tokio::test]
async fn a_lock_that_others_hold_for_long_does_not_hang_the_reading() {
    for engine in engines() {
        let database = engine.database("locked_catalog").await;
        prepare(&database, &[]).await;
        let before = read(&database).await;
        let mut other = database.session().await;
        let lock: &[&str] = match engine.dialect.name() {
            "sqlite" => &["BEGIN IMMEDIATE", "INSERT INTO users (id, name) VALUES (1, 'Ada')"],
            "postgres" => &["BEGIN", "LOCK TABLE users IN ACCESS EXCLUSIVE MODE"],
            _ => &["LOCK TABLES users WRITE"],
        };
        for sql in lock {
            run(&mut other, sql).await;
        }
        assert_eq!(read(&database).await, before, "{}", engine.dialect);
        other.close().await.unwrap();
    }
}

/// PostgreSQL shows its catalogs to everybody; which namespace is the default one hangs on the role.
#[tokio::test]
async fn a_role_that_may_read_no_table_reads_the_same_catalog_on_postgres() {
    let Some(engine) = engines().into_iter().find(|engine| engine.dialect == Dialect::POSTGRES) else { return };
    let database = engine.database("poor_reader").await;
    prepare(&database, POSTGRES).await;
    let mut owner = database.session().await;
    // A run that was broken off has left it, and nothing of it that another database holds.
    run(&mut owner, "DROP ROLE IF EXISTS poor_reader").await;
    run(&mut owner, "CREATE ROLE poor_reader LOGIN PASSWORD 'poor'").await;
    let url = database.url.replace("tester:secret@", "poor_reader:poor@");
    let mut poor = session(&url).await;
    let error = inspect(&mut poor).await.unwrap_err().to_string();
    assert!(error.contains("GRANT USAGE ON SCHEMA \"public\" TO \"poor_reader\""), "{error}");

    run(&mut owner, "GRANT USAGE ON SCHEMA public TO poor_reader").await;
    assert_eq!(inspect(&mut poor).await.unwrap(), inspect(&mut owner).await.unwrap());
    poor.close().await.unwrap();
    run(&mut owner, "DROP OWNED BY poor_reader").await;
    run(&mut owner, "DROP ROLE poor_reader").await;
    owner.close().await.unwrap();
}

/// MariaDB hides foreign keys and checks from who may only read: that is no drift. MySQL 9 shows them.
#[tokio::test]
async fn a_role_that_may_only_read_is_told_what_is_hidden_on_mysql() {
    for engine in engines().into_iter().filter(|it| matches!(it.dialect.name(), "mysql" | "mariadb")) {
        let database = engine.database("poor_reader").await;
        prepare(&database, &[]).await;
        let mut owner = database.session().await;
        run(&mut owner, "ALTER TABLE posts ADD CONSTRAINT ck_posts CHECK (author > 0)").await;
        run(&mut owner, "DROP USER IF EXISTS poor_reader").await;
        run(&mut owner, "CREATE USER poor_reader IDENTIFIED BY 'poor'").await;
        run(&mut owner, &format!("GRANT SELECT ON {}.* TO poor_reader", database.name)).await;
        let url = database.url.replace("tester:secret@", "poor_reader:poor@");
        let mut poor = session(&url).await;
        let found = inspect(&mut poor).await;
        poor.close().await.unwrap();
        if engine.dialect == Dialect::MYSQL {
            assert_eq!(found.unwrap(), inspect(&mut owner).await.unwrap());
            run(&mut owner, "DROP USER poor_reader").await;
            owner.close().await.unwrap();
            continue;
        }
        let error = found.unwrap_err().to_string();
        assert!(error.contains("hides foreign keys and checks of `posts` and 1 more from poor_reader@%"), "{error}");
        assert!(error.contains(&format!("GRANT REFERENCES ON `{}`.*", database.name)), "{error}");

        run(&mut owner, &format!("GRANT REFERENCES ON {}.* TO poor_reader", database.name)).await;
        let mut poor = session(&url).await;
        assert_eq!(inspect(&mut poor).await.unwrap(), inspect(&mut owner).await.unwrap());
        poor.close().await.unwrap();
        run(&mut owner, "DROP USER poor_reader").await;
        owner.close().await.unwrap();
    }
}
