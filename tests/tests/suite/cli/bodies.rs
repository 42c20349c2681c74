//! Bodies of functions, views, triggers and procedures that name what a revision renames: which of them are told.

use crate::support;
use crate::support::shop::Shop;
use crate::support::{Database, engines};
use schema_core::schema::{Dialect, Engines};

fn run(database: &Database, statements: &[&str]) {
    support::block_on(async {
        let mut session = database.session().await;
        for sql in statements {
            session.execute(sql).await.unwrap_or_else(|error| panic!("{error}\n{sql}"));
        }
        session.close().await.unwrap();
    });
}

/// A name that stands somewhere in the script is none that the script replaces.
#[test]
fn bodies_are_told_but_for_those_that_the_script_deals_with() {
    let shop = Shop::bare();
    shop.schema(&["init", "--dialect", "postgres,mariadb,mysql"]).fine();
    let models = |column: &str| {
        format!(
            "#[derive(Schema)]\n#[schema(table = \"orders\")]\nstruct Order {{\n    #[schema(primary_key)]\n    id: i64,\n    \
             {column}: i32,\n}}\n"
        )
    };
    shop.models(&models("total"));
    shop.schema(&["revision", "-m", "one"]).fine();
    shop.models(&models("amount"));
    shop.schema(&["revision", "-m", "two", "--rename", "orders.total:orders.amount"]).fine();
    for engine in engines().into_iter().filter(|engine| engine.dialect != Dialect::SQLITE) {
        let database = support::block_on(engine.database("cli_bodies_told"));
        let go = |args: &[&str]| shop.schema_on(&database.url, args).fine();
        go(&["upgrade", "+1"]);
        let (made, kinds, again, end): (&[&str], [&str; 5], &str, &str) = match engine.dialect.name() {
            "postgres" => (
                &[
                    "CREATE FUNCTION orders() RETURNS bigint LANGUAGE sql AS 'SELECT sum(total) FROM orders'",
                    "CREATE FUNCTION total() RETURNS bigint LANGUAGE sql AS 'SELECT sum(total) FROM orders'",
                    "CREATE FUNCTION rename() RETURNS bigint LANGUAGE sql AS 'SELECT sum(total) FROM orders'",
                    "CREATE FUNCTION again() RETURNS bigint LANGUAGE sql AS 'SELECT sum(total) FROM orders'",
                    "CREATE PROCEDURE gone() LANGUAGE sql AS 'SELECT sum(total) FROM orders'",
                ],
                ["function", "function", "function", "function", "procedure"],
                "CREATE OR REPLACE FUNCTION Again() RETURNS bigint LANGUAGE sql AS 'SELECT sum(amount) FROM orders';",
                "DROP PROCEDURE IF EXISTS gone();",
            ),
            _ => (
                &[
                    "CREATE VIEW `order` AS SELECT total FROM orders",
                    "CREATE PROCEDURE tot() SELECT total FROM orders",
                    "CREATE FUNCTION `rename`() RETURNS INT READS SQL DATA RETURN (SELECT MAX(total) FROM orders)",
                    "CREATE VIEW again AS SELECT total FROM orders",
                    "CREATE TRIGGER gone BEFORE INSERT ON orders FOR EACH ROW SET NEW.total = 1",
                ],
                ["view", "procedure", "function", "view", "trigger"],
                "CREATE OR REPLACE SQL SECURITY INVOKER VIEW again AS SELECT amount FROM orders;",
                "DROP TRIGGER IF EXISTS gone;",
            ),
        };
        run(&database, made);
        let told = go(&["upgrade", "--dry-run"]);
        for kind in kinds {
            assert!(told.stderr.contains(&format!("which {kind} ")), "{kind}: {}", told.all());
        }
        assert_eq!(told.stderr.matches("it will fail unless").count(), kinds.len(), "{}", told.all());
        let file = shop.revisions()[1].join(format!("{}/up.sql", engine.dialect));
        let file = if file.exists() { file } else { shop.revisions()[1].join(format!("up.{}.sql", engine.dialect)) };
        let text = std::fs::read_to_string(&file).unwrap();
        std::fs::write(
            &file,
            format!("-- again and gone are dealt with below, tot is not\n{text}\n{again}\n\n{end}\n"),
        )
        .unwrap();
        for told in [go(&["upgrade", "--dry-run"]), go(&["upgrade"])] {
            assert_eq!(told.stderr.matches("it will fail unless").count(), 3, "{}", told.all());
            let names = ["again", "gone"].map(|name| told.stderr.contains(&format!("{name} names")));
            assert_eq!(names, [false, false], "{}", told.all());
        }
    }
}

/// Bodies that are a block without `BEGIN`, and columns that are called like the words around a body.
#[test]
fn scripts_have_bodies_of_each_form() {
    for engine in engines() {
        let shop = Shop::bare();
        shop.schema(&["init", "--dialect", engine.dialect.name()]).fine();
        shop.schema(&["revision", "--empty", "-m", "one"]).fine();
        let table = "CREATE TABLE body_rows (id INTEGER PRIMARY KEY, \"begin\" INTEGER, \"end\" INTEGER);\n";
        let (up, down, use_it) = match engine.dialect.name() {
            "sqlite" => (
                "CREATE TRIGGER body_trigger AFTER INSERT ON body_rows WHEN new.begin > 1 BEGIN\nUPDATE body_rows SET end = \
                 CASE WHEN new.begin THEN new.begin + 3 END;\nUPDATE body_rows SET begin = 0;\nEND;",
                "",
                "INSERT INTO body_rows VALUES (1, 2, 0)",
            ),
            "postgres" => (
                "CREATE PROCEDURE body_fill(at int) LANGUAGE sql BEGIN ATOMIC\nINSERT INTO body_rows VALUES (at, 1, 0);\nUPDATE \
                 body_rows SET \"end\" = CASE WHEN at = 1 THEN 5 END;\nEND;",
                "DROP PROCEDURE body_fill;",
                "CALL body_fill(1)",
            ),
            _ => (
                "CREATE TRIGGER body_trigger BEFORE INSERT ON body_rows FOR EACH ROW\nIF NEW.begin > 1 THEN SET NEW.end = \
                 NEW.begin; ELSE SET NEW.end = 0; END IF;\nCREATE PROCEDURE body_fill(IN most INT)\nl: LOOP\nSET @at = \
                 IFNULL(@at, 0) + 1; IF @at > most THEN LEAVE l; END IF;\nINSERT INTO body_rows (id, begin) VALUES (@at, \
                 @at);\nEND LOOP l;",
                "DROP PROCEDURE body_fill;",
                "CALL body_fill(3)",
            ),
        };
        let folder = shop.revisions().pop().unwrap();
        let table = if engine.is_mysql() { table.replace('"', "`") } else { table.to_owned() };
        std::fs::write(folder.join("up.sql"), format!("{table}{up}\n")).unwrap();
        std::fs::write(folder.join("down.sql"), format!("{down}\nDROP TABLE body_rows;\n")).unwrap();
        let database = support::block_on(engine.database("cli_bodies_forms"));
        let go = |args: &[&str]| shop.schema_on(&database.url, args).fine();
        for _ in 0..2 {
            go(&["upgrade"]);
            let quote = engine.dialect.name_quote();
            let sum = support::block_on(async {
                let mut session = database.session().await;
                session.execute(use_it).await.unwrap();
                let rows = session.rows(&format!("SELECT SUM({quote}end{quote}) FROM body_rows")).await.unwrap();
                session.close().await.unwrap();
                rows[0].get(0).map(str::to_owned)
            });
            assert_eq!(sum.as_deref(), Some("5"), "{}", engine.dialect);
            go(&["downgrade", "-1", "--yes"]);
        }
    }
}

/// Routines and packages of MariaDB in the mode of another engine, where `RETURN` has the type and declarations stand before `BEGIN`.
#[test]
fn scripts_have_routines_in_the_mode_of_another_engine() {
    let Some(engine) = support::engine(Dialect::MARIADB) else { return };
    let shop = Shop::bare();
    shop.schema(&["init", "--dialect", "mariadb"]).fine();
    shop.schema(&["revision", "--empty", "-m", "one"]).fine();
    let up = "CREATE TABLE mode_rows (id INT PRIMARY KEY);\n\
        CREATE PROCEDURE mode_plain() IF 1 THEN DO IF(1, SLEEP(0), 0); INSERT INTO mode_rows VALUES (1); END IF;\n\
        CREATE EVENT mode_event ON SCHEDULE EVERY 1 DAY DO DO IF(1, SLEEP(0), 0);\n\
        SET sql_mode = ORACLE;\n\
        CREATE FUNCTION mode_plus(a INT) RETURN INT AS b INT := 1; BEGIN RETURN a + b; END;\n\
        CREATE FUNCTION mode_two RETURN INT IS BEGIN RETURN 2; END mode_two;\n\
        CREATE PROCEDURE mode_fill AS CURSOR c IS SELECT 1 AS d; BEGIN <<l>> BEGIN INSERT INTO mode_rows VALUES (mode_two()); \
        END l; FOR i IN 3..4 LOOP INSERT INTO mode_rows VALUES (i); END LOOP; END;\n\
        CREATE PACKAGE mode_package AS PROCEDURE p; FUNCTION f(a INT) RETURN INT; END;\n\
        CREATE PACKAGE BODY mode_package AS c INT := 5; PROCEDURE p AS BEGIN INSERT INTO mode_rows VALUES (f(c)); END; \
        FUNCTION f(a INT) RETURN INT IS BEGIN RETURN CASE WHEN a THEN a ELSE 0 END; END; BEGIN c := 6; END;\n\
        CREATE TRIGGER mode_trigger BEFORE INSERT ON mode_rows FOR EACH ROW DECLARE b INT := 0; BEGIN :NEW.id := :NEW.id + b; \
        END;\n";
    let folder = shop.revisions().pop().unwrap();
    std::fs::write(folder.join("up.sql"), up).unwrap();
    let database = support::block_on(engine.database("cli_bodies_mode"));
    let told = shop.schema(&["upgrade", "--database-url", &database.url]).fine();
    assert!(told.all().contains("10 statements"), "{}", told.all());
    run(&database, &["CALL mode_plain()", "CALL mode_fill()", "SET sql_mode = ORACLE", "CALL mode_package.p()"]);
    let rows = support::block_on(async {
        let mut session = database.session().await;
        let rows = session.rows("SELECT SUM(mode_plus(id)) FROM mode_rows").await.unwrap();
        session.close().await.unwrap();
        rows[0].get(0).map(str::to_owned)
    });
    // 1, 2, 3, 4 and 6, each with one more.
    assert_eq!(rows.as_deref(), Some("21"));
}
