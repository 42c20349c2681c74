//! `cargo schema inspect` and `cargo schema diff`: what a database has, and what lies between any two sides.

mod cli_support;

use cli_support::Shop;
use schema_core::connect::{Access, DatabaseUrl, IntoSession as _};
use snapbox::{assert_data_eq, str};

const USERS: &str = r#"
/// People who may log in.
#[derive(Schema)]
#[schema(table = "users")]
struct User {
    #[schema(primary_key, auto_increment)]
    id: i64,
    #[schema(unique, max_length = 80)]
    email: String,
    bio: Option<String>,
}

#[derive(Schema)]
#[schema(table = "posts")]
struct Post {
    #[schema(primary_key, auto_increment)]
    id: i64,
    #[schema(index, references(User::id, on_delete = cascade))]
    author: i64,
}
"#;

/// A database at head.
fn shop() -> Shop {
    let shop = Shop::with(USERS);
    shop.schema(&["revision", "-m", "start"]).fine();
    shop.schema(&["upgrade"]).fine();
    shop
}

fn execute(shop: &Shop, file: &str, sql: &[&str]) {
    let url = DatabaseUrl::parse(&format!("sqlite:{}?mode=rwc", shop.path(file).display())).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let mut session = url.into_session(Access::Write).await.unwrap();
        for sql in sql {
            session.execute(sql).await.unwrap();
        }
        session.close().await.unwrap();
    });
}

#[test]
fn a_database_is_shown_and_what_is_not_modelled_is_told() {
    let shop = shop();
    execute(&shop, "shop.db", &["CREATE VIEW emails AS SELECT email FROM users"]);
    assert_data_eq!(shop.schema(&["inspect"]).all(), str![]);
    assert_data_eq!(shop.schema(&["inspect", "--format", "mermaid"]).all(), str![]);
}

/// The statements that recreate a database make one that is equal to it.
#[test]
fn sql_of_a_database_makes_it_again() {
    let shop = shop();
    let sql = shop.schema(&["inspect", "sqlite:shop.db", "--format", "sql"]).fine().stdout;
    shop.write("again.sql", &sql);
    for (from, to) in [("again.sql", "sqlite:shop.db"), ("sqlite:shop.db", "again.sql"), ("models", "again.sql")] {
        shop.schema(&["diff", from, to, "--dialect", "sqlite"]).fine();
    }
}

#[test]
fn any_two_sides_are_compared() {
    let shop = shop();
    for sides in [["models", "head"], ["head", "sqlite:shop.db"], ["sqlite:shop.db", "models"], ["base", "base"]] {
        shop.schema(&["diff", sides[0], sides[1]]).fine();
    }
    execute(&shop, "shop.db", &["ALTER TABLE users ADD COLUMN age INTEGER", "DROP INDEX ix_posts_author"]);
    assert_data_eq!(shop.schema(&["diff", "sqlite:shop.db", "models"]).all(), str![]);
    assert_data_eq!(shop.schema(&["diff", "models", "sqlite:shop.db", "--sql"]).all(), str![]);
    // What is written is ready to run.
    let sql = shop.schema(&["diff", "sqlite:shop.db", "head", "--sql"]).stdout;
    let statements: Vec<&str> = sql.split(';').map(str::trim).filter(|sql| !sql.is_empty()).collect();
    execute(&shop, "shop.db", &statements);
    shop.schema(&["diff", "sqlite:shop.db", "head"]).fine();
}

#[test]
fn a_side_that_is_none_is_refused() {
    let shop = shop();
    shop.write("broken.sql", "CREATE TABLE t (id INTEGER); CREATE TABLE t (id INTEGER);");
    shop.write("no.json", "{\"tables\": 3}");
    for (args, expected) in [
        (vec!["diff", "modles", "head"], str![]),
        (vec!["diff", "broken.sql", "head"], str![]),
        (vec!["diff", "broken.sql", "head", "--dialect", "sqlite"], str![]),
        (vec!["diff", "broken.sql", "head", "--dialect", "postgres"], str![]),
        (vec!["diff", "no.json", "head"], str![]),
        (vec!["diff", "sqlite:none.db", "head"], str![]),
        (vec!["history", "--format", "sql"], str![]),
    ] {
        assert_data_eq!(shop.schema(&args).all(), expected);
    }
}
