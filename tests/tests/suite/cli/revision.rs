//! `cargo schema revision` and everything after it, on SQLite.

use crate::support::shop::Shop;
use snapbox::{assert_data_eq, str};

pub(super) const USERS: &str = r#"
/// Somebody who buys.
#[derive(Schema)]
#[schema(table = "users")]
struct User {
    #[schema(primary_key, auto_increment)]
    id: i64,
    #[schema(unique, max_length = 80)]
    email: String,
    bio: Option<String>,
}
"#;

#[test]
fn a_day_with_it() {
    let shop = Shop::with(USERS);
    assert_data_eq!(
        shop.schema(&["check"]).all(),
        str![[r#"
error: model change without a revision: create table `users`: 3 columns
 --> src/main.rs:8:8
  |
8 | struct User {
  |        ^^^^
  |
  = help: run `cargo schema revision -m "initial"`
--- exit 1

"#]]
    );
    assert_data_eq!(
        shop.schema(&["revision", "-m", "create users"]).all(),
        str![[r#"
--- stderr
     Created migrations/[ID]_create_users: revision.toml, up.sql, down.sql
             + create table `users`: 3 columns
--- exit 0

"#]]
    );
    assert_data_eq!(
        shop.schema(&["check"]).all(),
        str![[r#"
--- stderr
     Checked models match revisions
--- exit 0

"#]]
    );
    assert_data_eq!(
        shop.schema(&["revision"]).all(),
        str![[r#"
--- stderr
   Unchanged models match revisions
--- exit 0

"#]]
    );
    assert_data_eq!(
        shop.schema(&["current"]).all(),
        str![[r#"
models     match the revisions
revisions  1, the head is [ID]_create_users
database   `sqlite:shop.db` does not exist
pending    [ID]_create_users
next       create it with `cargo schema upgrade`
--- exit 0

"#]]
    );
    assert!(!shop.path("shop.db").exists(), "only an upgrade makes the database");
    assert_data_eq!(
        shop.schema(&["upgrade", "--dry-run"]).all(),
        str![[r#"
up [ID]_create_users (2 statements)
--- exit 0

"#]]
    );
    assert!(!shop.path("shop.db").exists(), "only an upgrade makes the database");
    assert_data_eq!(
        shop.schema(&["upgrade"]).all(),
        str![[r#"
--- stderr
     Applied [ID]_create_users (2 statements in [TIME])
    Upgraded sqlite:shop.db to [ID]_create_users (1 revision in [TIME])
--- exit 0

"#]]
    );
    assert_data_eq!(
        shop.schema(&["upgrade"]).all(),
        str![[r#"
--- stderr
   Unchanged sqlite:shop.db is already at head or later
--- exit 0

"#]]
    );
    assert_data_eq!(
        shop.schema(&["current"]).all(),
        str![[r#"
models     match the revisions
revisions  1, the head is [ID]_create_users
database   `sqlite:shop.db` is at [ID]_create_users (head)
drift      not compared here: `cargo schema check --database` compares
next       nothing to do
--- exit 0

"#]]
    );

    shop.models(&USERS.replace("bio: Option<String>", "bio: String,\n    #[schema(index)]\n    born: Option<i32>"));
    assert_data_eq!(
        shop.schema(&["check"]).all(),
        str![[r#"
error: model change without a revision: add column `users.born`: i32, null
  --> src/main.rs:15:5
   |
15 |     born: Option<i32>,
   |     ^^^^

error: model change without a revision: alter column `users.bio`: null -> not null
  --> src/main.rs:13:5
   |
13 |     bio: String,
   |     ^^^

error: model change without a revision: add index `ix_users_born` on `users`: born
  --> src/main.rs:15:5
   |
15 |     born: Option<i32>,
   |     ^^^^
   |
   = help: run `cargo schema revision -m "add users born and 2 more changes"`
--- exit 1

"#]]
    );
    assert_data_eq!(
        shop.schema(&["revision", "-m", "more"]).all(),
        str![[r#"
--- stderr
error: what value should replace NULL in `users.bio` (text), which is now NOT NULL?

help: pass `--fill users.bio=VALUE`
--- exit 2

"#]]
    );
    assert_data_eq!(
        shop.schema(&["revision", "-m", "more", "--fill", "users.bio="]).all(),
        str![[r#"
--- stderr
     Created migrations/[ID]_more: revision.toml, up.sql, down.sql
             + add column `users.born`: i32, null
             ~ alter column `users.bio`: null -> not null, existing NULLs get ""
             + add index `ix_users_born` on `users`: born
--- exit 0

"#]]
    );
    assert_data_eq!(
        shop.schema(&["history", "--applied"]).all(),
        str![[r#"
[ID]_more (head, pending): more
[ID]_create_users (applied): create users
--- exit 0

"#]]
    );
    assert_data_eq!(
        shop.schema(&["upgrade"]).all(),
        str![[r#"
--- stderr
     Applied [ID]_more (9 statements in [TIME])
    Upgraded sqlite:shop.db to [ID]_more (1 revision in [TIME])
--- exit 0

"#]]
    );
    assert_data_eq!(
        shop.schema(&["downgrade", "-1"]).all(),
        str![[r#"
--- stderr
warning: reverting `[ID]_more`: deletes all values of `users.born`
    Reverted [ID]_more (9 statements in [TIME])
  Downgraded sqlite:shop.db to [ID]_create_users (1 revision in [TIME])
--- exit 0

"#]]
    );
    assert_data_eq!(
        shop.schema(&["upgrade", "head"]).all(),
        str![[r#"
--- stderr
     Applied [ID]_more (9 statements in [TIME])
    Upgraded sqlite:shop.db to [ID]_more (1 revision in [TIME])
--- exit 0

"#]]
    );
    assert_data_eq!(
        shop.schema(&["heads"]).all(),
        str![[r#"
[ID]_more
--- exit 0

"#]]
    );
    assert_data_eq!(
        shop.schema(&["show", "head"]).all(),
        str![[r#"
revision [ID]_more
message  more
after    [ID]_create_users
folder   migrations/[ID]_more
  + add column `users.born`: i32, null
  ~ alter column `users.bio`: null -> not null, existing NULLs get ""
  + add index `ix_users_born` on `users`: born

up.sql:
-- more

-- cargo-schema: foreign-keys=off

-- add column `users.born`: i32, null
-- alter column `users.bio`: null -> not null, existing NULLs get ""
-- add index `ix_users_born` on `users`: born
CREATE TABLE "_schema_rebuild_users" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "email" VARCHAR(80) NOT NULL,
    "bio" TEXT NOT NULL,
    "born" INTEGER
);

-- numbers that were given out are not given out again
INSERT INTO sqlite_sequence (name, seq) SELECT '_schema_rebuild_users', seq FROM sqlite_sequence WHERE name = 'users';

-- copy the rows
INSERT INTO "_schema_rebuild_users" ("id", "email", "bio")
SELECT "id", "email", coalesce("bio", '')
FROM "users";

-- the new table takes the place of the old one
DROP TABLE "users";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_users" RENAME TO "users";

PRAGMA legacy_alter_table = OFF;

-- unique constraint `uq_users_email`
CREATE UNIQUE INDEX "uq_users_email" ON "users" ("email");

-- index `ix_users_born`
CREATE INDEX "ix_users_born" ON "users" ("born");

down.sql:
-- Reverts: more

-- cargo-schema: foreign-keys=off
-- cargo-schema: drop-column "users"."born"

-- drop index `ix_users_born` on `users`
DROP INDEX "ix_users_born";

-- alter column `users.bio`: not null -> null
-- drop column `users.born`
-- hazard[drop-column]: deletes all values of `users.born`
CREATE TABLE "_schema_rebuild_users" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "email" VARCHAR(80) NOT NULL,
    "bio" TEXT
);

-- numbers that were given out are not given out again
INSERT INTO sqlite_sequence (name, seq) SELECT '_schema_rebuild_users', seq FROM sqlite_sequence WHERE name = 'users';

-- copy the rows
INSERT INTO "_schema_rebuild_users" ("id", "email", "bio")
SELECT "id", "email", "bio"
FROM "users";

-- the new table takes the place of the old one
DROP TABLE "users";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_users" RENAME TO "users";

PRAGMA legacy_alter_table = OFF;

-- unique constraint `uq_users_email`
CREATE UNIQUE INDEX "uq_users_email" ON "users" ("email");
--- exit 0

"#]]
    );
    assert_data_eq!(
        shop.schema(&["check", "--database"]).all(),
        str![[r#"
--- stderr
     Checked models match revisions
--- exit 0

"#]]
    );
    assert_data_eq!(
        shop.schema(&["downgrade", "base"]).all(),
        str![[r#"
--- stderr
warning: reverting `[ID]_more`: deletes all values of `users.born`
warning: reverting `[ID]_create_users`: deletes all rows of `users`
    Reverted [ID]_more (9 statements in [TIME])
    Reverted [ID]_create_users (1 statement in [TIME])
  Downgraded sqlite:shop.db to base (2 revisions in [TIME])
--- exit 0

"#]]
    );
}

#[test]
fn what_is_written() {
    let shop = Shop::with(USERS);
    shop.schema(&["revision"]).fine();
    let folder = shop.revisions().remove(0);
    assert!(folder.to_str().unwrap().ends_with("_create_users"), "{}", folder.display());
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    assert_data_eq!(
        read("up.sql"),
        str![[r#"
-- create users

-- create table `users`: 3 columns
CREATE TABLE "users" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "email" VARCHAR(80) NOT NULL,
    "bio" TEXT
);

-- unique constraint `uq_users_email`
CREATE UNIQUE INDEX "uq_users_email" ON "users" ("email");

"#]]
    );
    assert_data_eq!(
        read("down.sql"),
        str![[r#"
-- Reverts: create users

-- drop table `users`
-- hazard[drop-table]: deletes all rows of `users`
DROP TABLE "users";

"#]]
    );
    let toml = read("revision.toml");
    assert_data_eq!(
        toml.split('\n').skip(2).collect::<Vec<_>>().join("\n"),
        str![[r#"
parents = []
message = "create users"
dialects = ["sqlite"]
targets = ["sqlite@3.37"]

[[changes]]
[changes.create_table]
name = "users"
comment = "Somebody who buys."
columns = [
    { name = "id", type = "i64", identity = true },
    { name = "email", type = "varchar(80)" },
    { name = "bio", type = "text", null = true },
]
primary_key = ["id"]
uniques = [
    { name = "uq_users_email", columns = ["email"] },
]

"#]]
    );
}

#[test]
fn a_rename_is_asked_for_and_never_guessed() {
    let shop = Shop::with(USERS);
    shop.schema(&["revision"]).fine();
    shop.models(&USERS.replace("bio:", "about:"));
    let before = shop.files();
    assert_data_eq!(
        shop.schema(&["revision"]).all(),
        str![[r#"
--- stderr
error: is column `users.about` new, or renamed from `bio`?

help: pass `--rename users.bio:users.about` or `--no-rename users.about`
--- exit 2

"#]]
    );
    assert!(shop.files() == before, "a refused revision wrote something");
    assert_data_eq!(
        shop.schema(&["revision", "--rename", "users.bio:users.about"]).all(),
        str![[r#"
--- stderr
     Created migrations/[ID]_rename_users_bio_to_about: revision.toml, up.sql, down.sql
             ~ rename column `users.bio` to `about`
--- exit 0

"#]]
    );
    shop.models(&USERS.replace("bio:", "story:"));
    assert_data_eq!(
        shop.schema(&["revision", "--no-rename", "users.story"]).all(),
        str![[r#"
--- stderr
     Created migrations/[ID]_add_users_story_drop_users_about: revision.toml, up.sql, down.sql
             + add column `users.story`: text, null
             - drop column `users.about`
warning: deletes all values of `users.about`
--- exit 0

"#]]
    );
    shop.schema(&["upgrade"]).fine();
    shop.schema(&["check", "--database"]).fine();
    shop.schema(&["downgrade", "base"]).fine();
}

#[test]
fn sql_for_somebody_else_to_run() {
    let shop = Shop::with(USERS);
    shop.schema(&["revision"]).fine();
    let sql = shop.schema(&["upgrade", "--sql"]).fine();
    assert!(sql.stdout.contains("CREATE TABLE \"users\""), "{}", sql.stdout);
    assert!(sql.stdout.contains("INSERT INTO _schema_revisions"), "{}", sql.stdout);
    assert!(!shop.path("shop.db").exists());
    shop.schema(&["upgrade"]).fine();
    assert_data_eq!(
        shop.schema(&["upgrade", "--sql"]).all(),
        str![[r#"
--- stderr
   Unchanged nothing to do
--- exit 0

"#]]
    );
    let down = shop.schema(&["downgrade", "base", "--sql"]).fine();
    assert!(down.stdout.contains("DROP TABLE \"users\""), "{}", down.stdout);
    assert!(shop.schema(&["current"]).fine().stdout.contains("(head)"), "--sql ran something");
}

#[test]
fn json_is_the_only_thing_on_stdout() {
    let shop = Shop::with(USERS);
    let json = |args: &[&str], code: i32| -> serde_json::Value {
        let run = shop.schema(&[args, &["--format", "json"]].concat());
        assert_eq!(run.code, code, "{}", run.all());
        let all: serde_json::Value =
            serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {}", run.stdout));
        assert_eq!((&all["format"], &all["command"], &all["exit_code"]), (&1.into(), &args[0].into(), &code.into()));
        all["data"].clone()
    };
    let check = json(&["check"], 1);
    assert_eq!(check["changes"][0]["symbol"], "+");
    assert_eq!(check["changes"][0]["span"]["file"], "src/main.rs");
    assert_eq!(check["changes"][0]["change"]["create_table"]["name"], "users");
    assert_eq!(json(&["revision"], 0)["revision"]["message"], "create users");
    assert_eq!(json(&["revision"], 0)["changes"], serde_json::json!([]));
    assert_eq!(json(&["check"], 0)["changes"], serde_json::json!([]));
    assert_eq!(json(&["upgrade", "--dry-run"], 0)["revisions"][0]["direction"], "up");
    assert_eq!(json(&["upgrade"], 0)["revisions"].as_array().unwrap().len(), 1);
    assert_eq!(json(&["status"], 0)["pending"], serde_json::json!([]));
    assert_eq!(json(&["heads"], 0)["revisions"][0]["slug"], "create_users");
    assert_eq!(json(&["history", "--applied"], 0)["revisions"][0]["applied"], true);
    assert!(json(&["show"], 0)["scripts"][0]["up"].as_str().unwrap().contains("CREATE TABLE"));
    assert_eq!(json(&["stamp", "head"], 0)["revisions"].as_array().unwrap().len(), 1);
    assert_eq!(json(&["downgrade", "-1"], 0)["revisions"][0]["direction"], "down");
    assert_eq!(json(&["merge"], 0)["parents"], serde_json::json!([]));
}

#[test]
fn an_empty_revision_is_for_sql_of_ones_own() {
    let shop = Shop::with(USERS);
    shop.schema(&["revision"]).fine();
    assert_data_eq!(
        shop.schema(&["revision", "--empty", "-m", "Fill in the bios!"]).all(),
        str![[r#"
--- stderr
     Created migrations/[ID]_fill_in_the_bios: revision.toml, up.sql, down.sql
--- exit 0

"#]]
    );
    let folder = shop.revisions().pop().unwrap();
    std::fs::write(folder.join("up.sql"), "UPDATE users SET bio = '' WHERE bio IS NULL;\n").unwrap();
    shop.schema(&["upgrade"]).fine();
    shop.schema(&["downgrade", "fill_in_the_bios-1"]).fine();
    assert!(shop.schema(&["current"]).fine().stdout.contains("create_users"));
}
