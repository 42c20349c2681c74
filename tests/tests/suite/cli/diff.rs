//! `cargo schema diff` between databases, and its SQL: in the words that the database has, and nowhere but in a scratch place.

use std::collections::BTreeSet;

use crate::support;
use crate::support::shop::Shop;
use crate::support::{Database, engines};
use schema_core::schema::Dialect;
use schema_core::script::Script;

/// Runs a script statement by statement, as a shell does, up to the first error.
fn run(database: &Database, script: &str) {
    support::block_on(async {
        let mut session = database.session().await;
        for statement in Script::parse(database.dialect, script).unwrap().statements {
            session.execute(&statement.text).await.unwrap_or_else(|error| panic!("{error}\n{}", statement.text));
        }
        session.close().await.unwrap();
    });
}

fn one(database: &Database, sql: &str) -> String {
    support::block_on(async {
        let mut session = database.session().await;
        let value = session.one(sql).await.unwrap_or_else(|error| panic!("{error}\n{sql}"));
        session.close().await.unwrap();
        value.unwrap_or_default()
    })
}

fn database(dialect: Dialect, name: &str) -> Option<Database> {
    let engine = engines().into_iter().find(|engine| engine.dialect == dialect)?;
    Some(support::block_on(engine.database(name)))
}

const PLAIN: &str = r#"CREATE TABLE t (id INT PRIMARY KEY, a INT, b INT, d TEXT, "user" TEXT, "order" INT)"#;
const MORE: &str = r#"CREATE TABLE t (id INT PRIMARY KEY, a INT, b INT, d TEXT, "user" TEXT, "order" INT,
    g NUMERIC GENERATED ALWAYS AS (a::numeric / b) STORED, CONSTRAINT ck_ratio CHECK (a::numeric / b > 0.5),
    CONSTRAINT ck_user CHECK ("user" <> 'x'), CONSTRAINT ck_order CHECK ("order" > 0));
    CREATE UNIQUE INDEX ix_d ON t ((d::int))"#;

/// A cast or a quote that is left out makes another expression.
#[test]
fn sql_keeps_casts_and_quotes_on_postgres() {
    let (Some(plain), Some(more)) =
        (database(Dialect::POSTGRES, "cli_diff_plain"), database(Dialect::POSTGRES, "cli_diff_more"))
    else {
        return;
    };
    let shop = Shop::bare();
    run(&plain, PLAIN);
    run(&plain, "INSERT INTO t VALUES (1, 3, 4, '7', 'ada', 1)");
    run(&more, MORE);
    let there = shop.schema(&["diff", &plain.url, &more.url, "--sql"]);
    assert_eq!(there.code, 1, "{}", there.all());
    run(&plain, &there.stdout);
    assert_eq!(one(&plain, "SELECT round(g, 2)::text FROM t"), "0.75", "{}", there.stdout);
    let checks =
        "SELECT string_agg(pg_get_constraintdef(oid), ' ' ORDER BY conname) FROM pg_constraint WHERE contype = 'c'";
    assert_eq!(one(&plain, checks), one(&more, checks));
    shop.schema(&["diff", &plain.url, &more.url]).fine();

    // The same words without the casts are others, between two databases too.
    run(&more, "ALTER TABLE t DROP CONSTRAINT ck_ratio; ALTER TABLE t ADD CONSTRAINT ck_ratio CHECK (a / b > 0.5)");
    let differs = shop.schema(&["diff", &plain.url, &more.url]);
    assert_eq!(differs.code, 1, "{}", differs.all());
    assert!(differs.stdout.contains("ck_ratio"), "{}", differs.all());
    run(&more, "ALTER TABLE t DROP CONSTRAINT ck_user; ALTER TABLE t ADD CONSTRAINT ck_user CHECK (user <> 'x')");
    let differs = shop.schema(&["diff", &more.url, &plain.url]);
    assert!(differs.stdout.contains("ck_user"), "{}", differs.all());
}

/// What is made anew on SQLite is made whole, with its quotes, and leaves the rows that point to it alone.
#[test]
fn sql_of_a_rebuild_runs_whole_on_sqlite() {
    let (one_side, other) = (database(Dialect::SQLITE, "one").unwrap(), database(Dialect::SQLITE, "other").unwrap());
    let tables = |null: &str| {
        format!(
            r#"CREATE TABLE t (id INTEGER PRIMARY KEY, "order" INT CHECK ("order" > 0), n TEXT{null});
            CREATE TABLE c (id INTEGER PRIMARY KEY, t INTEGER REFERENCES t (id) ON DELETE CASCADE)"#
        )
    };
    run(&one_side, &tables(""));
    run(&one_side, "INSERT INTO t VALUES (1, 1, 'a'), (2, 2, 'b'); INSERT INTO c VALUES (1, 1)");
    run(&other, &tables(" NOT NULL"));
    let shop = Shop::bare();
    let sql = shop.schema(&["diff", &one_side.url, &other.url, "--sql"]).stdout;
    assert!(sql.contains("BEGIN IMMEDIATE;") && sql.trim_end().ends_with("PRAGMA foreign_keys = ON;"), "{sql}");
    assert!(sql.contains(r#"CHECK ("order" > 0)"#), "{sql}");
    one(&one_side, &format!("PRAGMA foreign_keys = ON; {sql}; SELECT 1"));
    shop.schema(&["diff", &one_side.url, &other.url]).fine();
    assert_eq!(one(&one_side, "SELECT (SELECT count(*) FROM t) || ' ' || (SELECT count(*) FROM c)"), "2 1");
}

/// A unique index of the models is a unique constraint of SQLite under the same name: one thing, in either direction.
#[test]
fn sql_makes_a_unique_index_once_on_sqlite() {
    let shop = Shop::with(
        "#[derive(Schema)]\n#[schema(index(name, name = \"ix\", unique))]\nstruct T {\n    #[schema(primary_key)]\n    \
         id: i64,\n    name: String,\n    note: String,\n}\n",
    );
    let (name, note) = ("CREATE UNIQUE INDEX ix ON t (name);", "CREATE UNIQUE INDEX ix ON t (note);");
    for (at, (null, index)) in [(" NOT NULL", ""), ("", name), (" NOT NULL", note), ("", note)].into_iter().enumerate()
    {
        let there = database(Dialect::SQLITE, &format!("unique_{at}")).unwrap();
        run(&there, &format!("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT NOT NULL, note TEXT{null});{index}"));
        run(&there, "INSERT INTO t VALUES (1, 'a', 'b')");
        let back = shop.schema(&["diff", "models", &there.url, "--sql"]).stdout;
        let sql = shop.schema(&["diff", &there.url, "models", "--sql"]).stdout;
        one(&there, &format!("{sql}; SELECT 1"));
        shop.schema(&["diff", &there.url, "models"]).fine();
        one(&there, &format!("{back}; SELECT 1"));
        let [sql, back] = [sql, back].map(|sql| sql.matches("CREATE UNIQUE INDEX").count());
        assert_eq!((sql, back), (1, usize::from(!index.is_empty())));
        let left = one(&there, "SELECT coalesce(max(sql), '') || ';' FROM sqlite_schema WHERE name = 'ix'");
        assert_eq!(left.replace('"', ""), if index.is_empty() { ";" } else { index });
    }
}

/// A name that something idle has is free when the statements need it; what has another name stays.
#[test]
fn sql_drops_what_is_idle_and_in_the_way() {
    let shop = Shop::bare();
    for engine in engines().into_iter().filter(|it| matches!(it.dialect.name(), "postgres" | "mysql")) {
        let dialect = engine.dialect;
        let (old, new) = (database(dialect, "cli_diff_idle").unwrap(), database(dialect, "cli_diff_awake").unwrap());
        for database in [&old, &new] {
            run(database, "CREATE TABLE t (id INT PRIMARY KEY, a INT); CREATE TABLE n (id INT NOT NULL, b INT)");
        }
        let (idle, awake): (&[&str], &[&str]) = match dialect.name() {
            "postgres" => (
                &[
                    // One for each kind of thing that can have the name of an index.
                    "CREATE UNIQUE INDEX n_pkey ON n (id)",
                    "CREATE INDEX uq_b ON n (b)",
                    "CREATE INDEX ix_a ON t (a)",
                    "CREATE INDEX made ON t (a)",
                    "CREATE INDEX ix_other ON t (a)",
                    "UPDATE pg_index SET indisvalid = false WHERE indrelid IN ('t'::regclass, 'n'::regclass) AND NOT indisprimary",
                ],
                &[
                    "ALTER TABLE n ADD PRIMARY KEY (id), ADD CONSTRAINT uq_b UNIQUE (b), ADD CONSTRAINT ix_other CHECK (id > 0)",
                    "CREATE UNIQUE INDEX ix_a ON t (a)",
                    "CREATE TABLE made (id INT)",
                ],
            ),
            _ => (
                &[
                    "ALTER TABLE t ADD CONSTRAINT CK_A CHECK (a > 0) NOT ENFORCED",
                    "ALTER TABLE t ADD CONSTRAINT ck_other CHECK (a > 0) NOT ENFORCED",
                    "ALTER TABLE t ADD CONSTRAINT same CHECK (a > 1) NOT ENFORCED",
                    "ALTER TABLE t ADD CONSTRAINT same FOREIGN KEY (a) REFERENCES t (id)",
                ],
                &[
                    "ALTER TABLE n ADD CONSTRAINT ck_a CHECK (b > 0), ADD CONSTRAINT ck_other UNIQUE (b)",
                    "ALTER TABLE t ADD CONSTRAINT same FOREIGN KEY (a) REFERENCES t (id)",
                ],
            ),
        };
        idle.iter().for_each(|sql| run(&old, sql));
        awake.iter().for_each(|sql| run(&new, sql));
        let there = shop.schema(&["diff", &old.url, &new.url, "--sql"]);
        assert_eq!(there.code, 1, "{}", there.all());
        let drops: Vec<&str> = there.stdout.lines().filter(|line| line.contains("DROP")).collect();
        let wanted: &[&str] = match dialect.name() {
            "postgres" => {
                &["DROP INDEX \"uq_b\";", "DROP INDEX \"n_pkey\";", "DROP INDEX \"made\";", "DROP INDEX \"ix_a\";"]
            }
            _ => &["ALTER TABLE `t` DROP CONSTRAINT `CK_A`;"],
        };
        assert_eq!(drops.iter().collect::<BTreeSet<_>>(), wanted.iter().collect(), "{}", there.stdout);
        run(&old, &there.stdout);
        shop.schema(&["diff", &old.url, &new.url]).fine();
    }
}

/// Constraints that are not enforced came to PostgreSQL with version 18, and so the indexes of partitioned tables that wait.
#[test]
fn sql_leaves_what_is_not_idle_on_postgres() {
    let (Some(old), Some(new)) =
        (database(Dialect::POSTGRES, "cli_diff_waits"), database(Dialect::POSTGRES, "cli_diff_whole"))
    else {
        return;
    };
    let shop = Shop::bare();
    let table = "CREATE TABLE p (id INT) PARTITION BY RANGE (id);
        CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (9); CREATE INDEX p1_ix ON p1 (id)";
    run(&old, table);
    run(&new, table);
    // One that takes the place of its partition's when it has both.
    run(&old, "CREATE INDEX ix ON ONLY p (id)");
    run(&new, "CREATE INDEX ix ON p (id)");
    let there = shop.schema(&["diff", &old.url, &new.url, "--sql"]);
    assert!(!there.stdout.contains("DROP"), "{}", there.all());
}

/// Nobody looks for what a foreign key of the old side leads to, since it goes.
#[test]
fn sql_takes_a_key_to_elsewhere_away() {
    for dialect in [Dialect::MARIADB, Dialect::MYSQL] {
        let names = ["cli_diff_there", "cli_diff_key", "cli_diff_none"];
        let [Some(there), Some(old), Some(new)] = names.map(|name| database(dialect, name)) else { continue };
        run(&there, "CREATE TABLE far (id INT PRIMARY KEY)");
        let far = &there.name;
        run(&old, &format!("CREATE TABLE t (id INT PRIMARY KEY, FOREIGN KEY (id) REFERENCES {far}.far (id))"));
        run(&new, "CREATE TABLE t (id INT PRIMARY KEY)");
        let shop = Shop::bare();
        let sql = shop.schema(&["diff", &old.url, &new.url, "--sql"]);
        assert_eq!(sql.code, 1, "{}", sql.all());
        run(&old, &sql.stdout);
        shop.schema(&["diff", &old.url, &new.url]).fine();
    }
}

/// A file of SQL is loaded into a scratch database, and nothing of it may reach another one.
#[test]
fn a_file_that_leads_out_of_the_scratch_database_is_refused() {
    for engine in engines() {
        let dialect = engine.dialect;
        let database = support::block_on(engine.database("cli_diff_elsewhere"));
        run(&database, "CREATE TABLE t (id INT PRIMARY KEY); INSERT INTO t VALUES (1), (2)");
        let files = match dialect.name() {
            "sqlite" => vec![format!(
                "ATTACH DATABASE '{}' AS other; DROP TABLE other.t;",
                database.url.trim_start_matches("sqlite:")
            )],
            "postgres" => vec!["DROP DATABASE IF EXISTS nobodys; CREATE TABLE t (id INT);".to_owned()],
            _ => {
                let name = &database.name;
                vec![
                    format!("USE `{name}`; DROP TABLE IF EXISTS t; CREATE TABLE t (id INT);"),
                    format!("DROP TABLE IF EXISTS `{name}`.`t`; CREATE TABLE t (id INT);"),
                    format!("/*!50003 DROP TABLE {name}.t */; CREATE TABLE t (id INT);"),
                    format!("CREATE DATABASE /*!32312 IF NOT EXISTS*/ `{name}`; CREATE TABLE t (id INT);"),
                ]
            }
        };
        let server = database.url[..database.url.rfind('/').unwrap_or(0)].to_owned();
        let scratch = if dialect == Dialect::POSTGRES { "/postgres" } else { "/mysql" };
        for file in files {
            let shop = Shop::bare();
            shop.write("dump.sql", &file);
            let mut args = vec!["diff", database.url.as_str(), "dump.sql"];
            let scratch = format!("{server}{scratch}");
            if dialect != Dialect::SQLITE {
                args.extend(["--scratch-url", &scratch]);
            }
            let run = shop.schema(&args);
            assert_eq!(run.code, 2, "{dialect}: {file}\n{}", run.all());
            assert!(run.stderr.contains("affects objects outside the scratch database"), "{dialect}: {}", run.all());
            assert_eq!(one(&database, "SELECT count(*) FROM t"), "2", "{dialect}: {file}");
            if dialect == Dialect::MYSQL || dialect == Dialect::MARIADB {
                shop.write("old/20240101000000_a.sql", &file);
                let name = dialect.name();
                let run = shop.schema(&["import", "sqlx", "old", "--dialect", name, "--scratch-url", &scratch]);
                assert!(
                    run.stderr.contains("affects objects outside the scratch database"),
                    "{dialect}: {}",
                    run.all()
                );
                assert_eq!(one(&database, "SELECT count(*) FROM t"), "2", "{dialect}: {file}");
            }
        }
    }
}

/// What the servers' own tools write, with all that they put around a schema.
#[test]
fn dumps_are_read_as_they_are() {
    let shop = Shop::bare();
    for engine in engines() {
        let dialect = engine.dialect;
        let dumps: &[&str] = match dialect.name() {
            "postgres" => &[
                "SELECT pg_catalog.set_config('search_path', '', false);\n\
                 CREATE TABLE public.t (id integer NOT NULL, n text, CONSTRAINT t_pkey PRIMARY KEY (id));",
                "--\n-- PostgreSQL database dump\n--\n\n\\restrict aBcDeF0123\n\nSET client_encoding = 'UTF8';\n\
                 SET search_path = pg_catalog;\nBEGIN;\nCREATE TABLE public.t (\n    id integer NOT NULL,\n    n text\n);\n\
                 COPY public.t (id, n) FROM stdin;\n1\tit's (\n2\t\\N\n\\.\n\n\
                 ALTER TABLE ONLY public.t ADD CONSTRAINT t_pkey PRIMARY KEY (id);\nCOMMIT;\n\\unrestrict aBcDeF0123\n",
                "CREATE SCHEMA x; SET search_path = x; CREATE TABLE public.t (id int PRIMARY KEY, n text);",
            ],
            "sqlite" => &[
                "CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, n TEXT);\nCREATE TABLE sqlite_sequence(name,seq);",
                "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nCREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, n TEXT);\n\
                 INSERT INTO t VALUES(1,'a');\nANALYZE sqlite_schema;\nINSERT INTO sqlite_stat1 VALUES('t',NULL,'1');\n\
                 DELETE FROM sqlite_sequence;\nINSERT INTO sqlite_sequence VALUES('t',1);\nCOMMIT;",
                "CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, n TEXT);\n\
                 CREATE TABLE sqlite_stat1(tbl,idx,stat);\nCREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample);",
            ],
            _ => continue,
        };
        let database = support::block_on(engine.database("cli_dumps"));
        run(
            &database,
            match dialect.name() {
                "sqlite" => "CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, n TEXT)",
                _ => "CREATE TABLE t (id INT PRIMARY KEY, n TEXT)",
            },
        );
        let scratch = format!("{}/postgres", &database.url[..database.url.rfind('/').unwrap_or(0)]);
        for dump in dumps {
            shop.write("dump.sql", dump);
            let mut args = vec!["diff", database.url.as_str(), "dump.sql", "--sql"];
            if dialect != Dialect::SQLITE {
                args.extend(["--scratch-url", &scratch]);
            }
            let equal = shop.schema(&args);
            assert_eq!((equal.code, equal.stdout.as_str()), (0, ""), "{dump}\n{}", equal.all());
        }
    }
}
