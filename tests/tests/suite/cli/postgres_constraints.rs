//! Checks and foreign keys of PostgreSQL that leave out some rows or tables: `NOT VALID` and `NO INHERIT`, through the tool.

use crate::support;
use crate::support::shop::Shop;
use crate::support::{Database, Engine, engines};
use schema_core::schema::Dialect;
use schema_core::script::Script;

/// Every version that there is.
fn servers() -> impl Iterator<Item = Engine> {
    engines().into_iter().filter(|engine| engine.dialect == Dialect::POSTGRES)
}

fn database(engine: &Engine, name: &str, sql: &str) -> Database {
    let database = support::block_on(engine.database(name));
    run(&database, sql);
    database
}

fn tried(database: &Database, sql: &str) -> Result<u64, String> {
    support::block_on(async {
        let mut session = database.session().await;
        let result = session.execute(sql).await.map_err(|error| error.to_string());
        session.close().await.unwrap();
        result
    })
}

#[track_caller]
fn run(database: &Database, sql: &str) {
    tried(database, sql).unwrap_or_else(|error| panic!("{error}\n{sql}"));
}

/// The checks and foreign keys, as the server writes them.
fn constraints(database: &Database) -> Vec<String> {
    support::block_on(async {
        let mut session = database.session().await;
        let sql = "SELECT conname || ': ' || pg_get_constraintdef(oid) FROM pg_constraint
            WHERE contype IN ('c', 'f') AND conrelid <> 0 AND connamespace = 'public'::regnamespace ORDER BY conname";
        let rows = session.rows(sql).await.unwrap();
        session.close().await.unwrap();
        rows.iter().map(|row| row.text(0).to_owned()).collect()
    })
}

const KEPT: &str = "CREATE TABLE u (id int PRIMARY KEY);
    CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL, b text, u int);
    INSERT INTO t VALUES (1, -1, NULL, 9);
    ALTER TABLE t ADD CONSTRAINT ck_late CHECK (a > 0) NOT VALID,
        ADD CONSTRAINT ck_own CHECK (b IS NULL OR id > 0) NO INHERIT,
        ADD CONSTRAINT ck_both CHECK (b IS NOT NULL) NO INHERIT NOT VALID,
        ADD CONSTRAINT fk_late FOREIGN KEY (u) REFERENCES u NOT VALID";

/// An adopted database has them in its models and revisions, and keeps them in what is written later.
#[test]
fn adopted_constraints_stay_what_they_are() {
    for engine in servers() {
        let old = database(&engine, "cli_kept_constraints", KEPT);
        let new = database(&engine, "cli_new_constraints", "");
        let kept = constraints(&old);
        assert_eq!(kept.iter().filter(|it| it.ends_with("NOT VALID")).count(), 3, "{kept:?}");
        assert_eq!(kept.iter().filter(|it| it.contains("NO INHERIT")).count(), 2, "{kept:?}");
        let shop = Shop::bare();
        let said = shop.schema(&["adopt", "--dialect", "postgres", &old.url]).fine();
        assert!(!said.all().contains("constraint that is not validated"), "a model says it: {}", said.all());
        shop.write("src/main.rs", "mod models;\nfn main() {}\n");
        shop.schema(&["upgrade", "--database-url", &new.url]).fine();
        assert_eq!(constraints(&new), kept, "a new database has the same");
        for url in [&old.url, &new.url] {
            shop.schema(&["check", "--database-url", url]).fine();
            shop.schema(&["diff", "models", url, "--sql"]).fine();
        }
        // The checks over `b` are taken off while it becomes a number, and put back.
        let models = shop.read("src/models.rs");
        shop.write("src/models.rs", &models.replace("b: Option<String>", "b: Option<i32>"));
        shop.schema(&["revision", "-m", "number"]).fine();
        for url in [&old.url, &new.url] {
            shop.schema(&["upgrade", "--database-url", url]).fine();
            shop.schema(&["check", "--database-url", url]).fine();
        }
        let then = constraints(&old);
        assert_eq!(then, constraints(&new));
        assert_eq!(then.iter().filter(|it| it.ends_with("NOT VALID")).count(), 3, "{then:?}");
        assert_eq!(then.iter().filter(|it| it.contains("NO INHERIT")).count(), 2, "{then:?}");
        for database in [&old, &new] {
            shop.schema(&["downgrade", "-1", "--yes", "--database-url", &database.url]).fine();
            assert_eq!(constraints(database), kept);
        }
    }
}

/// What a model no longer leaves out is validated, and a row that breaks it stops the upgrade.
#[test]
fn constraints_are_validated() {
    for engine in servers() {
        let database = database(&engine, "cli_validated_constraints", KEPT);
        let kept = constraints(&database);
        let shop = Shop::bare();
        shop.schema(&["adopt", "--dialect", "postgres", &database.url]).fine();
        shop.write("src/main.rs", "mod models;\nfn main() {}\n");
        let models = shop.read("src/models.rs");
        shop.write("src/models.rs", &models.replace(", not_valid", ""));
        let check = shop.schema(&["check"]);
        assert_eq!(check.code, 1, "{}", check.all());
        assert!(
            check.all().contains("model change without a revision: validate check constraint `ck_late` on `t`"),
            "{}",
            check.all()
        );
        shop.schema(&["revision", "-m", "valid", "--repair", "none"]).fine();
        let up = std::fs::read_to_string(shop.revisions().last().unwrap().join("up.sql")).unwrap();
        assert_eq!(up.matches("VALIDATE CONSTRAINT").count(), 3, "{up}");
        assert!(!up.contains("ADD CONSTRAINT") && !up.contains("DROP CONSTRAINT"), "{up}");
        let upgrade = ["upgrade", "--database-url", database.url.as_str()];
        let stopped = shop.schema(&upgrade);
        assert_eq!(stopped.code, 5, "{}", stopped.all());
        assert_eq!(constraints(&database), kept);
        run(&database, "DELETE FROM t; INSERT INTO u VALUES (9); INSERT INTO t VALUES (1, 9, '5', 9)");
        shop.schema(&upgrade).fine();
        assert!(constraints(&database).iter().all(|it| !it.contains("NOT VALID")));
        shop.schema(&["check", "--database-url", &database.url]).fine();
        shop.schema(&["downgrade", "-1", "--yes", "--database-url", &database.url]).fine();
        assert_eq!(constraints(&database), kept);
        shop.schema(&upgrade).fine();
    }
}

/// Between two databases all of it is a difference, and is written as it is.
#[test]
fn databases_are_compared_exactly() {
    for engine in servers() {
        let plain =
            KEPT.replace("NOT VALID", "").replace("NO INHERIT", "").replace("(1, -1, NULL, 9)", "(1, 9, '5', NULL)");
        let kept = KEPT.replace("(1, -1, NULL, 9)", "(1, 9, '5', NULL)");
        let tables = KEPT.split("INSERT").next().unwrap();
        let shop = Shop::bare();
        let dump = shop.path("dump.sql");
        std::fs::write(&dump, KEPT).unwrap();
        for from in [tables, &plain, &kept] {
            for to in [tables, &plain, &kept] {
                let (old, new) = (database(&engine, "cli_from_kinds", from), database(&engine, "cli_to_kinds", to));
                let sql = shop.schema(&["diff", &old.url, &new.url, "--sql"]);
                assert_eq!(sql.code, i32::from(constraints(&old) != constraints(&new)), "{}", sql.all());
                run(&old, &sql.stdout);
                assert_eq!(constraints(&old), constraints(&new), "{}", sql.stdout);
                shop.schema(&["diff", &old.url, &new.url]).fine();
            }
            let old = database(&engine, "cli_from_dump_kinds", from);
            let scratch = database(&engine, "cli_scratch_kinds", "");
            let sql = shop.schema(&["diff", &old.url, "dump.sql", "--sql", "--scratch-url", &scratch.url]);
            run(&old, &sql.stdout);
            assert_eq!(constraints(&old), constraints(&database(&engine, "cli_dumped_kinds", KEPT)), "{}", sql.all());
            shop.schema(&["diff", &old.url, "dump.sql", "--scratch-url", &scratch.url]).fine();
        }
    }
}

/// What stands on a column of an enum names that enum, and is written in the words of the side to which the SQL leads.
#[test]
fn checks_and_indexes_over_a_column_that_gets_another_enum() {
    let tables = |of: &str| {
        format!(
            "CREATE TABLE t (id int PRIMARY KEY, s {of}, CHECK (s > 'a')); CREATE INDEX i ON t (s) WHERE s = 'a';
             CREATE INDEX e ON t ((CASE s WHEN 'a'::{of} THEN 1 END)); INSERT INTO t VALUES (1, 'b')"
        )
    };
    let first = "CREATE TYPE e1 AS ENUM ('a', 'b');";
    let second = "CREATE TYPE e2 AS ENUM ('a', 'b');";
    for engine in servers() {
        for start in [format!("{first}{second}"), first.to_owned()] {
            let from = database(&engine, "cli_enum_from", &format!("{start}{}", tables("e1")));
            let to = database(&engine, "cli_enum_to", &format!("{second}{}", tables("e2")));
            let shop = Shop::bare();
            shop.schema(&["init", "--dialect", "postgres"]).fine();
            let sql = shop.schema(&["diff", &from.url, &to.url, "--sql"]);
            assert_eq!(sql.code, 1, "{}", sql.all());
            support::block_on(async {
                let mut session = from.session().await;
                let script = Script::parse(Dialect::POSTGRES, &sql.stdout).unwrap();
                for statement in &script.statements {
                    let done = session.execute(&statement.text).await;
                    done.unwrap_or_else(|error| panic!("{error}\n{}\n{}", statement.text, sql.stdout));
                }
                session.close().await.unwrap();
            });
            for pair in [[&from.url, &to.url], [&to.url, &from.url]] {
                shop.schema(&["diff", pair[0], pair[1]]).fine();
            }
            assert_eq!(constraints(&from), constraints(&to));
        }
    }
}
