//! `cargo schema inspect` and `cargo schema diff`: what a database has, and what lies between any two sides.

use crate::support::shop::Shop;
use schema_core::connect::{Access, Connect as _, DatabaseUrl};
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
    #[schema(index, references(User::id, on_delete(cascade)))]
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
    assert_data_eq!(
        shop.schema(&["inspect"]).all(),
        str![[r#"
posts
    id      i64, not null, auto increment
    author  i64, not null
    primary key: id
    index `ix_posts_author`: author
    foreign key `fk_posts_author`: author -> users.id, on delete cascade

users
    id     i64, not null, auto increment
    email  varchar(80), not null
    bio    text, null
    primary key: id
    unique constraint `uq_users_email`: email
unmanaged: view emails
--- stderr
   Inspected sqlite:shop.db: 2 tables, 1 unmanaged object
--- exit 0

"#]]
    );
    assert_data_eq!(
        shop.schema(&["inspect", "--format", "mermaid"]).all(),
        str![[r#"
erDiagram
    posts["posts"] {
        i64 id PK
        i64 author FK
    }
    users["users"] {
        i64 id PK
        varchar_80 email UK
        text bio
    }
    users ||--o{ posts : "author"
--- stderr
   Inspected sqlite:shop.db: 2 tables, 1 unmanaged object
--- exit 0

"#]]
    );
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
    assert_data_eq!(
        shop.schema(&["diff", "sqlite:shop.db", "models"]).all(),
        str![[r#"
- drop column `users.age`
+ add index `ix_posts_author` on `posts`: author
--- exit 1

"#]]
    );
    assert_data_eq!(
        shop.schema(&["diff", "models", "sqlite:shop.db", "--sql"]).all(),
        str![[r#"
-- drop index `ix_posts_author` on `posts`
DROP INDEX "ix_posts_author";

-- add column `users.age`: i64, null
ALTER TABLE "users" ADD COLUMN "age" INTEGER;
--- exit 1

"#]]
    );
    // What is written is ready to run.
    let sql = shop.schema(&["diff", "sqlite:shop.db", "head", "--sql"]).stdout;
    let statements: Vec<&str> = sql.split(';').map(str::trim).filter(|sql| !sql.is_empty()).collect();
    execute(&shop, "shop.db", &statements);
    shop.schema(&["diff", "sqlite:shop.db", "head"]).fine();
}

/// What many tools, SeaORM among them, make of a text: to SQLite it is `TEXT`.
#[test]
fn varchar_without_a_length_is_text_on_sqlite() {
    let shop =
        Shop::with("#[derive(Schema)]\nstruct T {\n    #[schema(primary_key)]\n    id: i64,\n    name: String,\n}\n");
    execute(&shop, "shop.db", &["CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, name varchar NOT NULL)"]);
    let rust = shop.schema(&["inspect", "--format", "rust"]).fine().stdout;
    assert!(rust.contains("    pub id: i64,\n    pub name: String,\n}"), "{rust}");
    shop.schema(&["diff", "models", "sqlite:shop.db"]).fine();
}

#[test]
fn a_side_that_is_none_is_refused() {
    let shop = shop();
    shop.write("broken.sql", "CREATE TABLE t (id INTEGER); CREATE TABLE t (id INTEGER);");
    shop.write("no.json", "{\"tables\": 3}");
    for (args, expected) in [
        (
            vec!["diff", "modles", "head"],
            str![[r#"
--- stderr
error: no revision is called `modles`

Caused by:
  expected `models`, `database`, a revision, a database URL, a `.sql` file, or a snapshot `.json`

help: list the revisions with `cargo schema history`
--- exit 2

"#]],
        ),
        (
            vec!["diff", "broken.sql", "head"],
            str![[r#"
--- stderr
error: the dialect of `broken.sql` is unknown

help: pass `--dialect sqlite`, `postgres`, `mysql` or `mariadb`
--- exit 2

"#]],
        ),
        (
            vec!["diff", "broken.sql", "head", "--dialect", "sqlite"],
            str![[r#"
--- stderr
error: a statement failed
 --> broken.sql

Caused by:
  table t already exists (code 1)
  CREATE TABLE t (id INTEGER)
--- exit 2

"#]],
        ),
        (
            vec!["diff", "broken.sql", "head", "--dialect", "postgres"],
            str![[r#"
--- stderr
error: `broken.sql` must be loaded on a postgres server

help: pass `--scratch-url <url>`, a server on which a scratch database can be created
--- exit 2

"#]],
        ),
        (
            vec!["diff", "no.json", "head"],
            str![[r#"
--- stderr
error: not a schema snapshot
 --> no.json

Caused by:
  invalid type: integer `3`, expected a map at line 1 column 12
--- exit 2

"#]],
        ),
        (
            vec!["diff", "sqlite:none.db", "head"],
            str![[r#"
--- stderr
error: database `sqlite:none.db` does not exist

help: create it with `cargo schema upgrade --database-url sqlite://[DIR]/none.db`
--- exit 4

"#]],
        ),
        (
            vec!["history", "--format", "sql"],
            str![[r#"
--- stderr
error: invalid value 'sql' for '--format <FMT>'
  [possible values: human, json]

For more information, try '--help'.
--- exit 2

"#]],
        ),
    ] {
        assert_data_eq!(shop.schema(&args).all(), expected);
    }
}
