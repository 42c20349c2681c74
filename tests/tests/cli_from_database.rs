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

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

fn execute_on(url: &str, sql: &str) {
    runtime().block_on(async {
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
    assert_data_eq!(dry.all(), str![[]]);
    assert_data_eq!(shop.schema(&FROM).all(), str![[]]);
    assert_data_eq!(shop.read("src/models.rs"), str![[]]);
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
    execute(
        &shop,
        "CREATE TABLE t (id INTEGER PRIMARY KEY NOT NULL, born DATE NOT NULL, price DECIMAL(10,2) NOT NULL)",
    );
    let run = shop.schema(&FROM).fine();
    assert!(run.stderr.contains("Changed `schema-core` with feature `chrono` in `[dependencies]`"), "{}", run.all());
    assert!(run.stderr.contains("Added `rust_decimal` in `[dependencies]`"), "{}", run.all());
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
    assert_data_eq!(refused(&FROM), str![[]]);
    assert_data_eq!(refused(&["init", "--from-database", "sqlite:none.db"]), str![[]]);
    assert_data_eq!(refused(&[&FROM[..], &["--dialect", "postgres"]].concat()), str![[]]);
    let other = ["init", "--from-database", "sqlite:shop.db", "--models", "src/db/tables.rs"];
    let run = shop.schema(&other).fine();
    assert!(run.stderr.contains("`mod` items from `src/main.rs` on to `src/db/tables.rs`"), "{}", run.all());
    assert_data_eq!(shop.schema(&other).all(), str![[]]);

    let shop = grown();
    shop.models("#[derive(Schema)]\nstruct User {\n    #[schema(primary_key)]\n    id: i64,\n}\n");
    let before = shop.files();
    assert_data_eq!(shop.schema(&FROM).all(), str![[]]);
    assert!(shop.files() == before);

    let shop = adopted();
    let other = Shop::bare();
    std::fs::copy(shop.path("shop.db"), other.path("shop.db")).unwrap();
    assert_data_eq!(other.schema(&FROM).all(), str![[]]);
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
    assert_data_eq!(shop.schema(&["check", "--database", "--verbose"]).all(), str![[]]);
    let json: serde_json::Value =
        serde_json::from_str(&shop.schema(&["check", "--database", "--format", "json"]).stdout).unwrap();
    assert_eq!(json["drift"].as_array().unwrap().len(), 4, "{json:#}");
    assert_eq!(json["other_tables"], serde_json::json!(["tags"]));

    let before = shop.files();
    assert_data_eq!(shop.schema(&["revision", "--from-database", "-m", "by hand"]).all(), str![[]]);
    assert!(shop.files() == before, "nothing is written");
    let rename = ["revision", "--from-database", "-m", "by hand", "--rename", "posts.title:posts.headline"];
    assert_data_eq!(shop.schema(&rename).all(), str![[]]);
    shop.schema(&["stamp", "head"]).fine();
    let check = shop.schema(&["check", "--database"]);
    assert!(check.code == 1 && !check.stdout.contains("drift"), "only the models are behind: {}", check.all());

    // The models follow, and then nothing is left.
    let models = shop.read("src/models.rs");
    let models = models.replace("pub title:", "pub headline:").replace("#[schema(index, ", "#[schema(");
    let models = models.replace("    pub state:", "    pub age: Option<i32>,\n    pub state:");
    let tags = "\n#[derive(Schema)]\n#[schema(table = \"tags\")]\npub struct Tags {\n    #[schema(primary_key, \
                auto_increment)]\n    pub id: i32,\n    #[schema(max_length = 20)]\n    pub word: String,\n}\n";
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

#[test]
fn a_database_that_is_not_at_the_head_is_refused() {
    let shop = adopted();
    shop.write(
        "src/models.rs",
        &shop.read("src/models.rs").replace("pub title:", "pub lead: Option<String>,\n    pub title:"),
    );
    shop.schema(&["revision", "-m", "lead"]).fine();
    assert_data_eq!(shop.schema(&["revision", "--from-database"]).all(), str![[]]);
    shop.schema(&["stamp", "--purge", "--yes"]).fine();
    assert_data_eq!(shop.schema(&["revision", "--from-database"]).all(), str![[]]);
    // An emptied history is as none, where the tables are there that the revisions would make.
    let upgrade = shop.schema(&["upgrade"]);
    assert_data_eq!(upgrade.all(), str![[]]);
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
        let database = runtime().block_on(engine.database("from_database"));
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
