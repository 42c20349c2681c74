//! Databases that others made, with what no model says: taken over where nothing is lost by it, and never silently changed.

use crate::support;
use crate::support::shop::Shop;
use crate::support::{Database, Engine, engines};
use schema_core::schema::Dialect;

fn execute(database: &Database, statements: &[&str]) -> Result<(), String> {
    support::block_on(async {
        let mut session = database.session().await;
        for statement in statements {
            session.execute(statement).await.map_err(|error| error.to_string())?;
        }
        session.close().await.unwrap();
        Ok(())
    })
}

/// A package that took the database over.
fn adopted(database: &Database) -> (Shop, String) {
    let shop = Shop::bare();
    let told = shop.schema(&["adopt", &database.url]).fine().stderr;
    shop.write("src/main.rs", "#![allow(dead_code)]\nmod models;\n\nfn main() {}\n");
    shop.schema(&["check", "--database-url", &database.url]).fine();
    (shop, told)
}

fn change(shop: &Shop, from: &str, to: &str) {
    let models = shop.read("src/models.rs");
    assert!(models.contains(from), "{models}");
    shop.write("src/models.rs", &models.replace(from, to));
    shop.schema(&["revision", "-m", "change"]).fine();
}

fn sqlite() -> Database {
    let engine = engines().into_iter().find(|engine| engine.dialect == Dialect::SQLITE).unwrap();
    support::block_on(engine.database("odd"))
}

/// Nothing forbids NULL in the most common key of SQLite. It is told, and taken over as a key that has none.
#[test]
fn a_key_of_sqlite_that_takes_null() {
    let database = sqlite();
    let tables = [
        "CREATE TABLE sessions (id TEXT PRIMARY KEY, data TEXT)",
        "CREATE TABLE pairs (a INTEGER, b TEXT, note TEXT, PRIMARY KEY (a, b))",
        "INSERT INTO sessions VALUES ('x', 'y')",
    ];
    execute(&database, &tables).unwrap();
    let (shop, told) = adopted(&database);
    assert!(told.contains("nullable primary key sessions.id"), "{told}");
    change(&shop, "pub note: Option<String>", "pub more: Option<i32>,\n    pub note: Option<String>");
    shop.schema(&["upgrade", "--database-url", &database.url]).fine();
    let models = shop.read("src/models.rs");
    assert!(models.contains("pub id: String"), "{models}");
    // A table that is made anew gets the key of its model, and that is said wherever it is to happen.
    assert!(
        told.contains("unmanaged, left unchanged until its table is rebuilt: nullable primary key sessions.id"),
        "{told}"
    );
    shop.write("src/models.rs", &models.replace("pub data: Option<String>", "pub data: String"));
    let sql = shop.schema(&["diff", &database.url, "models", "--sql"]).stdout;
    assert!(sql.contains("hazard[null-in-key]: `sessions.id` was nullable, and becomes NOT NULL"), "{sql}");
    shop.schema(&["revision", "-m", "required", "--fill", "sessions.data=none"]).fine();
    for flags in [&["--dry-run"][..], &[]] {
        let told = shop.schema(&[&["upgrade", "--database-url", &database.url], flags].concat()).fine().stderr;
        let warning = "rebuilds `sessions`: its primary key `sessions.id` was nullable, and becomes NOT NULL";
        assert_eq!(told.matches(warning).count(), 1, "{told}");
        assert!(!told.contains("pairs"), "{told}");
    }
    shop.schema(&["check", "--database-url", &database.url]).fine();
}

/// What settles conflicts is in no model; a table that has it is not made anew without it.
#[test]
fn a_table_that_settles_conflicts_is_not_made_anew_without_that() {
    let database = sqlite();
    let tables = [
        "CREATE TABLE kv (id INTEGER PRIMARY KEY, k TEXT NOT NULL UNIQUE ON CONFLICT REPLACE, v TEXT NOT NULL)",
        "INSERT INTO kv (k, v) VALUES ('a', '1')",
    ];
    execute(&database, &tables).unwrap();
    let (shop, told) = adopted(&database);
    assert!(told.contains("conflict clause kv"), "{told}");
    change(&shop, "pub v: String", "pub v: Option<String>");
    let refused = shop.schema(&["upgrade", "--database-url", &database.url]);
    assert_ne!(refused.code, 0, "{}", refused.all());
    assert!(refused.stderr.contains("would lose its `ON CONFLICT` clause"), "{}", refused.all());
    execute(&database, &["INSERT INTO kv (k, v) VALUES ('a', '2')"]).unwrap();
}

/// Names of indexes are a table's own on MySQL and MariaDB, where the server takes those of their columns.
#[test]
fn indexes_of_one_name_on_two_tables() {
    for engine in engines() {
        let database = support::block_on(engine.database("odd_indexes"));
        if !database.is_mysql() {
            continue;
        }
        // MariaDB tells that default as four times NUL.
        let tables = [
            "CREATE TABLE a (id INT PRIMARY KEY, user_id INT, email VARCHAR(20) UNIQUE, KEY (user_id))",
            "CREATE TABLE b (id INT PRIMARY KEY, user_id INT, email VARCHAR(20) UNIQUE, KEY (user_id), \
             token BINARY(4) DEFAULT '', mark BINARY(8) DEFAULT 'a\\\\0')",
        ];
        execute(&database, &tables).unwrap();
        let (shop, _) = adopted(&database);
        let fresh = support::block_on(engine.database("odd_indexes_fresh"));
        shop.schema(&["upgrade", "--database-url", &fresh.url]).fine();
        shop.schema(&["diff", &database.url, &fresh.url]).fine();
        let models = shop.read("src/models.rs");
        shop.write("src/models.rs", &models.replacen("pub user_id: Option<i32>", "pub user_id: Option<i64>", 2));
        shop.schema(&["revision", "-m", "wider"]).fine();
        shop.schema(&["upgrade", "--database-url", &database.url]).fine();
        shop.schema(&["check", "--database-url", &database.url]).fine();
    }
}

/// A `serial` that takes NULL, a sequence that one column owns and another one uses, and an enum type without values: the
/// models have them as the server does, and a new database gets what they stand on.
#[test]
fn rare_columns_of_postgres_are_taken_over() {
    for engine in engines().into_iter().filter(|engine| engine.dialect == Dialect::POSTGRES) {
        let database = support::block_on(engine.database("odd_columns"));
        let tables = [
            "CREATE TABLE loose (id int PRIMARY KEY, u serial)",
            "ALTER TABLE loose ALTER u DROP NOT NULL",
            "INSERT INTO loose VALUES (1, DEFAULT), (2, NULL)",
            "CREATE SEQUENCE s START 5",
            "CREATE TABLE lent (id int PRIMARY KEY, a int DEFAULT nextval('s'), b int NOT NULL)",
            "ALTER SEQUENCE s OWNED BY lent.b",
            "CREATE TYPE mood AS ENUM ()",
            "CREATE TABLE moods (id int PRIMARY KEY, m mood, all_of_them mood[])",
        ];
        execute(&database, &tables).unwrap();
        let (shop, _) = adopted(&database);
        let fresh = support::block_on(engine.database("odd_columns_fresh"));
        shop.schema(&["upgrade", "--database-url", &fresh.url]).fine();
        shop.schema(&["check", "--database-url", &fresh.url]).fine();
        shop.schema(&["diff", &database.url, &fresh.url]).fine();
        execute(
            &fresh,
            &["INSERT INTO loose VALUES (1, DEFAULT), (2, NULL)", "INSERT INTO lent (id, b) VALUES (1, 2)"],
        )
        .unwrap();
        change(&shop, "pub b: i32", "pub b: i64");
        for database in [&database, &fresh] {
            shop.schema(&["upgrade", "--database-url", &database.url]).fine();
            shop.schema(&["check", "--database-url", &database.url]).fine();
        }
        shop.schema(&["downgrade", "base", "--yes", "--database-url", &fresh.url]).fine();
    }
}

/// The sequence of a `serial` ends where the type of its column did, which nobody sees until the numbers run out.
#[test]
fn a_serial_that_is_widened() {
    let Some(engine) = engines().into_iter().find(|engine| engine.dialect == Dialect::POSTGRES) else { return };
    let database = support::block_on(engine.database("odd_serial"));
    let tables = ["CREATE TABLE \"Doc\" (id serial PRIMARY KEY, v text)", "INSERT INTO \"Doc\" (v) VALUES ('first')"];
    execute(&database, &tables).unwrap();
    let (shop, _) = adopted(&database);
    change(&shop, "pub id: i32", "pub id: i64");
    shop.schema(&["upgrade", "--database-url", &database.url]).fine();
    shop.schema(&["check", "--database-url", &database.url]).fine();
    let ends = "SELECT setval(pg_get_serial_sequence('\"Doc\"', 'id'), 2147483647)";
    execute(&database, &[ends, "INSERT INTO \"Doc\" (v) VALUES ('beyond')"]).unwrap();
}

/// What was made by hand for tables to stand on comes with the revision that takes the tables, and no second time.
#[test]
fn what_new_columns_stand_on_comes_along() {
    let Some(engine) = engines().into_iter().find(|engine| engine.dialect == Dialect::POSTGRES) else { return };
    let database = support::block_on(engine.database("odd_by_hand"));
    let tables = ["CREATE DOMAIN age AS integer CHECK (VALUE > 0)", "CREATE TABLE t (id bigint PRIMARY KEY, a age)"];
    execute(&database, &tables).unwrap();
    let (shop, _) = adopted(&database);
    let by_hand = |statements: &[&str]| {
        execute(&database, statements).unwrap();
        shop.schema(&["revision", "--from-database", "--database-url", &database.url]).fine();
        shop.schema(&["stamp", "head", "--database-url", &database.url]).fine();
        let last = shop.revisions().pop().unwrap();
        std::fs::read_to_string(last.join("up.sql")).unwrap()
    };
    let up = by_hand(&[
        "CREATE EXTENSION citext",
        "CREATE DOMAIN height AS integer CHECK (VALUE > 9)",
        "ALTER TABLE t ADD COLUMN email citext, ADD COLUMN h height",
    ]);
    assert!(up.contains("CREATE EXTENSION IF NOT EXISTS") && up.contains("height AS integer"), "{up}");
    assert!(!up.contains("age AS integer"), "the revision before it makes that\n{up}");
    let up = by_hand(&["ALTER TABLE t ADD COLUMN other citext"]);
    assert!(!up.contains("EXTENSION") && !up.contains("DOMAIN"), "{up}");
    // What is made by a name that another begins with, and what only a table stands on that does not change.
    let up = by_hand(&[
        "CREATE SCHEMA app2",
        "CREATE DOMAIN app2.d AS integer",
        "CREATE TABLE own (id bigint PRIMARY KEY, d app2.d)",
    ]);
    assert!(up.contains("CREATE SCHEMA IF NOT EXISTS app2;"), "{up}");
    let up = by_hand(&[
        "CREATE SCHEMA app",
        "CREATE DOMAIN app.d AS integer",
        "CREATE DOMAIN app.unasked AS integer",
        "ALTER TABLE t ADD COLUMN d app.d",
    ]);
    assert!(up.contains("CREATE SCHEMA IF NOT EXISTS app;") && !up.contains("unasked"), "{up}");
    // What is created with rights of its own is the user's to create, and is named once.
    let fee = "CREATE FUNCTION fee() RETURNS integer LANGUAGE sql SECURITY DEFINER AS 'SELECT 3'";
    let up = by_hand(&[fee, "ALTER TABLE t ADD COLUMN fee integer DEFAULT fee()"]);
    assert!(up.contains("\n-- cargo-schema: requires function fee()\n"), "{up}");
    let up = by_hand(&["ALTER TABLE t ADD COLUMN more integer DEFAULT fee()"]);
    assert!(!up.contains("requires"), "{up}");
    let other = support::block_on(engine.database("odd_by_hand_new"));
    execute(&other, &[fee]).unwrap();
    shop.schema(&["upgrade", "--database-url", &other.url]).fine();
    shop.schema(&["diff", &database.url, &other.url]).fine();
}

/// A thing that is rare, in a database that is taken over all the same: by its dialect, what makes it, and what is told of it
/// where no model says it.
const ODD: &[(Dialect, &[&str], &str)] = &[
    (Dialect::SQLITE, &["CREATE TABLE t (id INTEGER PRIMARY KEY, a, b NOT NULL DEFAULT 3, c VARCHAR(0))"], ""),
    // A type that is spelled, since the other end of the key has another one, beside the day of today.
    (
        Dialect::SQLITE,
        &[
            "CREATE TABLE p (day TEXT NOT NULL PRIMARY KEY DEFAULT CURRENT_DATE) STRICT, WITHOUT ROWID",
            "CREATE TABLE t (id INTEGER PRIMARY KEY, day DATE NOT NULL DEFAULT CURRENT_DATE REFERENCES p (day))",
        ],
        "",
    ),
    (
        Dialect::SQLITE,
        &[
            "CREATE TABLE p (id INTEGER PRIMARY KEY)",
            "CREATE TABLE t (id INTEGER PRIMARY KEY, a INT REFERENCES p (gone), b INT REFERENCES nobody (id))",
        ],
        "foreign key whose target does not exist t.b",
    ),
    (
        Dialect::POSTGRES,
        &[
            "CREATE SCHEMA odd_other",
            "CREATE TYPE odd_other.mood AS ENUM ('a', 'b')",
            "CREATE TABLE t (id int PRIMARY KEY, a odd_other.mood[], b odd_other.mood)",
        ],
        "enum type odd_other.mood",
    ),
    (
        Dialect::POSTGRES,
        &["CREATE TABLE t (id int PRIMARY KEY, a \"char\" NOT NULL DEFAULT 'x')", "CREATE TABLE e ()"],
        "table without columns e",
    ),
    (
        Dialect::POSTGRES,
        &["CREATE TYPE mood AS ENUM ('', ' ', 'b')", "CREATE TABLE t (id int PRIMARY KEY, a mood DEFAULT '')"],
        "",
    ),
    (
        Dialect::POSTGRES,
        &[
            "CREATE SEQUENCE s INCREMENT BY 5 CYCLE",
            "CREATE SCHEMA odd_other",
            "CREATE DOMAIN odd_other.few AS int DEFAULT 3 NOT NULL CHECK (VALUE < 9)",
            "CREATE FUNCTION next_code() RETURNS text LANGUAGE sql AS 'SELECT max(code) FROM t'",
            "CREATE FUNCTION twice(a int) RETURNS int IMMUTABLE BEGIN ATOMIC SELECT a + a; END",
            "CREATE TYPE pair AS (few odd_other.few, name text)",
            "CREATE TYPE span AS RANGE (SUBTYPE = float8)",
            "CREATE TABLE t (id int PRIMARY KEY DEFAULT nextval('s'), few odd_other.few, code text DEFAULT next_code(), \
             pair pair, span span, twice int DEFAULT twice(4))",
        ],
        "sequence public.s",
    ),
    (
        Dialect::POSTGRES,
        &[
            "CREATE TYPE mood AS ENUM ('a', 'b')",
            "CREATE DOMAIN of_mood AS mood CHECK (VALUE <> 'b')",
            "CREATE DOMAIN tags AS text[] CHECK (cardinality(VALUE) < 5)",
            "CREATE FUNCTION is_email(t text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT t LIKE '%@%'$$",
            "CREATE DOMAIN email AS text CHECK (is_email(VALUE))",
            "CREATE DOMAIN short AS varchar(7)",
            "CREATE TYPE parts AS (short short, name text COLLATE \"C\")",
            "CREATE COLLATION plain (PROVIDER = libc, LC_COLLATE = 'C', LC_CTYPE = 'C')",
            "CREATE FUNCTION inner_one() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "CREATE FUNCTION outer_one() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN INNER_ONE (); END'",
            "CREATE TABLE t (id int PRIMARY KEY DEFAULT outer_one(), mood of_mood, tags tags, email email, parts parts, \
             name text COLLATE plain)",
        ],
        "domain public.email",
    ),
    (
        Dialect::POSTGRES,
        &[
            "CREATE TYPE mood AS ENUM ('a', 'b')",
            "CREATE FUNCTION label(m mood) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT m::text'",
            "CREATE TABLE t (id int PRIMARY KEY, mood mood)",
        ],
        "function public.label",
    ),
    (Dialect::MARIADB, &["CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, a INT AS (id + 1) VIRTUAL)"], ""),
];

/// Whatever is rare stands in the way of nothing: the tables are taken over, and the first revision makes them, and what they
/// stand on, in a new database too.
#[test]
fn what_is_rare_stands_in_the_way_of_nothing() {
    for engine in engines() {
        for (dialect, statements, told_of) in ODD.iter().filter(|(dialect, ..)| *dialect == engine.dialect) {
            let database = support::block_on(engine.database("odd_rare"));
            // A body in SQL is looked into, unless that is off.
            let bodies = ["SET check_function_bodies = off"];
            let before: &[&str] = if *dialect == Dialect::POSTGRES { &bodies } else { &[] };
            execute(&database, &[before, statements].concat()).unwrap();
            let (shop, told) = adopted(&database);
            assert!(told.contains(told_of), "{told}");
            let fresh = support::block_on(engine.database("odd_rare_fresh"));
            shop.schema(&["upgrade", "--database-url", &fresh.url]).fine();
            shop.schema(&["check", "--database-url", &fresh.url]).fine();
            // What no model says is there too, if a table stands on it.
            let needed = |database: &Database| {
                let sql = shop.schema(&["inspect", &database.url, "--format", "sql"]).fine().stdout;
                sql.lines().filter(|line| !line.starts_with("-- unmanaged: ")).collect::<Vec<_>>().join("\n")
            };
            assert_eq!(needed(&database), needed(&fresh));
            shop.schema(&["downgrade", "base", "--yes", "--database-url", &fresh.url]).fine();
            shop.schema(&["upgrade", "--database-url", &fresh.url]).fine();
            shop.schema(&["check", "--database-url", &fresh.url]).fine();
        }
    }
}

/// Texts and bytes without room for any are columns like others where the engine has them.
#[test]
fn columns_of_no_length_are_taken_over() {
    for engine in engines().into_iter().filter(Engine::is_mysql) {
        let database = support::block_on(engine.database("odd_lengths"));
        let table = "CREATE TABLE empties (id BIGINT PRIMARY KEY, a CHAR(0), b VARCHAR(0) NOT NULL, c BINARY(0), d VARBINARY(0) NOT \
                     NULL DEFAULT '', e VARCHAR(3))";
        execute(&database, &[table]).unwrap();
        let (shop, _) = adopted(&database);
        change(&shop, "pub e: Option<String>", "pub e: Option<String>,\n    pub f: Option<i32>");
        shop.schema(&["upgrade", "--database-url", &database.url]).fine();
        shop.schema(&["check", "--database-url", &database.url]).fine();
        // Another dialect of the project that has no such type is named, with the column.
        let manifest = shop.read("Cargo.toml");
        let own = format!("dialects = [\"{}\"]", engine.dialect);
        assert!(manifest.contains(&own), "{manifest}");
        let both = format!("dialects = [\"{}\", \"postgres\"]", engine.dialect);
        shop.write("Cargo.toml", &manifest.replace(&own, &both));
        std::fs::remove_dir_all(shop.path("migrations")).unwrap();
        let told = shop.schema(&["check"]);
        let reason = "cannot be a column on postgres: the length of";
        assert!(told.code == 3, "{}", told.all());
        for column in ["a", "b"] {
            assert!(told.all().contains(&format!("`{column}` {reason}")), "{column}: {}", told.all());
        }
    }
}
