//! `cargo schema adopt`: a database that is there already.

use crate::support;
use crate::support::grown::{FROM, adopted, execute, execute_on, grown};
use crate::support::shop::Shop;
use schema_core::schema::Dialect;
use snapbox::{assert_data_eq, str};

#[test]
fn a_database_becomes_models_and_a_revision() {
    let shop = grown();
    let before = shop.files();
    let dry = shop.schema(&[&FROM[..], &["--dry-run"]].concat()).fine();
    assert!(shop.files() == before, "a look changes nothing: {}", dry.all());
    assert_data_eq!(
        dry.all(),
        str![[r#"
setup: create `build.rs`, which compares models and revisions
setup: add `schema-core` in `[dependencies]`
setup: add `schema-core` with feature `build` in `[build-dependencies]`
setup: add `dialects` = sqlite in `[package.metadata.schema]`
setup: add `database-url` = sqlite:shop.db in `[package.metadata.schema]`
write: migrations/[ID]_initial: revision.toml, up.sql, down.sql
write: src/models.rs: 2 models
setup: change `src/main.rs`: `mod models;`
stamp: sqlite:shop.db at [ID]_initial
--- stderr
warning: unmanaged, left unchanged: view titles
   Unchanged dry run, nothing was written; to write, run again without `--dry-run`
--- exit 0

"#]]
    );
    assert_data_eq!(
        shop.schema(&FROM).all(),
        str![[r#"
--- stderr
warning: unmanaged, left unchanged: view titles
     Created `build.rs`, which compares models and revisions
       Added `schema-core` in `[dependencies]`
       Added `schema-core` with feature `build` in `[build-dependencies]`
       Added `dialects` = sqlite in `[package.metadata.schema]`
       Added `database-url` = sqlite:shop.db in `[package.metadata.schema]`
     Created migrations/[ID]_initial: revision.toml, up.sql, down.sql
     Created src/models.rs: 2 models
     Changed `src/main.rs`: `mod models;`
     Stamped sqlite:shop.db at [ID]_initial (1 revision)
   Remaining steps:
             - a new database would lack 1 view: append the statements that create them to `up.sql` in `migrations/[ID]_initial` and those that drop them to `down.sql`, then run `cargo schema stamp --refresh`
             - remove DDL that runs when the program starts (`cargo schema doctor` lists it); call the migrator's `require_current` or `upgrade` instead
             - stamp each other database that has the same tables: `cargo schema stamp head --database-url <url>`, which compares first
--- exit 0

"#]]
    );
    assert_data_eq!(
        shop.read("src/models.rs"),
        str![[r#"
// Unmanaged: view titles

use schema_core::{Schema, SchemaEnum};

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
    #[schema(
        index(name = "ix_posts_author"),
        references(Users::id, on_delete(cascade), name = "fk_posts_author")
    )]
    pub author: i64,
    pub title: String,
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
error: `src/models.rs` already exists

help: choose another file with `--models <path>`, or replace it with `--force`
--- exit 2

"#]]
    );
    assert_data_eq!(
        refused(&["adopt", "sqlite:none.db"]),
        str![[r#"
--- stderr
error: database `sqlite:none.db` does not exist

help: create it with `cargo schema upgrade --database-url sqlite://[DIR]/none.db`
--- exit 4

"#]]
    );
    assert_data_eq!(
        refused(&[&FROM[..], &["--dialect", "postgres"]].concat()),
        str![[r#"
--- stderr
error: the project does not support `sqlite:shop.db`

Caused by:
  supported dialects: postgres
--- exit 2

"#]]
    );
    let other = ["adopt", "sqlite:shop.db", "--models", "src/db/tables.rs"];
    let run = shop.schema(&other).fine();
    assert!(run.stderr.contains("`mod` items from `src/main.rs` to `src/db/tables.rs`"), "{}", run.all());
    assert_data_eq!(
        shop.schema(&other).all(),
        str![[r#"
--- stderr
error: the project already has revisions

help: to record changes made in a database as a revision, run `cargo schema revision --from-database --database-url <url>`
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
error: the package already has models: `User`
 --> [DIR]/src/main.rs

Caused by:
  two models would declare the same table

help: list the differences with `cargo schema diff models <url>`, update the models, then run `revision` and `stamp head`
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
error: `sqlite:shop.db` already has a migration history of 1 revision

help: get the revisions from the project that upgraded the database; then run `cargo schema check --database --database-url sqlite://[DIR]/shop.db`
--- exit 6

"#]]
    );
    assert!(!other.path("migrations").exists());
}

/// A history of another name is one, too.
#[test]
fn a_database_with_another_history_is_refused() {
    let shop = adopted();
    execute(&shop, "ALTER TABLE _schema_revisions RENAME TO hist2");
    let other = Shop::bare();
    std::fs::copy(shop.path("shop.db"), other.path("shop.db")).unwrap();
    let before = other.files();
    let run = other.schema(&FROM);
    assert!(run.code == 6 && run.stderr.contains("already has a migration history in `hist2`"), "{}", run.all());
    assert!(other.files() == before);
}

#[test]
fn a_file_that_can_be_no_module_gets_no_models() {
    let shop = grown();
    shop.write("build.rs", "fn main() {}\n");
    shop.write("src/bin/tool.rs", "fn main() {}\n");
    let before = shop.files();
    for path in [
        "src/main.rs",
        "src/../src/main.rs",
        "src/lib.rs",
        "src/mod.rs",
        "src/bin/tool.rs",
        "src/bin/new.rs",
        "src/my-models.rs",
        "src/type.rs",
        "src/models",
        "src/models.txt",
        "build.rs",
        "models.rs",
        "Cargo.toml",
        "../models.rs",
        "migrations/models.rs",
    ] {
        let run = shop.schema(&[&FROM[..], &["--force", "--models", path]].concat());
        assert!(run.code == 2 && run.stderr.contains("cannot be the file for the models"), "{path}: {}", run.all());
        assert!(shop.files() == before, "{path}: {}", run.all());
    }
    shop.schema(&[&FROM[..], &["--models", "./src/db/mod.rs"]].concat()).fine();
    assert!(shop.read("src/db/mod.rs").contains("pub struct Users"));
}

/// Nothing is written beside a database that takes no record.
#[test]
fn a_database_that_cannot_be_written_is_refused() {
    let shop = grown();
    let before = shop.files();
    let run = shop.schema(&["adopt", "sqlite:shop.db?mode=ro"]);
    assert!(run.code == 4 && run.stderr.contains("cannot write to the database `"), "{}", run.all());
    assert!(run.stderr.contains("no file was written"), "{}", run.all());
    assert!(shop.files() == before, "{}", run.all());
    shop.schema(&FROM).fine();
}

#[test]
fn a_file_of_models_is_replaced_by_force() {
    let shop = grown();
    shop.write("src/models.rs", "// mine\n");
    shop.schema(&[&FROM[..], &["--force"]].concat()).fine();
    assert!(shop.read("src/models.rs").contains("pub struct Users"));
}

#[test]
fn servers_are_taken_over_and_followed() {
    for engine in support::engines() {
        if engine.dialect == Dialect::SQLITE {
            continue;
        }
        let database = support::block_on(engine.database("from_database"));
        let numbered = if engine.dialect == Dialect::POSTGRES {
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
        let taken = shop.schema(&["adopt", &database.url]).fine();
        assert!(taken.stderr.contains("view"), "{}", taken.all());
        assert!(!shop.read("Cargo.toml").contains("://"), "no URL of a server is written down");
        shop.write("src/main.rs", "#![allow(dead_code)]\nmod models;\n\nfn main() {}\n");
        shop.schema(&["check", "--database-url", &database.url]).fine();
        execute_on(
            &database.url,
            "ALTER TABLE users ADD COLUMN age INTEGER;\nDROP VIEW titles;\nALTER TABLE posts DROP COLUMN title",
        );
        let check = shop.schema(&["check", "--database-url", &database.url]);
        assert!(check.stdout.contains("+ column `users.age` is not in any revision: i32, null"), "{}", check.all());
        assert!(check.stdout.contains("- column `posts.title` is missing: varchar(200), not null"), "{}", check.all());
        shop.schema(&["revision", "--from-database", "--database-url", &database.url, "-m", "by hand"]).fine();
        shop.schema(&[&["stamp", "head"], &url[..]].concat()).fine();
        let check = shop.schema(&["check", "--database-url", &database.url]);
        assert!(!check.stdout.contains("does not match"), "{}", check.all());
    }
}

/// What no model declares comes into new databases by the scripts of the first revision; the adopted one has it already.
#[test]
fn what_no_model_declares_is_added_to_the_first_revision() {
    for engine in support::engines() {
        let adopted = support::block_on(engine.database("adopted_views"));
        let fresh = support::block_on(engine.database("adopted_views_new"));
        let table = match engine.dialect.name() {
            "sqlite" => "CREATE TABLE users (id INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL)",
            _ => "CREATE TABLE users (id BIGINT NOT NULL PRIMARY KEY, name VARCHAR(80) NOT NULL)",
        };
        let (up, down) = match engine.dialect.name() {
            "sqlite" => (
                "CREATE TRIGGER tidy AFTER INSERT ON users BEGIN UPDATE users SET name = trim(name); END;",
                "DROP TRIGGER tidy;",
            ),
            "postgres" => (
                "CREATE FUNCTION tidy() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.name := trim(NEW.name); RETURN NEW; END $$;\n\
                 CREATE TRIGGER tidy BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION tidy();",
                "DROP TRIGGER tidy ON users;\nDROP FUNCTION tidy();",
            ),
            _ => (
                "CREATE TRIGGER tidy BEFORE INSERT ON users FOR EACH ROW SET NEW.name = trim(NEW.name);",
                "DROP TRIGGER tidy;",
            ),
        };
        let view = "CREATE VIEW names AS SELECT name FROM users;";
        let by_hand = format!("{view}\n{up}");
        execute_on(&adopted.url, &format!("{table};\n{by_hand}"));
        let shop = Shop::bare();
        let taken = shop.schema(&["adopt", &adopted.url]).fine();
        assert!(
            taken.stderr.contains("- a new database would lack ") && taken.stderr.contains("1 view"),
            "{}",
            taken.all()
        );
        shop.write("src/main.rs", "#![allow(dead_code)]\nmod models;\n\nfn main() {}\n");
        let script = |name: &str| shop.revisions()[0].join(name);
        let read = |name: &str| std::fs::read_to_string(script(name)).unwrap();
        std::fs::write(script("up.sql"), format!("{}\n{by_hand}\n", read("up.sql"))).unwrap();
        let back = read("down.sql");
        let at = back.find("-- drop table").expect("the tables are dropped");
        std::fs::write(script("down.sql"), format!("{}DROP VIEW names;\n{down}\n\n{}", &back[..at], &back[at..]))
            .unwrap();

        let on = |url: &str, words: &[&str]| shop.schema_on(url, words);
        on(&adopted.url, &["stamp", "--refresh"]).fine();
        shop.schema(&["check", "--database-url", &adopted.url]).fine();
        on(&fresh.url, &["upgrade"]).fine();
        shop.schema(&["check", "--database-url", &fresh.url]).fine();
        let same = shop.schema(&["diff", &adopted.url, &fresh.url]).fine();
        assert!(!same.all().contains("names") && !same.all().contains("tidy"), "{}", same.all());
        on(&fresh.url, &["downgrade", "base"]).fine();
        shop.schema(&["diff", &fresh.url, "base"]).fine();
    }
}
