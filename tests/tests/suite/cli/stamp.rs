//! `cargo schema stamp`: finding the revision that a database is at, and clearing a wrong history.

use crate::support::shop::Shop;
use schema_core::connect::{Access, Connect as _, DatabaseUrl};
use snapbox::{assert_data_eq, str};

const USERS: &str = r#"
#[derive(Schema)]
#[schema(table = "users")]
struct User {
    #[schema(primary_key, auto_increment)]
    id: i64,
    bio: Option<String>,
}
"#;

/// Three revisions: a table, a column, and rows.
fn three() -> Shop {
    let shop = Shop::with(USERS);
    shop.schema(&["revision", "-m", "users"]).fine();
    shop.models(&USERS.replace("bio:", "age: Option<i32>,\n    bio:"));
    shop.schema(&["revision", "-m", "age"]).fine();
    shop.schema(&["revision", "-m", "rows", "--empty"]).fine();
    shop
}

fn execute(shop: &Shop, sql: &str) {
    let url = DatabaseUrl::parse(&format!("sqlite:{}", shop.path("shop.db").display())).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let mut session = url.into_session(Access::Write).await.unwrap();
        session.execute(sql).await.unwrap();
        session.close().await.unwrap();
    });
}

#[test]
fn an_exact_match_is_found_and_marked() {
    let shop = three();
    shop.schema(&["upgrade", "users"]).fine();
    execute(&shop, "DROP TABLE _schema_revisions; CREATE TABLE notes (id INTEGER)");
    assert_data_eq!(
        shop.schema(&["stamp", "--detect"]).all(),
        str![[r#"
--- stderr
    Detected sqlite:shop.db matches [ID]_users
     Stamped sqlite:shop.db at [ID]_users (1 revision)
--- exit 0

"#]]
    );
    shop.schema(&["upgrade"]).fine();
    let check = shop.schema(&["check", "--database"]);
    assert!(check.stdout.contains("+ table `notes` is not in any revision: 1 column"), "{}", check.all());
    assert_eq!(check.code, 1, "{}", check.all());
    let manifest = shop.read("Cargo.toml");
    shop.write(
        "Cargo.toml",
        &manifest.replace("[package.metadata.schema]", "[package.metadata.schema]\nignore-tables = [\"not*\"]"),
    );
    shop.schema(&["check", "--database"]).fine();
}

#[test]
fn an_empty_database_is_at_base() {
    let shop = three();
    execute(&shop, "CREATE TABLE notes (id INTEGER)");
    assert_data_eq!(
        shop.schema(&["stamp", "--detect"]).all(),
        str![[r#"
--- stderr
    Detected sqlite:shop.db matches base
     Stamped sqlite:shop.db at base (0 revisions)
--- exit 0

"#]]
    );
}

#[test]
fn several_matches_are_for_the_user_to_choose_from() {
    let shop = three();
    shop.schema(&["upgrade"]).fine();
    execute(&shop, "DROP TABLE _schema_revisions");
    assert_data_eq!(
        shop.schema(&["stamp", "--detect"]).all(),
        str![[r#"
--- stderr
error: `sqlite:shop.db` matches several revisions: `[ID]_age`, `[ID]_rows`

Caused by:
  they differ only in data or unmanaged objects, such as triggers and functions

help: choose one: `cargo schema stamp [ID]_rows`
--- exit 6

"#]]
    );
}

#[test]
fn the_nearest_is_named_with_what_differs() {
    let shop = three();
    shop.schema(&["upgrade", "users"]).fine();
    execute(&shop, "DROP TABLE _schema_revisions; ALTER TABLE users ADD COLUMN extra TEXT");
    let before = shop.files();
    assert_data_eq!(
        shop.schema(&["stamp", "--detect"]).all(),
        str![[r#"
--- stderr
error: no revision matches `sqlite:shop.db`

Caused by:
  the closest is `[ID]_users`; changes needed to match:
  - drop column `users.extra`

help: to stamp that revision anyway, run `cargo schema stamp [ID]_users --force`
--- exit 6

"#]]
    );
    assert!(shop.files() == before, "nothing is written");
    shop.models(&USERS.replace("bio:", "extra: Option<String>,\n    bio:"));
    assert_data_eq!(
        shop.schema(&["stamp", "--detect"]).all(),
        str![[r#"
--- stderr
error: `sqlite:shop.db` matches the models, but no revision

help: create a revision with `cargo schema revision`, then run `stamp head`
--- exit 6

"#]]
    );
}

#[test]
fn a_wrong_history_is_cleared() {
    let shop = three();
    shop.schema(&["upgrade", "users"]).fine();
    shop.schema(&["stamp", "head", "--force"]).fine();
    let before = shop.files();
    assert_data_eq!(
        shop.schema(&["stamp", "--purge", "users"]).all(),
        str![[r#"
--- stderr
error: remove 3 revisions from the history of sqlite:shop.db? Tables are kept

help: to confirm, pass `--yes`
--- exit 2

"#]]
    );
    assert_eq!(shop.schema(&["stamp", "--purge", "--yes", "head"]).code, 6, "it is not what `head` makes");
    assert!(shop.files() == before, "what is refused removes nothing");
    assert_data_eq!(
        shop.schema(&["stamp", "--purge", "--yes", "--detect"]).all(),
        str![[r#"
--- stderr
    Detected sqlite:shop.db matches [ID]_users
     Removed [ID]_users from the history
     Removed [ID]_age from the history
     Removed [ID]_rows from the history
     Stamped sqlite:shop.db at [ID]_users (1 revision)
--- exit 0

"#]]
    );
    assert_data_eq!(
        shop.schema(&["stamp", "--purge", "--yes", "--format", "json"]).all(),
        str![[r#"
{
  "format": 1,
  "command": "stamp",
  "exit_code": 0,
  "database": {
    "url": "sqlite:shop.db",
    "dialect": "sqlite"
  },
  "data": {
    "removed": [
      {
        "id": "[ID]",
        "slug": "users"
      }
    ],
    "revisions": []
  },
  "diagnostics": [
    {
      "code": "at-base",
      "severity": "warning",
      "message": "the database is now at base",
      "spans": [],
      "causes": [],
      "help": {
        "text": "if it already has the tables of some revision, run `cargo schema stamp --detect`",
        "command": "cargo schema stamp --detect"
      }
    }
  ]
}
--- stderr
     Removed [ID]_users from the history
warning: the database is now at base
  = help: if it already has the tables of some revision, run `cargo schema stamp --detect`
--- exit 0

"#]]
    );
    assert!(shop.schema(&["status"]).fine().stdout.contains("\ndatabase   `sqlite:shop.db` is at base, "));
}

/// Models that say nothing of the tables that are there are not what a database is.
#[test]
fn no_models_are_what_no_database_is() {
    let shop = three();
    shop.schema(&["upgrade", "users"]).fine();
    execute(&shop, "ALTER TABLE users ADD COLUMN zz INTEGER; DROP TABLE _schema_revisions");
    shop.models("");
    let detected = shop.schema(&["stamp", "--detect"]);
    assert_ne!(detected.code, 0, "{}", detected.all());
    assert!(detected.stderr.contains("the closest is"), "{}", detected.all());
    assert!(detected.stderr.contains("drop column `users.zz`"), "{}", detected.all());
}
