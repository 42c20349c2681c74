//! MySQL and MariaDB: what the catalogs do not tell as it is.

use crate::support;
use crate::support::shop::{Run, Shop};
use crate::support::{Database, Engine, engines};
use schema_core::schema::Dialect;

/// The engines that this is about.
fn servers() -> Vec<Engine> {
    engines().into_iter().filter(Engine::is_mysql).collect()
}

fn database(engine: &Engine, name: &str) -> Database {
    support::block_on(engine.database(name))
}

/// Runs statements on a database, until one of them fails.
fn tried(database: &Database, statements: &[&str]) -> Result<(), String> {
    support::block_on(async {
        let mut session = database.session().await;
        let mut result = Ok(());
        for statement in statements {
            if let Err(error) = session.execute(statement).await {
                result = Err(format!("{error}\n{statement}"));
                break;
            }
        }
        session.close().await.unwrap();
        result
    })
}

#[track_caller]
fn execute(database: &Database, statements: &[&str]) {
    tried(database, statements).unwrap();
}

/// The first column of the rows of a query.
fn read(database: &Database, query: &str) -> Vec<String> {
    support::block_on(async {
        let mut session = database.session().await;
        let rows = session.rows(query).await.unwrap_or_else(|error| panic!("{error}\n{query}"));
        session.close().await.unwrap();
        rows.iter().map(|row| row.get(0).unwrap_or("NULL").to_owned()).collect()
    })
}

/// A package with the models and the first revision of what the database has.
fn adopted(database: &Database) -> (Shop, Run) {
    let shop = Shop::bare();
    let told = shop.schema(&["adopt", &database.url]).fine();
    shop.write("src/main.rs", "#![allow(dead_code)]\nmod models;\n\nfn main() {}\n");
    (shop, told)
}

fn upgrade(shop: &Shop, database: &Database) -> Run {
    shop.schema(&["upgrade", "--database-url", &database.url])
}

/// Nothing differs to any command that compares.
#[track_caller]
fn agree(shop: &Shop, database: &Database) {
    let url = database.url.as_str();
    shop.schema(&["check", "--database-url", url]).fine();
    shop.schema(&["diff", url, "models"]).fine();
    shop.schema(&["diff", "head", url]).fine();
}

/// The catalogs have `?` for a character of four bytes, and so has `SHOW CREATE TABLE`.
#[test]
fn values_of_enums_are_read_as_they_are() {
    for engine in servers() {
        let database = database(&engine, "cli_mysql_catalogs_enums");
        execute(
            &database,
            &[
                "CREATE TABLE t (id INT PRIMARY KEY, e ENUM('a', '😀', '?', 'it''s \\\\ 😀?') NOT NULL DEFAULT '😀', \
                 s SET('x', '😀', '?')) CHARSET = utf8mb4",
                "INSERT INTO t VALUES (1, '😀', 'x,😀'), (2, '?', '?'), (3, 'it''s \\\\ 😀?', NULL)",
            ],
        );
        let rows = read(&database, "SELECT CONCAT_WS(' ', e, s) FROM t ORDER BY id");
        let (shop, told) = adopted(&database);
        assert!(!told.stderr.contains("cannot be read"), "{}", told.all());
        let models = shop.read("src/models.rs");
        for text in ["\"😀\"", "\"?\"", "\"it's \\\\ 😀?\""] {
            assert!(models.contains(text), "{text}\n{models}");
        }
        let values = models.split_once("pub enum E {").expect("an enum for the column").0.len() + "pub enum E {".len();
        shop.write("src/models.rs", &format!("{}\n    More,{}", &models[..values], &models[values..]));
        shop.schema(&["revision", "-m", "more"]).fine();
        let fresh = support::block_on(engine.database("cli_mysql_catalogs_enums_fresh"));
        for database in [&database, &fresh] {
            upgrade(&shop, database).fine();
            execute(database, &["INSERT INTO t (id, e, s) VALUES (4, '😀', '😀'), (5, 'more', 'x')"]);
            agree(&shop, database);
            execute(database, &["DELETE FROM t WHERE id > 3"]);
            shop.schema(&["downgrade", "-1", "--yes", "--database-url", &database.url]).fine();
            upgrade(&shop, database).fine();
        }
        assert_eq!(read(&database, "SELECT CONCAT_WS(' ', e, s) FROM t ORDER BY id"), rows);
        // Another value in the same place is a difference.
        execute(&database, &["UPDATE t SET s = NULL", "ALTER TABLE t MODIFY s SET('x', '😀😀', '?')"]);
        let check = shop.schema(&["check", "--database-url", &database.url]);
        assert!(check.code == 1 && check.stdout.contains("`t.s` differs"), "{}", check.all());
    }
}

/// MariaDB tells a sequence with its database, and a new database has one of its own.
#[test]
fn defaults_draw_from_the_sequences_of_their_own_database() {
    for engine in servers().into_iter().filter(|engine| engine.dialect == Dialect::MARIADB) {
        let database = database(&engine, "cli_mysql_catalogs_drawn");
        execute(
            &database,
            &[
                "CREATE SEQUENCE s START WITH 5 INCREMENT BY 2",
                "CREATE SEQUENCE `un``used`",
                "CREATE TABLE t (id INT PRIMARY KEY, f INT DEFAULT NEXTVAL(s), g INT DEFAULT (NEXT VALUE FOR s + 1), \
                 v VARCHAR(40) DEFAULT 'nextval(`cli_mysql_catalogs_drawn`.`s`)', CONSTRAINT ck CHECK (f > 0)) CHARSET = utf8mb4",
                "INSERT INTO t (id) VALUES (1)",
            ],
        );
        let (shop, told) = adopted(&database);
        let models = shop.read("src/models.rs");
        assert!(models.contains("default(sql = \"nextval(`s`)\")"), "{models}");
        assert!(models.contains("nextval(`cli_mysql_catalogs_drawn`.`s`)"), "{models}");
        assert!(told.stderr.contains("the first revision creates it in a new database: sequence s"), "{}", told.all());
        assert!(told.stderr.contains("unmanaged, left unchanged: sequence un`used"), "{}", told.all());
        agree(&shop, &database);
        let fresh = support::block_on(engine.database("cli_mysql_catalogs_drawn_fresh"));
        upgrade(&shop, &fresh).fine();
        agree(&shop, &fresh);
        execute(&database, &["DROP TABLE t", "DROP SEQUENCE s"]);
        execute(&fresh, &["INSERT INTO t (id) VALUES (1), (2)"]);
        assert_eq!(read(&fresh, "SELECT CONCAT_WS(' ', f, g) FROM t ORDER BY id"), ["5 8", "9 12"]);
        // A text that differs is compared through the server.
        let models = models.replace("f > 0", "(f) > 0").replace("`f` > 0", "(`f`) > 0");
        shop.write("src/models.rs", &models);
        shop.schema(&["diff", &fresh.url, "models"]).fine();
        shop.schema(&["downgrade", "base", "--yes", "--database-url", &fresh.url]).fine();
        upgrade(&shop, &fresh).fine();
    }
}

/// The catalogs of old MariaDB have `?` for a byte that is no text.
#[test]
fn defaults_of_bytes_are_read_as_they_are() {
    for engine in servers() {
        let database = database(&engine, "byte_defaults");
        let columns = [
            ("varbinary(8)", "x'ff00fe'"),
            ("varbinary(8) NOT NULL", "x'ff00fe'"),
            ("varbinary(8) NOT NULL", "'?'"),
            ("varbinary(8)", "'abc'"),
            ("varbinary(16) NOT NULL", "x'f09f9880ff'"),
            ("varbinary(16)", "x'f09f9880'"),
            ("binary(4) NOT NULL", "x'ff'"),
            ("binary(4)", "'?'"),
            ("binary(16) NOT NULL", "x'ff000000000000000000000000000001'"),
            ("varbinary(4)", "x'2700'"),
        ];
        let all: Vec<String> =
            columns.iter().enumerate().map(|(at, (ty, value))| format!("c{at} {ty} DEFAULT {value}")).collect();
        execute(&database, &[&format!("CREATE TABLE b (id bigint PRIMARY KEY, {})", all.join(", "))]);
        let (shop, _) = adopted(&database);
        agree(&shop, &database);
        // What the revision makes has the same bytes.
        let again = self::database(&engine, "byte_defaults_again");
        upgrade(&shop, &again).fine();
        let hex: Vec<String> = (0..columns.len()).map(|at| format!("HEX(c{at})")).collect();
        let bytes = |database: &Database| {
            execute(database, &["INSERT INTO b (id) VALUES (1)"]);
            read(database, &format!("SELECT CONCAT_WS(',', {}) FROM b", hex.join(", ")))
        };
        assert_eq!(bytes(&again), bytes(&database), "{}", engine.dialect);
    }
}
