//! `cargo schema revision --from-database` and `check --database`: a database that was changed by hand.

use crate::support::grown::{adopted, execute};
use crate::support::shop::Shop;
use snapbox::{assert_data_eq, str};

#[test]
fn what_was_changed_by_hand_becomes_a_revision() {
    let shop = adopted();
    execute(
        &shop,
        "ALTER TABLE users ADD COLUMN age INTEGER;\n
         ALTER TABLE posts RENAME COLUMN title TO headline;\n
         DROP INDEX ix_posts_author;\n
         CREATE TABLE tags (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, word VARCHAR(20) NOT NULL)",
    );
    assert_data_eq!(
        shop.schema(&["check", "--database", "--verbose"]).all(),
        str![[r#"
warning: `sqlite:shop.db` does not match [ID]_initial
  - column `posts.title` is missing: text, not null
  + column `posts.headline` is not in any revision: text, not null
  + column `users.age` is not in any revision: i64, null
  - index `ix_posts_author` on `posts` is missing: author
  + table `tags` is not in any revision: 2 columns

note: to keep the changes, adopt them in a revision
  = help: run `cargo schema revision --from-database`

note: to undo the changes, change the database
  = help: run the SQL that `cargo schema diff database [ID]_initial --sql` prints

note: to ignore unmanaged tables, list them
  = help: add `ignore-tables = ["tags"]` to the metadata

note: unmanaged, not compared: view titles
--- exit 1

"#]]
    );
    let json: serde_json::Value =
        serde_json::from_str(&shop.schema(&["check", "--database", "--format", "json"]).stdout).unwrap();
    assert_eq!(json["data"]["drift"].as_array().unwrap().len(), 5, "{json:#}");
    assert_eq!(json["data"]["unmanaged_tables"], serde_json::json!(["tags"]));

    let before = shop.files();
    assert_data_eq!(
        shop.schema(&["revision", "--from-database", "-m", "by hand"]).all(),
        str![[r#"
--- stderr
error: is column `posts.headline` new, or renamed from `title`?

help: pass `--rename posts.title:posts.headline` or `--no-rename posts.headline --fill posts.headline=VALUE`
--- exit 2

"#]]
    );
    assert!(shop.files() == before, "nothing is written");
    let rename = ["revision", "--from-database", "-m", "by hand", "--rename", "posts.title:posts.headline"];
    assert_data_eq!(
        shop.schema(&rename).all(),
        str![[r##"
#[derive(Schema)]
#[schema(table = "posts")]
pub struct Posts {
    #[schema(primary_key, auto_increment)]
    pub id: i64,
    #[schema(references(Users::id, on_delete(cascade), name = "fk_posts_author"))]
    pub author: i64,
    pub headline: String,
}

#[derive(Schema)]
#[schema(table = "tags")]
pub struct Tags {
    #[schema(primary_key, auto_increment)]
    pub id: i64,
    #[schema(max_length = 20)]
    pub word: String,
}

#[derive(Schema)]
#[schema(table = "users")]
pub struct Users {
    #[schema(primary_key, auto_increment)]
    pub id: i64,
    #[schema(max_length = 80, unique(name = "uq_users_email"))]
    pub email: String,
    #[schema(default = "new")]
    pub state: State,
    pub age: Option<i64>,
}
--- stderr
       Found unmanaged objects in the database, not compared:
             view titles
     Created migrations/[ID]_by_hand: revision.toml, up.sql, down.sql
             ~ rename column `posts.title` to `headline`
             - drop index `ix_posts_author` on `posts`
             + add column `users.age`: i64, null
             + create table `tags`: 2 columns
   Remaining steps:
             - make the same changes to the models, shown on stdout; the build lists remaining differences
             - stamp the database, which already has the changes: `cargo schema stamp head`
--- exit 0

"##]]
    );
    shop.schema(&["stamp", "head"]).fine();
    let check = shop.schema(&["check", "--database"]);
    assert!(check.code == 1 && !check.stdout.contains("does not match"), "only the models are behind: {}", check.all());

    // The models follow, and then nothing is left.
    let models = shop.read("src/models.rs");
    let models =
        models.replace("pub title:", "pub headline:").replace("        index(name = \"ix_posts_author\"),\n", "");
    let models = models.replace("pub email: String,\n", "pub email: String,\n    pub age: Option<i64>,\n");
    let tags = "\n#[derive(Schema)]\n#[schema(table = \"tags\")]\npub struct Tags {\n    #[schema(primary_key, \
                auto_increment)]\n    pub id: i64,\n    #[schema(max_length = 20)]\n    pub word: String,\n}\n";
    shop.write("src/models.rs", &(models + tags));
    let left = shop.schema(&["check"]);
    assert_eq!(left.stdout, "", "{}", left.all());
    let unchanged = shop.schema(&["revision", "--from-database"]).fine();
    assert!(unchanged.stderr.contains("the database matches the revisions"), "{}", unchanged.all());

    // A database that nobody touched gets it by an upgrade.
    shop.schema(&["upgrade", "--database-url", "sqlite:new.db"]).fine();
    let diff = shop.schema(&["diff", "sqlite:shop.db", "sqlite:new.db"]).fine();
    assert_eq!(diff.stdout, "", "{}", diff.all());
}

#[test]
fn a_part_of_what_was_changed_becomes_a_revision() {
    let shop = adopted();
    execute(
        &shop,
        "ALTER TABLE users ADD COLUMN age INTEGER;\n
         ALTER TABLE users ADD COLUMN town TEXT;\n
         DROP INDEX ix_posts_author;\n
         CREATE TABLE legacy_a (id INTEGER NOT NULL PRIMARY KEY);\n
         CREATE TABLE spatial (id INTEGER NOT NULL PRIMARY KEY)",
    );
    let manifest = shop.read("Cargo.toml");
    let keys = "[package.metadata.schema]\nignore-tables = [\"spatial\"]";
    shop.write("Cargo.toml", &manifest.replace("[package.metadata.schema]", keys));
    let before = shop.files();
    let none = shop.schema(&["revision", "--from-database", "--only", "spatial"]);
    assert_data_eq!(
        none.all(),
        str![[r#"
--- stderr
error: `--only spatial` matches no difference

Caused by:
  - drop index `ix_posts_author` on `posts`
  + add column `users.age`: i64, null
  + add column `users.town`: text, null
  + create table `legacy_a`: 1 column

help: name a table, a part of one, or an enum: `users`, `users.age`, `legacy_*`
--- exit 2

"#]]
    );
    assert!(shop.files() == before, "nothing is written");
    let only = ["revision", "--from-database", "-m", "part", "--only", "users.a*", "--only", "legacy_*"];
    let run = shop.schema(&only).fine();
    assert_data_eq!(
        run.stderr,
        str![[r#"
       Found unmanaged objects in the database, not compared:
             view titles
     Created migrations/[ID]_part: revision.toml, up.sql, down.sql
             + add column `users.age`: i64, null
             + create table `legacy_a`: 1 column
     Skipped changes that `--only` does not select:
             - drop index `ix_posts_author` on `posts`
             + add column `users.town`: text, null
   Remaining steps:
             - make the same changes to the models, shown on stdout; the build lists remaining differences
             - stamp the database, which already has the changes: `cargo schema stamp head --force`

"#]]
    );
    shop.schema(&["stamp", "head", "--force"]).fine();
    let drift = shop.schema(&["check", "--database"]).stdout;
    assert!(drift.contains("users.town") && drift.contains("ix_posts_author"), "{drift}");
    assert!(!drift.contains("+ column `users.age`") && !drift.contains("spatial"), "{drift}");
    let diff = shop.schema(&["diff", "head", "sqlite:shop.db"]).stdout;
    assert!(diff.contains("users.town") && !diff.contains("spatial"), "{diff}");
    assert!(!shop.schema(&["inspect", "--format", "rust"]).fine().stdout.contains("Spatial"));
    assert!(shop.schema(&["inspect"]).fine().stdout.contains("spatial"));
}

#[test]
fn declared_types_stay_where_the_database_cannot_tell() {
    let shop = Shop::with(
        "#[derive(Schema)]\n#[schema(table = \"users\")]\nstruct User {\n    #[schema(primary_key, auto_increment)]\n    \
         id: i64,\n    size: u8,\n    level: Level,\n}\n\n#[derive(SchemaEnum)]\nenum Level {\n    Low,\n    High,\n}\n",
    );
    shop.schema(&["revision", "-m", "users"]).fine();
    shop.schema(&["upgrade"]).fine();
    execute(&shop, "ALTER TABLE users ADD COLUMN note TEXT");
    let run = shop.schema(&["revision", "--from-database", "-m", "note"]).fine();
    assert!(run.stderr.contains("+ add column `users.note`: text, null\n   Remaining"), "{}", run.all());
    assert!(run.stdout.contains("pub size: u8,") && run.stdout.contains("pub level: Level,"), "{}", run.all());
    shop.schema(&["stamp", "head"]).fine();
    // The values of an enum are a check here.
    execute(
        &shop,
        "PRAGMA writable_schema = ON;\nUPDATE sqlite_schema SET sql = replace(sql, '''high''', '''high'', ''top''');\n
         PRAGMA writable_schema = RESET",
    );
    let run = shop.schema(&["revision", "--from-database", "-m", "top"]).fine();
    assert!(run.stderr.contains("~ alter enum `level`: low, high -> low, high, top\n"), "{}", run.all());
}

/// SQLite has a unique index as a unique constraint: still it is the one that was declared.
#[test]
fn a_declared_unique_index_is_followed() {
    let shop = Shop::with(
        "#[derive(Schema)]\n#[schema(index(name, name = \"ix\", unique))]\nstruct User {\n    #[schema(primary_key)]\n    \
         id: i64,\n    name: String,\n    town: String,\n}\n",
    );
    shop.schema(&["revision", "-m", "user"]).fine();
    shop.schema(&["upgrade"]).fine();
    for (by_hand, told) in [
        ("ALTER TABLE user ADD COLUMN note TEXT", "             + add column `user.note`: text, null\n"),
        (
            "DROP INDEX ix;\nCREATE UNIQUE INDEX ix ON user (town)",
            "             - drop index `ix` on `user`\n             + add unique constraint `ix` on `user`: town\nwarning: fails if existing rows of `user` violate `ix`\n",
        ),
        ("DROP INDEX ix", "             - drop unique constraint `ix` on `user`\n"),
    ] {
        execute(&shop, by_hand);
        let run = shop.schema(&["revision", "--from-database", "-m", "by hand"]).fine();
        let (_, changes) = run.stderr.split_once("down.sql\n").unwrap();
        let (changes, _) = changes.split_once("   Remaining").unwrap();
        assert_eq!(changes, told, "{}", run.all());
        shop.schema(&["stamp", "head"]).fine();
        shop.schema(&["diff", "head", "sqlite:shop.db"]).fine();
    }
}

#[test]
fn a_database_that_is_not_at_the_head_is_refused() {
    let shop = adopted();
    shop.write(
        "src/models.rs",
        &shop.read("src/models.rs").replace("pub title:", "pub lead: Option<String>,\n    pub title:"),
    );
    shop.schema(&["revision", "-m", "lead"]).fine();
    execute(&shop, "DROP INDEX ix_posts_author;\n");
    assert_data_eq!(
        shop.schema(&["check", "--database"]).all(),
        str![[r#"
warning: `sqlite:shop.db` is 1 revision behind
  pending: [ID]_lead
  = help: run `cargo schema upgrade`

warning: `sqlite:shop.db` does not match [ID]_initial
  - index `ix_posts_author` on `posts` is missing: author

note: to keep the changes, adopt them in a revision
  = help: upgrade the database to the head, then run `cargo schema revision --from-database`

note: to undo the changes, change the database
  = help: run the SQL that `cargo schema diff database [ID]_initial --sql` prints
--- exit 1

"#]]
    );
    execute(&shop, "CREATE INDEX ix_posts_author ON posts (author);\n");
    assert_data_eq!(
        shop.schema(&["revision", "--from-database"]).all(),
        str![[r#"
--- stderr
error: `sqlite:shop.db` is 1 revision behind

Caused by:
  pending revisions would look like changes

help: to apply them, run `cargo schema upgrade`
--- exit 6

"#]]
    );
    shop.schema(&["stamp", "--purge", "--yes"]).fine();
    assert_data_eq!(
        shop.schema(&["revision", "--from-database"]).all(),
        str![[r#"
--- stderr
error: `sqlite:shop.db` has no migration history

help: stamp it first: `cargo schema stamp --detect` finds the closest revision
--- exit 6

"#]]
    );
    // An emptied history is as none, where the tables are there that the revisions would make.
    let upgrade = shop.schema(&["upgrade"]);
    assert_data_eq!(
        upgrade.all(),
        str![[r#"
--- stderr
error: the database has 2 tables (`posts`, `users`) but no migration history

help: if they match the newest revision, run `cargo schema stamp head`; otherwise name the revision, or `base`
--- exit 6

"#]]
    );
    assert_eq!(shop.schema(&["upgrade", "--dry-run"]).stderr, upgrade.stderr);
    shop.schema(&["stamp", "initial"]).fine();
    shop.schema(&["upgrade"]).fine();
}
