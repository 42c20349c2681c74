//! `cargo schema init --from-database`, `revision --from-database` and `check --database`: a database that is there
//! already, and one that was changed by hand.

mod cli_support;
mod support;

use cli_support::Shop;
use schema_core::connect::{Access, DatabaseUrl, IntoSession as _};
use schema_core::schema::Dialect;
use snapbox::{assert_data_eq, str};

/// Tables as somebody wrote them, with rows.
const TABLES: &str = "
CREATE TABLE users (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    email VARCHAR(80) NOT NULL,
    state TEXT NOT NULL DEFAULT 'new' CONSTRAINT ck_users_state CHECK (state IN ('new', 'known')),
    CONSTRAINT uq_users_email UNIQUE (email)
);
CREATE TABLE posts (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    author BIGINT NOT NULL CONSTRAINT fk_posts_author REFERENCES users (id) ON DELETE CASCADE,
    title TEXT NOT NULL
);
CREATE INDEX ix_posts_author ON posts (author);
CREATE VIEW titles AS SELECT title FROM posts;
INSERT INTO users (email) VALUES ('ada@example.org');
INSERT INTO posts (author, title) VALUES (1, 'on engines');
";

fn execute_on(url: &str, sql: &str) {
    support::block_on(async {
        let mut session = DatabaseUrl::parse(url).unwrap().into_session(Access::Write).await.unwrap();
        for statement in sql.split(";\n").filter(|statement| !statement.trim().is_empty()) {
            session.execute(statement).await.unwrap();
        }
        session.close().await.unwrap();
    });
}

fn execute(shop: &Shop, sql: &str) {
    execute_on(&format!("sqlite:{}?mode=rwc", shop.path("shop.db").display()), sql);
}

/// A package without anything, beside a database with tables.
fn grown() -> Shop {
    let shop = Shop::bare();
    execute(&shop, TABLES);
    shop
}

const FROM: [&str; 3] = ["init", "--from-database", "sqlite:shop.db"];

/// The same, taken over.
fn adopted() -> Shop {
    let shop = grown();
    shop.schema(&FROM).fine();
    shop.write("src/main.rs", "#![allow(dead_code)]\nmod models;\n\nfn main() {}\n");
    shop
}

#[test]
fn a_database_becomes_models_and_a_revision() {
    let shop = grown();
    let before = shop.files();
    let dry = shop.schema(&[&FROM[..], &["--dry-run"]].concat()).fine();
    assert!(shop.files() == before, "a look changes nothing: {}", dry.all());
    assert_data_eq!(
        dry.all(),
        str![[r#"
set up: Created `build.rs`, which compares models and revisions
set up: Added `schema-core` in `[dependencies]`
set up: Added `schema-derive` in `[dependencies]`
set up: Added `schema-core` with feature `build` in `[build-dependencies]`
set up: Added `dialects` = sqlite in `[package.metadata.schema]`
set up: Added `database-url` = sqlite:shop.db in `[package.metadata.schema]`
write: migrations/[ID]_initial: revision.toml, up.sql, down.sql
write: src/models.rs: 2 models
set up: Changed `src/main.rs`: `mod models;`
mark: sqlite:shop.db as [ID]_initial
--- stderr
warning: no model holds this, and it stays as it is: view titles
   Unchanged nothing is written so far: to do it, leave `--dry-run` out
--- exit 0

"#]]
    );
    assert_data_eq!(
        shop.schema(&FROM).all(),
        str![[r#"
--- stderr
warning: no model holds this, and it stays as it is: view titles
     Created `build.rs`, which compares models and revisions
       Added `schema-core` in `[dependencies]`
       Added `schema-derive` in `[dependencies]`
       Added `schema-core` with feature `build` in `[build-dependencies]`
       Added `dialects` = sqlite in `[package.metadata.schema]`
       Added `database-url` = sqlite:shop.db in `[package.metadata.schema]`
     Created migrations/[ID]_initial: revision.toml, up.sql, down.sql
     Created src/models.rs: 2 models
     Changed `src/main.rs`: `mod models;`
     Stamped sqlite:shop.db as [ID]_initial (1 revision)
   Remaining by hand:
             - take out what makes tables when the program starts: `cargo schema doctor` finds it; in its place comes `require_current` or `upgrade` of the migrator
             - each other database with the same tables: `cargo schema stamp head --database-url <url>`, which compares first
--- exit 0

"#]]
    );
    assert_data_eq!(
        shop.read("src/models.rs"),
        str![[r#"
// Not in here: view titles

use schema_derive::{Schema, SchemaEnum};

#[derive(SchemaEnum)]
pub enum State {
    New,
    Known,
}

#[derive(Schema)]
#[schema(table = "posts")]
pub struct Posts {
    #[schema(primary_key, auto_increment)]
    pub id: i64,
    #[schema(index = "ix_posts_author", references(Users::id, on_delete = cascade, name = "fk_posts_author"))]
    pub author: i64,
    pub title: String,
}

#[derive(Schema)]
#[schema(table = "users")]
pub struct Users {
    #[schema(primary_key, auto_increment)]
    pub id: i64,
    #[schema(max_length = 80, unique = "uq_users_email")]
    pub email: String,
    #[schema(default = "new")]
    pub state: State,
}

"#]]
    );
    shop.write("src/main.rs", "#![allow(dead_code)]\nmod models;\n\nfn main() {}\n");
    shop.schema(&["check", "--database"]).fine();
    shop.cargo(&["build"]).fine();

    // What another copy of the program made is the same, and an empty database becomes it.
    shop.schema(&["upgrade", "--database-url", "sqlite:new.db"]).fine();
    let diff = shop.schema(&["diff", "sqlite:shop.db", "sqlite:new.db"]).fine();
    assert_eq!(diff.stdout, "", "{}", diff.all());
    shop.schema(&["downgrade", "base", "--database-url", "sqlite:new.db"]).fine();
}

#[test]
fn types_bring_their_crates_and_features() {
    let shop = Shop::bare();
    execute(&shop, "CREATE TABLE t (id INTEGER PRIMARY KEY NOT NULL, born DATE NOT NULL)");
    let run = shop.schema(&FROM).fine();
    assert!(run.stderr.contains("Changed `schema-core` with feature `chrono` in `[dependencies]`"), "{}", run.all());
    assert!(run.stderr.contains("Added `chrono` in `[dependencies]`"), "{}", run.all());
    shop.write("src/main.rs", "#![allow(dead_code)]\nmod models;\n\nfn main() {}\n");
    shop.schema(&["check", "--database"]).fine();
    shop.cargo(&["check"]).fine();
}

/// Nothing is written in any of these.
#[test]
fn what_is_refused() {
    let shop = grown();
    shop.write("src/models.rs", "// mine\n");
    let before = shop.files();
    let refused = |args: &[&str]| {
        let run = shop.schema(args);
        assert!(shop.files() == before, "{}", run.all());
        run.all()
    };
    assert_data_eq!(
        refused(&FROM),
        str![[r#"
--- stderr
error: `src/models.rs` is there already

hint: name another file with `--models <path>`, or replace it with `--force`
--- exit 2

"#]]
    );
    assert_data_eq!(
        refused(&["init", "--from-database", "sqlite:none.db"]),
        str![[r#"
--- stderr
error: there is no database `sqlite:none.db` yet

hint: make it with `cargo schema upgrade --database-url sqlite://[DIR]/none.db`
--- exit 4

"#]]
    );
    assert_data_eq!(
        refused(&[&FROM[..], &["--dialect", "postgres"]].concat()),
        str![[r#"
--- stderr
error: there are no scripts for the database `sqlite:shop.db`

Caused by:
  the project has scripts for postgres
--- exit 2

"#]]
    );
    let other = ["init", "--from-database", "sqlite:shop.db", "--models", "src/db/tables.rs"];
    let run = shop.schema(&other).fine();
    assert!(run.stderr.contains("`mod` items from `src/main.rs` to `src/db/tables.rs`"), "{}", run.all());
    assert_data_eq!(
        shop.schema(&other).all(),
        str![[r#"
--- stderr
error: there are revisions already

hint: what a database has beyond them becomes one with `cargo schema revision --from-database <url>`
--- exit 2

"#]]
    );

    let shop = grown();
    shop.models("#[derive(Schema)]\nstruct User {\n    #[schema(primary_key)]\n    id: i64,\n}\n");
    let before = shop.files();
    assert_data_eq!(
        shop.schema(&FROM).all(),
        str![[r#"
--- stderr
error: there are models already: `User`
 --> [DIR]/src/main.rs

Caused by:
  models of the same tables would be there twice

hint: see what they lack with `cargo schema diff models <url>`; then `revision` and `stamp head` as always
--- exit 2

"#]]
    );
    assert!(shop.files() == before);

    let shop = adopted();
    let other = Shop::bare();
    std::fs::copy(shop.path("shop.db"), other.path("shop.db")).unwrap();
    assert_data_eq!(
        other.schema(&FROM).all(),
        str![[r#"
--- stderr
error: `sqlite:shop.db` has a history of 1 revision already

hint: bring the revisions here, from where it was upgraded; then run `cargo schema check --database`
--- exit 6

"#]]
    );
    assert!(!other.path("migrations").exists());
}

#[test]
fn a_file_of_models_is_replaced_by_force() {
    let shop = grown();
    shop.write("src/models.rs", "// mine\n");
    shop.schema(&[&FROM[..], &["--force"]].concat()).fine();
    assert!(shop.read("src/models.rs").contains("pub struct Users"));
}

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
drift: sqlite:shop.db is not what [ID]_initial makes
  - column `posts.title` is missing: text, not null
  + column `posts.headline` is there, and in no revision: text, not null
  + column `users.age` is there, and in no revision: i64, null
  - index `ix_posts_author` on `posts` is missing: author
  + table `tags` is there, and in no revision: 2 columns
ways out:
  a revision that adopts it: `cargo schema revision --from-database`
  SQL that takes it back: `cargo schema diff database [ID]_initial --sql`
  tables of somebody else: `ignore-tables = ["tags"]` in the metadata
not modelled: view titles
--- exit 1

"#]]
    );
    let json: serde_json::Value =
        serde_json::from_str(&shop.schema(&["check", "--database", "--format", "json"]).stdout).unwrap();
    assert_eq!(json["drift"].as_array().unwrap().len(), 5, "{json:#}");
    assert_eq!(json["other_tables"], serde_json::json!(["tags"]));

    let before = shop.files();
    assert_data_eq!(
        shop.schema(&["revision", "--from-database", "-m", "by hand"]).all(),
        str![[r#"
--- stderr
error: is column `posts.headline` new, or `title` by a new name?

hint: answer with `--rename posts.title:posts.headline`, or with `--no-rename posts.headline --fill posts.headline=VALUE`
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
    #[schema(references(Users::id, on_delete = cascade, name = "fk_posts_author"))]
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
    #[schema(max_length = 80, unique = "uq_users_email")]
    pub email: String,
    #[schema(default = "new")]
    pub state: State,
    pub age: Option<i64>,
}
--- stderr
       Found in the database, and not compared, for no model can declare it:
             view titles
     Created migrations/[ID]_by_hand: revision.toml, up.sql, down.sql
             ~ rename column `posts.title` to `headline`
             - drop index `ix_posts_author` on `posts`
             + add column `users.age`: i64, null
             + create table `tags`: 2 columns
   Remaining by hand:
             - say the same in the models, as they stand on stdout: the build tells what still differs
             - mark the database, which has it already: `cargo schema stamp head`
--- exit 0

"##]]
    );
    shop.schema(&["stamp", "head"]).fine();
    let check = shop.schema(&["check", "--database"]);
    assert!(check.code == 1 && !check.stdout.contains("drift"), "only the models are behind: {}", check.all());

    // The models follow, and then nothing is left.
    let models = shop.read("src/models.rs");
    let models = models.replace("pub title:", "pub headline:").replace("index = \"ix_posts_author\", ", "");
    let models = models.replace("pub email: String,\n", "pub email: String,\n    pub age: Option<i64>,\n");
    let tags = "\n#[derive(Schema)]\n#[schema(table = \"tags\")]\npub struct Tags {\n    #[schema(primary_key, \
                auto_increment)]\n    pub id: i64,\n    #[schema(max_length = 20)]\n    pub word: String,\n}\n";
    shop.write("src/models.rs", &(models + tags));
    let left = shop.schema(&["check"]);
    assert_eq!(left.stdout, "", "{}", left.all());
    let unchanged = shop.schema(&["revision", "--from-database"]).fine();
    assert!(unchanged.stderr.contains("the database is what the revisions make"), "{}", unchanged.all());

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
error: `--only spatial` means nothing of what is different

Caused by:
  - drop index `ix_posts_author` on `posts`
  + add column `users.age`: i64, null
  + add column `users.town`: text, null
  + create table `legacy_a`: 1 column

hint: name a table, something in one or an enum: `users`, `users.age`, `legacy_*`
--- exit 2

"#]]
    );
    assert!(shop.files() == before, "nothing is written");
    let only = ["revision", "--from-database", "-m", "part", "--only", "users.a*", "--only", "legacy_*"];
    let run = shop.schema(&only).fine();
    assert_data_eq!(
        run.stderr,
        str![[r#"
       Found in the database, and not compared, for no model can declare it:
             view titles
     Created migrations/[ID]_part: revision.toml, up.sql, down.sql
             + add column `users.age`: i64, null
             + create table `legacy_a`: 1 column
        Left as it is, for `--only` does not mean it:
             - drop index `ix_posts_author` on `posts`
             + add column `users.town`: text, null
   Remaining by hand:
             - say the same in the models, as they stand on stdout: the build tells what still differs
             - mark the database, which has it already: `cargo schema stamp head --force`

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
            "             - drop index `ix` on `user`\n             + add unique `ix` on `user`: town\nwarning: fails where \
             rows of `user` break `ix`\n",
        ),
        ("DROP INDEX ix", "             - drop unique `ix` on `user`\n"),
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
pending: [ID]_lead
drift: sqlite:shop.db is not what [ID]_initial makes
  - index `ix_posts_author` on `posts` is missing: author
ways out:
  a revision that adopts it: `cargo schema upgrade`, then `cargo schema revision --from-database`
  SQL that takes it back: `cargo schema diff database [ID]_initial --sql`
--- exit 1

"#]]
    );
    execute(&shop, "CREATE INDEX ix_posts_author ON posts (author);\n");
    assert_data_eq!(
        shop.schema(&["revision", "--from-database"]).all(),
        str![[r#"
--- stderr
error: `sqlite:shop.db` is behind by 1 revision

Caused by:
  what it lacks would look like a change

hint: bring it to the head with `cargo schema upgrade`
--- exit 6

"#]]
    );
    shop.schema(&["stamp", "--purge", "--yes"]).fine();
    assert_data_eq!(
        shop.schema(&["revision", "--from-database"]).all(),
        str![[r#"
--- stderr
error: `sqlite:shop.db` has no history of revisions

hint: mark it first: `cargo schema stamp --detect` finds the revision that it is nearest to
--- exit 6

"#]]
    );
    // An emptied history is as none, where the tables are there that the revisions would make.
    let upgrade = shop.schema(&["upgrade"]);
    assert_data_eq!(
        upgrade.all(),
        str![[r#"
--- stderr
error: the database has 2 tables (`posts`, `users`) and no history of revisions

hint: if they are what the newest revision makes (or give the revision; `base` for none), run `cargo schema stamp head`
--- exit 6

"#]]
    );
    assert_eq!(shop.schema(&["upgrade", "--dry-run"]).stderr, upgrade.stderr);
    shop.schema(&["stamp", "initial"]).fine();
    shop.schema(&["upgrade"]).fine();
}

#[test]
fn servers_are_taken_over_and_followed() {
    for engine in support::engines() {
        if engine.dialect == Dialect::Sqlite {
            continue;
        }
        let database = support::block_on(engine.database("from_database"));
        let numbered = if engine.dialect == Dialect::Postgres {
            "id BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY"
        } else {
            "id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY"
        };
        let tables = format!(
            "CREATE TABLE users ({numbered}, email VARCHAR(80) NOT NULL, CONSTRAINT uq_users_email UNIQUE (email));
             CREATE TABLE posts ({numbered}, author BIGINT NOT NULL, title VARCHAR(200) NOT NULL);
             CREATE INDEX ix_posts_author ON posts (author);
             ALTER TABLE posts ADD CONSTRAINT fk_posts_author FOREIGN KEY (author) REFERENCES users (id);
             INSERT INTO users (email) VALUES ('ada@example.org');
             CREATE VIEW titles AS SELECT title FROM posts"
        );
        execute_on(&database.url, &tables);
        let shop = Shop::bare();
        let url = ["--database-url", database.url.as_str()];
        let taken = shop.schema(&["init", "--from-database", &database.url]).fine();
        assert!(taken.stderr.contains("view"), "{}", taken.all());
        assert!(!shop.read("Cargo.toml").contains("://"), "no URL of a server is written down");
        shop.write("src/main.rs", "#![allow(dead_code)]\nmod models;\n\nfn main() {}\n");
        shop.schema(&["check", "--database", &database.url]).fine();
        execute_on(
            &database.url,
            "ALTER TABLE users ADD COLUMN age INTEGER;\nDROP VIEW titles;\nALTER TABLE posts DROP COLUMN title",
        );
        let check = shop.schema(&["check", "--database", &database.url]);
        assert!(
            check.stdout.contains("+ column `users.age` is there, and in no revision: i32, null"),
            "{}",
            check.all()
        );
        assert!(check.stdout.contains("- column `posts.title` is missing: varchar(200), not null"), "{}", check.all());
        shop.schema(&["revision", "--from-database", &database.url, "-m", "by hand"]).fine();
        shop.schema(&[&["stamp", "head"], &url[..]].concat()).fine();
        let check = shop.schema(&["check", "--database", &database.url]);
        assert!(!check.stdout.contains("drift"), "{}", check.all());
    }
}
