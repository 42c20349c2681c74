//! MySQL and MariaDB as a user meets them: what only these engines do to a schema, driven through the program with rows in the
//! tables.

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

/// Runs statements on a database.
fn execute(database: &Database, statements: &[&str]) {
    support::block_on(async {
        let mut session = database.session().await;
        for statement in statements {
            session.execute(statement).await.unwrap_or_else(|error| panic!("{error}\n{statement}"));
        }
        session.close().await.unwrap();
    });
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

/// A package for both engines, with a first revision that makes these models.
fn shop(models: &str) -> Shop {
    let shop = Shop::bare();
    shop.schema(&["init", "--dialect", "mariadb,mysql"]).fine();
    shop.models(models);
    shop.schema(&["revision", "-m", "first"]).fine();
    shop
}

fn upgrade(shop: &Shop, database: &Database) -> Run {
    shop.schema(&["upgrade", "--database-url", &database.url])
}

/// Nothing differs to any command that compares.
#[track_caller]
fn agree(shop: &Shop, database: &Database) {
    let url = database.url.as_str();
    shop.schema(&["check", "--database-url", url]).fine();
    shop.schema(&["stamp", "head", "--database-url", url]).fine();
    shop.schema(&["diff", url, "models"]).fine();
    shop.schema(&["diff", "head", url]).fine();
}

/// An enum has no name on the server, so what is read is called by its column.
#[test]
fn enum_columns_that_are_not_called_like_their_enum() {
    let models = r#"
#[derive(SchemaEnum)]
enum Status { Active, Locked }

#[derive(SchemaEnum)]
enum Kind { A, B }

#[derive(Schema)]
#[schema(table = "users")]
struct User {
    #[schema(primary_key)]
    id: i64,
    state: Status,
    #[schema(default = "locked")]
    state2: Option<Status>,
}

#[derive(Schema)]
#[schema(table = "posts")]
struct Post {
    #[schema(primary_key)]
    id: i64,
    // Another list by the name of a column of `users`.
    state: Kind,
}
"#;
    let shop = shop(models);
    for engine in servers() {
        let database = database(&engine, "cli_mysql_enums");
        upgrade(&shop, &database).fine();
        execute(
            &database,
            &["INSERT INTO users (id, state) VALUES (1, 'active')", "INSERT INTO posts VALUES (1, 'b')"],
        );
        agree(&shop, &database);
        assert_eq!(read(&database, "SELECT CONCAT(state, state2) FROM users"), ["activelocked"]);
        let url = database.url.as_str();
        shop.schema(&["stamp", "--purge", "--yes", "head", "--database-url", url]).fine();
        shop.schema(&["downgrade", "-1", "--yes", "--database-url", url]).fine();
        upgrade(&shop, &database).fine();
        agree(&shop, &database);
        // What somebody changed is still seen.
        execute(&database, &["ALTER TABLE users MODIFY state ENUM('active', 'gone') NOT NULL"]);
        let check = shop.schema(&["check", "--database-url", url]);
        assert_eq!(check.code, 1, "{}", check.all());
        assert!(check.stdout.contains("~ column `users.state` differs"), "{}", check.all());
    }
}

/// Nothing is rolled back here: what rows stop leaves every value where it was.
#[test]
fn rows_that_stop_an_upgrade_lose_nothing() {
    let before = r#"
#[derive(Schema)]
#[schema(table = "mails")]
struct Mail {
    #[schema(primary_key)]
    id: i64,
}

#[derive(Schema)]
#[schema(table = "notes")]
struct Note {
    #[schema(primary_key)]
    id: i64,
}

#[derive(Schema)]
#[schema(table = "users")]
struct User {
    #[schema(primary_key)]
    id: i64,
    #[schema(max_length = 9)]
    mail: String,
}
"#;
    let after = before
        .replace(
            "    #[schema(max_length = 9)]\n    mail: String,",
            "    #[schema(references(Mail::id))]\n    mail_id: i64,",
        )
        .replace("struct Note {", "struct Gone {")
        .replace("table = \"notes\"", "table = \"letters\"");
    let shop = shop(before);
    shop.models(&after);
    let flags = ["--no-rename", "users.mail_id", "--no-rename", "letters", "--fill", "users.mail_id=1"];
    shop.schema(&[&["revision", "-m", "keys", "--repair", "none"], &flags[..]].concat()).fine();
    for engine in servers() {
        let database = database(&engine, "cli_mysql_order");
        let url = database.url.as_str();
        shop.schema(&["upgrade", "first", "--database-url", url]).fine();
        execute(&database, &["INSERT INTO users VALUES (7, 'ada')", "INSERT INTO notes VALUES (8)"]);
        let stopped = upgrade(&shop, &database);
        assert_eq!(stopped.code, 5, "{}", stopped.all());
        assert_eq!(read(&database, "SELECT mail FROM users"), ["ada"]);
        assert_eq!(read(&database, "SELECT id FROM notes"), ["8"]);
        execute(&database, &["INSERT INTO mails VALUES (1)"]);
        upgrade(&shop, &database).fine();
        agree(&shop, &database);
        shop.schema(&["downgrade", "-1", "--yes", "--database-url", url]).fine();
        shop.schema(&["check", "--database-url", url]);
        upgrade(&shop, &database).fine();
        assert_eq!(read(&database, "SELECT mail_id FROM users"), ["1"]);
    }
}

/// A package that adopted a database.
fn adopted(database: &Database) -> (Shop, Run) {
    let shop = Shop::bare();
    let run = shop.schema(&["adopt", &database.url]).fine();
    shop.write("src/main.rs", "#![allow(dead_code)]\nmod models;\n\nfn main() {}\n");
    (shop, run)
}

/// Changes the adopted models, and writes a revision for that.
#[track_caller]
fn change(shop: &Shop, from: &str, to: &str) {
    let models = shop.read("src/models.rs");
    assert!(models.contains(from), "{models}");
    shop.write("src/models.rs", &models.replacen(from, to, 1));
    shop.schema(&["revision", "-m", "change"]).fine();
}

/// The server calls the index that it makes for a foreign key without a name like its column, and drops it as soon as another
/// one serves.
#[test]
fn an_index_that_the_server_made_for_a_foreign_key_stays() {
    for engine in servers() {
        for (from, to) in [
            ("Parent::id,", "Parent::id, on_delete(cascade),"),
            ("kids_ibfk_1", "fk_kids"),
            ("pub struct Kids", "#[schema(index(a, id, name = \"other\"))]\npub struct Kids"),
        ] {
            let database = support::block_on(engine.database("cli_mysql_index"));
            let tables = [
                "CREATE TABLE parent (id INT PRIMARY KEY) CHARSET = utf8mb4",
                "CREATE TABLE kids (id INT PRIMARY KEY, a INT, FOREIGN KEY (a) REFERENCES parent (id)) CHARSET = utf8mb4",
                "INSERT INTO parent VALUES (1)",
                "INSERT INTO kids VALUES (1, 1)",
            ];
            execute(&database, &tables);
            let (shop, _) = adopted(&database);
            let plain = shop
                .read("src/models.rs")
                .replace("            on_delete(restrict),\n            on_update(restrict),\n", "");
            shop.write("src/models.rs", &plain);
            let fresh = support::block_on(engine.database("cli_mysql_index_fresh"));
            change(&shop, from, to);
            for database in [&database, &fresh] {
                upgrade(&shop, database).fine();
                agree(&shop, database);
                shop.schema(&["downgrade", "-1", "--yes", "--database-url", &database.url]).fine();
                shop.schema(&["diff", &database.url, "initial"]).fine();
                upgrade(&shop, database).fine();
                agree(&shop, database);
            }
            assert_eq!(read(&database, "SELECT a FROM kids"), ["1"]);
        }
    }
}

/// What `MODIFY COLUMN` does not repeat is gone, and the database may have what no model holds.
#[test]
fn attributes_that_no_model_holds_are_not_dropped_unseen() {
    for engine in servers() {
        let database = database(&engine, "cli_mysql_attributes");
        let mariadb = engine.dialect == Dialect::MARIADB;
        // MySQL makes a check of the table of one of a column by itself.
        let check = if mariadb { " CHECK (b <> 'x')" } else { "" };
        let table = format!(
            "CREATE TABLE t (id INT PRIMARY KEY, b VARCHAR(9) NOT NULL{check}, c INT INVISIBLE DEFAULT 5, d JSON) \
             CHARSET = utf8mb4"
        );
        execute(&database, &[&table, "INSERT INTO t (id, b) VALUES (1, 'y')"]);
        let (shop, told) = adopted(&database);
        assert!(told.stderr.contains("invisible column t.c"), "{}", told.all());
        assert_eq!(told.stderr.contains("check of a column t.b"), mariadb, "{}", told.all());
        change(&shop, "max_length = 9", "max_length = 19");
        let models = shop.read("src/models.rs");
        shop.write("src/models.rs", &models.replace("pub c: Option<i32>", "pub c: Option<i64>"));
        shop.schema(&["revision", "-m", "more"]).fine();
        let before = read(&database, "SHOW CREATE TABLE t");
        let files: Vec<_> = shop.revisions().into_iter().skip(1).map(|folder| folder.join("up.sql")).collect();
        for (file, lost, old, new) in [
            (&files[0], "CHECK", "varchar(19) NOT NULL", "varchar(19) NOT NULL CHECK (b <> 'x')"),
            (&files[1], "INVISIBLE", "bigint NULL", "bigint NULL INVISIBLE"),
        ] {
            if lost == "INVISIBLE" || mariadb {
                let refused = upgrade(&shop, &database);
                assert_eq!(refused.code, 5, "{}", refused.all());
                let planned = shop.schema(&["upgrade", "--sql", "--database-url", &database.url]);
                assert_eq!(planned.code, 5, "{}", planned.all());
                for refused in [refused, planned] {
                    assert!(refused.stderr.contains(&format!("without the `{lost}`")), "{}", refused.all());
                }
                let text = std::fs::read_to_string(file).unwrap();
                assert!(text.contains(old), "{text}");
                std::fs::write(file, text.replace(old, new)).unwrap();
            }
        }
        assert_eq!(read(&database, "SHOW CREATE TABLE t").len(), before.len());
        upgrade(&shop, &database).fine();
        agree(&shop, &database);
        let definition = "SELECT CONCAT(column_type, ' ', extra) FROM information_schema.columns
            WHERE table_schema = DATABASE() AND table_name = 't' AND column_name = 'c'";
        assert!(read(&database, definition)[0].contains("INVISIBLE"));
        assert_eq!(read(&database, "SELECT CONCAT(b, c) FROM t"), ["y5"]);
        // Who means it says so.
        let back = shop.revisions()[2].join("down.sql");
        let text = std::fs::read_to_string(&back).unwrap();
        let down = ["downgrade", "-1", "--database-url", &database.url];
        assert_eq!(shop.schema(&down).code, 5);
        std::fs::write(&back, format!("-- cargo-schema: drop-attributes \"t\".\"c\"\n\n{text}")).unwrap();
        shop.schema(&down).fine();
        assert!(!read(&database, definition)[0].contains("INVISIBLE"));
    }
}

/// MariaDB's `json` is a text with a check. A check that only begins like that one is the column's own.
#[test]
fn a_check_that_begins_like_that_of_json_is_not_dropped_unseen() {
    for engine in servers().into_iter().filter(|engine| engine.dialect == Dialect::MARIADB) {
        let database = database(&engine, "cli_mysql_like_json");
        let check = "CHECK (json_valid(b) AND json_length(b) < 5)";
        let table = format!("CREATE TABLE t (id INT PRIMARY KEY, b LONGTEXT {check}) CHARSET = utf8mb4");
        execute(&database, &[&table, "INSERT INTO t VALUES (1, '[1]')"]);
        let (shop, told) = adopted(&database);
        assert!(told.stderr.contains("check of a column t.b"), "{}", told.all());
        change(&shop, "pub b: Option<String>", "#[schema(comment = \"list\")]\n    pub b: Option<String>");
        let refused = upgrade(&shop, &database);
        assert_eq!(refused.code, 5, "{}", refused.all());
        assert!(refused.stderr.contains("without the `CHECK`"), "{}", refused.all());
        let file = shop.revisions()[1].join("up.sql");
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.contains("COMMENT 'list'"), "{text}");
        std::fs::write(&file, text.replace("COMMENT 'list'", &format!("COMMENT 'list' {check}"))).unwrap();
        upgrade(&shop, &database).fine();
        agree(&shop, &database);
        assert!(
            read(
                &database,
                "SELECT check_clause FROM information_schema.check_constraints
            WHERE constraint_schema = DATABASE() AND table_name = 't'"
            )[0]
            .contains("json_length")
        );
        assert_eq!(read(&database, "SELECT b FROM t"), ["[1]"]);
    }
}

/// Nor does the SQL between two databases drop them; another column of the table is free to change.
#[test]
fn sql_of_a_diff_does_not_drop_attributes_either() {
    let shop = Shop::bare();
    for engine in servers() {
        let attributes = match engine.dialect.name() {
            "mariadb" => &["int CHECK (a > 0)", "int INVISIBLE"][..],
            _ => &["int INVISIBLE", "point SRID 4326"][..],
        };
        let (old, new) = (database(&engine, "cli_attributes_from"), database(&engine, "cli_attributes_to"));
        for definition in attributes {
            let other = definition.split(' ').next().unwrap();
            let drop = "DROP TABLE IF EXISTS t";
            execute(&old, &[drop, &format!("CREATE TABLE t (id INT PRIMARY KEY, a {definition}, b INT)")]);
            execute(&new, &[drop, &format!("CREATE TABLE t (id INT PRIMARY KEY, a {other} COMMENT 'x', b INT)")]);
            let refused = shop.schema(&["diff", &old.url, &new.url, "--sql"]);
            assert_eq!((refused.code, refused.stdout.as_str()), (3, ""), "{definition}: {}", refused.all());
            assert!(refused.stderr.contains("redefine `t.a` and lose an unmanaged object"), "{}", refused.all());
        }
        let definition = attributes.last().unwrap();
        execute(&new, &["DROP TABLE t", &format!("CREATE TABLE t (id INT PRIMARY KEY, a {definition}, b BIGINT)")]);
        let written = shop.schema(&["diff", &old.url, &new.url, "--sql"]);
        assert!(written.stdout.contains("MODIFY COLUMN `b`"), "{definition}: {}", written.all());
    }
}

/// The catalogs keep definitions in three bytes a character.
#[test]
fn characters_of_four_bytes_are_read_as_they_are() {
    for engine in servers() {
        let database = database(&engine, "cli_mysql_wide");
        execute(
            &database,
            &[
                "CREATE TABLE t (id INT PRIMARY KEY, a VARCHAR(9) DEFAULT '😀', n VARCHAR(9) NOT NULL DEFAULT 'x?😀', \
                 b TEXT DEFAULT ('y😀'), g VARCHAR(99) GENERATED ALWAYS AS (CONCAT(a, '😀')) STORED, \
                 q VARCHAR(9) DEFAULT '?', CONSTRAINT ck CHECK (a <> 'no😀')) CHARSET = utf8mb4",
                "INSERT INTO t (id) VALUES (1)",
            ],
        );
        let (shop, _) = adopted(&database);
        let models = shop.read("src/models.rs");
        for text in ["\"😀\"", "\"x?😀\"", "\"y😀\"", "'😀'", "\"?\"", "'no😀'"] {
            assert!(models.contains(text), "{text}\n{models}");
        }
        let fresh = support::block_on(engine.database("cli_mysql_wide_fresh"));
        change(&shop, "max_length = 9, default = \"😀\"", "max_length = 19, default = \"😀\"");
        for (database, id) in [(&database, 2), (&fresh, 2)] {
            upgrade(&shop, database).fine();
            execute(database, &[&format!("INSERT INTO t (id) VALUES ({id})")]);
            let values = format!("SELECT CONCAT_WS(' ', a, n, b, g, q) FROM t WHERE id = {id}");
            assert_eq!(read(database, &values), ["😀 x?😀 y😀 😀😀 ?"]);
            agree(&shop, database);
        }
    }
}

/// Foreign keys that no other server would make, and columns that only MariaDB has.
#[test]
fn odd_tables_are_adopted_and_changed() {
    for engine in servers() {
        let database = database(&engine, "cli_mysql_odd");
        let mariadb = engine.dialect == Dialect::MARIADB;
        let loosen = if mariadb { "SET sql_mode = ''" } else { "SET restrict_fk_on_non_standard_key = OFF" };
        execute(
            &database,
            &[
                loosen,
                "SET foreign_key_checks = 0",
                "CREATE TABLE p (id INT PRIMARY KEY, k INT, KEY (k)) CHARSET = utf8mb4",
                "CREATE TABLE c (id INT PRIMARY KEY, k INT, FOREIGN KEY (k) REFERENCES p (k), m INT, \
                 FOREIGN KEY (m) REFERENCES nowhere (id), n VARCHAR(9), u BINARY(16) DEFAULT 'abc', \
                 tags SET('a', 'b') NOT NULL DEFAULT 'a') CHARSET = utf8mb4",
                "CREATE TABLE s (id INT PRIMARY KEY) CHARSET = utf8mb4",
                "INSERT INTO p VALUES (1, 1)",
                "INSERT INTO c (id, k) VALUES (1, 1)",
            ],
        );
        if mariadb {
            execute(&database, &["ALTER TABLE c ADD t TEXT COMPRESSED, ADD h TEXT, ADD CONSTRAINT uq_c_h UNIQUE (h)"]);
        }
        let (shop, told) = adopted(&database);
        assert!(told.stderr.contains("foreign key to a table that does not exist c.c_ibfk_2"), "{}", told.all());
        assert!(told.stderr.contains("foreign key to columns that are not unique c.c_ibfk_1"), "{}", told.all());
        assert_eq!(told.stderr.contains("compressed column c.t"), mariadb, "{}", told.all());
        let fresh = support::block_on(engine.database("cli_mysql_odd_fresh"));
        change(&shop, "max_length = 9", "max_length = 19");
        for database in [&database, &fresh] {
            upgrade(&shop, database).fine();
            agree(&shop, database);
            shop.schema(&["downgrade", "-1", "--database-url", &database.url]).fine();
            upgrade(&shop, database).fine();
        }
        assert_eq!(read(&database, "SELECT tags FROM c"), ["a"]);
        // A column of a set that somebody added has no enum yet.
        execute(&database, &["ALTER TABLE s ADD more SET('x', 'y')"]);
        let diff = shop.schema(&["diff", "head", &database.url, "--sql"]);
        assert!(diff.stdout.contains("ADD COLUMN `more` set('x', 'y') NULL"), "{}", diff.all());
        if mariadb {
            execute(&database, &["ALTER TABLE s DROP COLUMN more, ADD o TEXT, ADD UNIQUE uq_o (o)"]);
            let diff = shop.schema(&["diff", &database.url, "head", "--sql"]);
            assert!(diff.stdout.contains("DROP INDEX `uq_o`"), "{}", diff.all());
        }
    }
}

/// The strict mode of MySQL refuses what its tables have.
#[test]
fn zero_dates_stay_defaults() {
    for engine in servers() {
        let database = database(&engine, "cli_mysql_zero");
        execute(
            &database,
            &[
                "SET sql_mode = ''",
                "CREATE TABLE w (id INT PRIMARY KEY, d DATETIME NOT NULL DEFAULT '0000-00-00 00:00:00', \
                 e DATE DEFAULT '2020-00-00', f TIMESTAMP NULL DEFAULT '0000-00-00 00:00:00', n VARCHAR(5)) \
                 CHARSET = utf8mb4",
                "INSERT INTO w (id) VALUES (1)",
            ],
        );
        let (shop, _) = adopted(&database);
        let fresh = support::block_on(engine.database("cli_mysql_zero_fresh"));
        change(&shop, "max_length = 5", "max_length = 30");
        for database in [&database, &fresh] {
            upgrade(&shop, database).fine();
            agree(&shop, database);
            shop.schema(&["downgrade", "-1", "--database-url", &database.url]).fine();
            upgrade(&shop, database).fine();
        }
        assert_eq!(read(&database, "SELECT CAST(d AS CHAR) FROM w"), ["0000-00-00 00:00:00"]);
    }
}

/// A key over the start of a text is another one than a key over the text.
#[test]
fn primary_key_over_the_start_of_a_text() {
    for engine in servers() {
        let database = database(&engine, "cli_mysql_key_prefix");
        execute(
            &database,
            &[
                "CREATE TABLE k (id VARCHAR(40) NOT NULL, n VARCHAR(5), PRIMARY KEY (id(10))) CHARSET = utf8mb4",
                "CREATE TABLE l (a INT NOT NULL, b TEXT NOT NULL, PRIMARY KEY (a, b(20))) CHARSET = utf8mb4",
                "INSERT INTO k VALUES ('0123456789x', 'a')",
                "INSERT INTO l VALUES (1, 'b')",
            ],
        );
        let (shop, _) = adopted(&database);
        let models = shop.read("src/models.rs");
        assert!(models.contains("primary_key(id(prefix = 10))"), "{models}");
        assert!(models.contains("primary_key(a, b(prefix = 20))"), "{models}");
        let fresh = support::block_on(engine.database("cli_mysql_key_prefix_fresh"));
        change(&shop, "max_length = 5", "max_length = 30");
        for database in [&database, &fresh] {
            upgrade(&shop, database).fine();
            agree(&shop, database);
        }
        let key = "SELECT GROUP_CONCAT(SUB_PART ORDER BY TABLE_NAME) FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE()";
        assert_eq!(read(&database, key), ["10,20"]);
        // Neither `check` nor `stamp` takes the one for the other.
        execute(&fresh, &["ALTER TABLE k DROP PRIMARY KEY, ADD PRIMARY KEY (id)"]);
        let check = shop.schema(&["check", "--database-url", &fresh.url]);
        assert_eq!(check.code, 1, "{}", check.all());
        assert!(check.stdout.contains("id(10)"), "{}", check.all());
        let stamp = shop.schema(&["stamp", "head", "--database-url", &fresh.url]);
        assert_ne!(stamp.code, 0, "{}", stamp.all());
        let diff = shop.schema(&["diff", &fresh.url, &database.url, "--sql"]);
        assert!(diff.stdout.contains("ADD PRIMARY KEY (`id`(10))"), "{}", diff.all());
        // Another length is a change like any other, and the rows stay.
        change(&shop, "primary_key(id(prefix = 10))", "primary_key(id(prefix = 11))");
        upgrade(&shop, &database).fine();
        agree(&shop, &database);
        assert_eq!(read(&database, key), ["11,20"]);
        shop.schema(&["downgrade", "-2", "--yes", "--database-url", &database.url]).fine();
        assert_eq!(read(&database, key), ["10,20"]);
        assert_eq!(read(&database, "SELECT CONCAT(id, n) FROM k"), ["0123456789xa"]);
    }
}

/// MariaDB knows no NOT NULL of what is computed: the program that reads the column has to know that it may be NULL.
#[test]
fn a_computed_column_that_can_be_null_all_the_same_is_told() {
    let models = |rust: &str, sql: &str| {
        format!(
            "#[derive(Schema)]\n#[schema(table = \"t\")]\nstruct T {{\n    #[schema(primary_key)]\n    id: i32,\n    a: Option<i32>,\n    \
             #[schema(generated(stored, \"{sql}\"))]\n    g: {rust},\n}}\n"
        )
    };
    let warning = "`t.g` can be NULL, because";
    let shop = Shop::bare();
    shop.schema(&["init", "--dialect", "mariadb"]).fine();
    shop.models(&models("Option<i32>", "a + 1"));
    let first = shop.schema(&["revision", "-m", "first"]).fine();
    assert!(!first.stderr.contains("warning"), "{}", first.all());
    shop.models(&models("i32", "a + 1"));
    let second = shop.schema(&["revision", "-m", "second"]).fine();
    assert!(second.stderr.contains(warning), "{}", second.all());
    shop.models(&models("i32", "coalesce(a, 0) + 1"));
    let third = shop.schema(&["revision", "-m", "third"]).fine();
    assert!(!third.stderr.contains(warning), "{}", third.all());
    for engine in servers().into_iter().filter(|engine| engine.dialect == Dialect::MARIADB) {
        let database = database(&engine, "cli_mysql_computed");
        shop.schema(&["upgrade", "+1", "--database-url", &database.url]).fine();
        execute(&database, &["INSERT INTO t (id) VALUES (1)"]);
        let told = shop.schema(&["upgrade", "+1", "--database-url", &database.url]).fine();
        assert!(told.stderr.contains(warning), "{}", told.all());
        upgrade(&shop, &database).fine();
        agree(&shop, &database);
        assert_eq!(read(&database, "SELECT g FROM t"), ["1"]);
    }
}
