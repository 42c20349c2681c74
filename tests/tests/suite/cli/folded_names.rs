//! MariaDB with `lower_case_table_names=1`, as on Windows: models name their tables with capitals, and the server has them
//! without.

use crate::support;
use crate::support::shop::Shop;
use crate::support::{Database, Engine};

fn models(more: &str) -> String {
    format!(
        r#"
#[derive(Schema)]
#[schema(table = "Users")]
struct User {{
    #[schema(primary_key)]
    id: i64,
    #[schema(max_length = 40, unique)]
    name: String,
    #[schema(references(User::id, on_delete(set_null)))]
    boss: Option<i64>,
    {more}
}}

#[derive(Schema)]
#[schema(table = "BlogPosts")]
struct Post {{
    #[schema(primary_key)]
    id: i64,
    #[schema(references(User::id, on_delete(cascade)), index)]
    author: i64,
}}
"#
    )
}

fn one(database: &Database, sql: &str) -> Result<String, String> {
    support::block_on(async {
        let mut session = database.session().await;
        let value = session.one(sql).await;
        session.close().await.unwrap();
        value.map(Option::unwrap_or_default).map_err(|error| error.to_string())
    })
}

#[test]
fn tables_with_capitals_are_those_that_the_server_has_without() {
    let Some(engine) = Engine::folded() else { return };
    let database = support::block_on(engine.database("cli_folded"));
    assert_eq!(one(&database, "SELECT CAST(@@lower_case_table_names AS CHAR)").unwrap(), "1");
    let url = database.url.as_str();
    let shop = Shop::bare();
    let here = |args: &[&str]| shop.schema_on(url, args);
    let agrees = || {
        shop.schema(&["check", "--database-url", url]).fine();
        here(&["stamp", "head"]).fine();
        for (from, to) in [(url, "models"), ("models", url), (url, "head"), ("head", url)] {
            shop.schema(&["diff", from, to]).fine();
            assert_eq!(shop.schema(&["diff", from, to, "--sql"]).fine().stdout, "", "{from} {to}");
        }
    };
    let rows = "SELECT GROUP_CONCAT(u.name, p.id, u.boss) FROM Users u JOIN BlogPosts p ON p.author = u.id";

    shop.schema(&["init", "--dialect", "mariadb"]).fine();
    shop.models(&models(""));
    assert_eq!(shop.schema(&["check"]).code, 1, "no revision makes them yet");
    shop.schema(&["revision", "-m", "one"]).fine();
    here(&["upgrade"]).fine();
    one(&database, "INSERT INTO Users VALUES (1, 'ada', 1)").unwrap();
    one(&database, "INSERT INTO BlogPosts VALUES (7, 1)").unwrap();
    assert!(one(&database, "INSERT INTO BlogPosts VALUES (8, 9)").is_err(), "its key points to `Users`");
    agrees();
    assert_eq!(
        one(
            &database,
            "SELECT GROUP_CONCAT(TABLE_NAME ORDER BY 1) FROM information_schema.TABLES \
                               WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME LIKE '%s' AND TABLE_NAME NOT LIKE '\\_%'"
        )
        .unwrap(),
        "blogposts,users"
    );

    shop.models(&models("#[schema(default = 7)]\n    age: i32,"));
    shop.schema(&["revision", "-m", "two"]).fine();
    here(&["upgrade"]).fine();
    agrees();
    assert_eq!(one(&database, rows).unwrap(), "ada71");
    here(&["downgrade", "-1", "--yes"]).fine();
    assert_eq!(one(&database, rows).unwrap(), "ada71");
    here(&["upgrade"]).fine();
    agrees();

    // What somebody changes by hand is a change of that table, and no other table.
    one(&database, "ALTER TABLE users ADD COLUMN extra INT").unwrap();
    let drift = shop.schema(&["check", "--database-url", url]);
    assert_eq!(drift.code, 1, "{}", drift.all());
    assert!(drift.stdout.contains("+ column `Users.extra` is not in any revision"), "{}", drift.all());
    let sql = shop.schema(&["diff", url, "models", "--sql"]);
    assert!(sql.stdout.contains("DROP COLUMN `extra`") && !sql.stdout.contains("DROP TABLE"), "{}", sql.all());
    one(&database, "ALTER TABLE users DROP COLUMN extra").unwrap();
    here(&["downgrade", "base", "--yes"]).fine();
    here(&["upgrade"]).fine();
    agrees();
}

/// The table itself has the name that it is to get.
#[test]
fn a_table_is_renamed_in_the_case_of_its_letters() {
    let Some(engine) = Engine::folded() else { return };
    let database = support::block_on(engine.database("cli_folded_renamed"));
    let url = database.url.as_str();
    let shop = Shop::bare();
    let here = |args: &[&str]| shop.schema_on(url, args);
    let agrees = || {
        shop.schema(&["check", "--database-url", url]).fine();
        for (from, to) in [(url, "models"), ("models", url), (url, "head"), ("head", url)] {
            assert_eq!(shop.schema(&["diff", from, to, "--sql"]).fine().stdout, "", "{from} {to}");
        }
    };
    let rows = "SELECT GROUP_CONCAT(u.name, p.id, u.boss) FROM users u JOIN blogposts p ON p.author = u.id";
    shop.schema(&["init", "--dialect", "mariadb"]).fine();
    shop.models(&models(""));
    shop.schema(&["revision", "-m", "one"]).fine();
    here(&["upgrade"]).fine();
    one(&database, "INSERT INTO users VALUES (1, 'ada', 1)").unwrap();
    one(&database, "INSERT INTO blogposts VALUES (7, 1)").unwrap();
    shop.models(&models("").replace("\"Users\"", "\"users\"").replace("\"BlogPosts\"", "\"blogPosts\""));
    shop.schema(&["revision", "-m", "two", "--rename", "Users:users", "--rename", "BlogPosts:blogPosts"]).fine();
    for _ in 0..2 {
        here(&["upgrade"]).fine();
        agrees();
        assert_eq!(one(&database, rows).unwrap(), "ada71");
        assert!(one(&database, "INSERT INTO blogposts VALUES (8, 9)").is_err(), "its key points to `users`");
        here(&["downgrade", "-1"]).fine();
        assert_eq!(one(&database, rows).unwrap(), "ada71");
    }
    here(&["upgrade"]).fine();
    agrees();
}

/// A database that is adopted has its tables in small letters.
#[test]
fn an_adopted_table_gets_capitals() {
    let Some(engine) = Engine::folded() else { return };
    let database = support::block_on(engine.database("cli_folded_adopted"));
    let url = database.url.as_str();
    one(&database, "CREATE TABLE parent (id INT PRIMARY KEY, up INT, FOREIGN KEY (up) REFERENCES parent (id))")
        .unwrap();
    one(&database, "CREATE TABLE child (id INT PRIMARY KEY, p INT, FOREIGN KEY (p) REFERENCES parent (id))").unwrap();
    one(&database, "INSERT INTO parent VALUES (1, 1)").unwrap();
    one(&database, "INSERT INTO child VALUES (1, 1)").unwrap();
    let shop = Shop::bare();
    shop.schema(&["adopt", url]).fine();
    shop.write("src/main.rs", "#![allow(dead_code)]\nmod models;\n\nfn main() {}\n");
    let models = shop.read("src/models.rs");
    assert!(models.contains("\"parent\""), "{models}");
    shop.write("src/models.rs", &models.replace("\"parent\"", "\"Parent\""));
    shop.schema(&["revision", "-m", "two", "--rename", "parent:Parent"]).fine();
    let here = |args: &[&str]| shop.schema_on(url, args).fine();
    here(&["upgrade"]);
    shop.schema(&["check", "--database-url", url]).fine();
    here(&["downgrade", "-1"]);
    here(&["upgrade"]);
    shop.schema(&["diff", url, "models"]).fine();
    assert!(one(&database, "INSERT INTO child VALUES (2, 9)").is_err(), "its key points to `parent`");
}
