//! The day of a user, for real: cargo builds, the tool writes, the database changes.

use crate::support::shop::Shop;
use snapbox::{assert_data_eq, str};

const USERS: &str = r#"
#[derive(Schema)]
#[schema(table = "users")]
struct User {
    #[schema(primary_key, auto_increment)]
    id: i64,
    #[schema(unique, max_length = 254)]
    email: String,
    name: String,
}
"#;

/// What `check` shows, framed as cargo frames it: without a severity, and with the help on a line of its own.
fn as_lines_of_cargo(check: &str) -> String {
    let text = check.replace("\n\nerror: ", "\n");
    let text = text.strip_prefix("error: ").unwrap_or(&text);
    let (shown, help) = text.rsplit_once("  = help: ").expect("help at the end");
    let shown = shown.trim_end().strip_suffix('|').unwrap_or(shown).trim_end();
    format!("{shown}\nhelp: {help}")
}

/// What the build step said, without what cargo puts around it.
fn said(stderr: &str) -> String {
    let lines = stderr.lines().filter_map(|line| line.strip_prefix("error: shop@0.1.0: "));
    lines.map(|line| format!("{line}\n")).collect()
}

#[test]
fn a_model_becomes_a_table_and_back() {
    let shop = Shop::with(USERS);

    let build = shop.cargo(&["build"]);
    assert_ne!(build.code, 0, "a model without a revision builds");
    let check = shop.schema(&["check"]);
    assert_eq!(check.code, 1);
    assert_eq!(
        said(&build.stderr),
        as_lines_of_cargo(&check.stdout),
        "the build and `check` say the same: {}",
        build.stderr
    );
    assert_data_eq!(
        check.stdout,
        str![[r#"
error: model change without a revision: create table `users`: 3 columns
 --> src/main.rs:7:8
  |
7 | struct User {
  |        ^^^^
  |
  = help: run `cargo schema revision -m "initial"`

"#]]
    );

    shop.schema(&["revision", "-m", "create users"]).fine();
    shop.cargo(&["build"]).fine();
    shop.schema(&["upgrade"]).fine();
    assert!(shop.schema(&["current"]).fine().stdout.contains("_create_users (head)\n"));

    // A field more, one nullable, an index.
    let edited = USERS.replace("name: String", "name: Option<String>,\n    #[schema(index)]\n    born: Option<i32>");
    shop.models(&edited);
    let build = shop.cargo(&["build"]);
    assert_ne!(build.code, 0, "a changed model without a revision builds");
    let check = shop.schema(&["check"]);
    assert_eq!(check.code, 1);
    assert_eq!(said(&build.stderr), as_lines_of_cargo(&check.stdout), "{}", build.stderr);
    assert_data_eq!(
        check.stdout,
        str![[r#"
error: model change without a revision: add column `users.born`: i32, null
  --> src/main.rs:14:5
   |
14 |     born: Option<i32>,
   |     ^^^^

error: model change without a revision: alter column `users.name`: not null -> null
  --> src/main.rs:12:5
   |
12 |     name: Option<String>,
   |     ^^^^

error: model change without a revision: add index `ix_users_born` on `users`: born
  --> src/main.rs:14:5
   |
14 |     born: Option<i32>,
   |     ^^^^
   |
   = help: run `cargo schema revision -m "add users born and 2 more changes"`

"#]]
    );

    shop.schema(&["revision", "-m", "more of users"]).fine();
    shop.schema(&["upgrade"]).fine();
    shop.schema(&["downgrade", "-1"]).fine();
    shop.schema(&["upgrade", "head"]).fine();
    shop.cargo(&["build"]).fine();
    shop.schema(&["check", "--database"]).fine();

    // Nothing is compiled a second time.
    let again = shop.cargo(&["build"]).fine();
    assert!(!again.stderr.contains("Compiling"), "{}", again.stderr);
}
