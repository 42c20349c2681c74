//! MySQL and MariaDB as a user meets them: what only these engines do to a schema, driven through the program with rows in the
//! tables.

mod cli_support;
mod support;

use cli_support::{Run, Shop};
use support::{Database, Engine, engines};

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
    shop.schema(&["check", "--database", url]).fine();
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
        shop.schema(&["downgrade", "-1", "--database-url", url]).fine();
        upgrade(&shop, &database).fine();
        agree(&shop, &database);
        // What somebody changed is still seen.
        execute(&database, &["ALTER TABLE users MODIFY state ENUM('active', 'gone') NOT NULL"]);
        let check = shop.schema(&["check", "--database", url]);
        assert_eq!(check.code, 1, "{}", check.all());
        assert!(check.stdout.contains("~ column `users.state` differs"), "{}", check.all());
    }
}
