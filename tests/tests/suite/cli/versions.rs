//! What scripts are written for: a dialect, and the oldest version that they must run on.

use snapbox::{assert_data_eq, str};

use crate::support::shop::Shop;
use crate::support::{self, Database, Engine};

const USERS: &str = r#"
#[derive(Schema)]
#[schema(table = "users", unique(email, nulls_not_distinct))]
struct User {
    #[schema(primary_key)]
    id: i64,
    #[schema(max_length = 80)]
    email: Option<String>,
}
"#;

/// A package with these models whose scripts are for `dialects`, as the list in its manifest has them.
fn shop(dialects: &str, models: &str) -> Shop {
    let shop = Shop::with(models);
    say(&shop, "[\"sqlite\"]", dialects);
    shop
}

/// Has the manifest say `new` in place of `old`.
fn say(shop: &Shop, old: &str, new: &str) {
    let manifest = shop.read("Cargo.toml");
    assert!(manifest.contains(&format!("dialects = {old}")), "{manifest}");
    let without_url: Vec<&str> = manifest.lines().filter(|line| !line.starts_with("database-url")).collect();
    shop.write(
        "Cargo.toml",
        &without_url.join("\n").replace(&format!("dialects = {old}"), &format!("dialects = {new}")),
    );
}

/// A server of PostgreSQL in a version from `major` on.
fn postgres(major: u32) -> Option<Engine> {
    let release = format!("postgres@{major}").parse().unwrap();
    support::block_on(support::engine_for(release))
}

#[test]
fn names_that_are_wrong() {
    for (dialects, message) in [
        ("[\"oracle@19\"]", "no dialect is called `oracle`: there are sqlite, postgres, mysql and mariadb"),
        (
            "[\"postgres@new\"]",
            "`new` is no version: one has up to three numbers with dots between them, such as `10.11`",
        ),
        ("[\"postgres@9.6\"]", "`postgres@9.6` is too old: scripts are written for `postgres@14` and later versions"),
        ("[\"mysql@9\", \"mysql\"]", "`mysql@9` and `mysql@8.0.19` are versions of one engine: name the oldest alone"),
    ] {
        let run = shop(dialects, USERS).schema(&["revision"]);
        assert_eq!(run.code, 2, "{}", run.all());
        assert!(run.stderr.contains(message), "{}", run.stderr);
    }
    let run = shop("[\"sqlite\"]", USERS).schema(&["revision", "--dialect", "postgres@9.6"]);
    assert_eq!(run.code, 2, "{}", run.all());
    assert!(run.stderr.contains("`postgres@9.6` is too old"), "{}", run.stderr);
}

#[test]
fn what_a_later_version_has() {
    let shop = shop("[\"postgres\"]", USERS);
    let run = shop.schema(&["revision", "-m", "users"]);
    assert_data_eq!(
        run.all(),
        str![[r#"
--- stderr
error: the changes cannot be written as SQL for postgres

Caused by:
  `users` on postgres: unique `uq_users_email`: `nulls_not_distinct` needs `postgres@15`; the scripts are for `postgres@14`

hint: where no older server has to run the scripts, write `postgres@15` into `dialects` in `Cargo.toml`
--- exit 3

"#]]
    );
    say(&shop, "[\"postgres\"]", "[\"postgres@15\", \"sqlite@3.31\"]");
    shop.models(&USERS.replace(", unique(email, nulls_not_distinct)", ""));
    shop.schema(&["revision", "-m", "users"]).fine();
    let toml = shop.read(shop.revisions()[0].join("revision.toml").to_str().unwrap());
    assert!(toml.contains("\ntargets = [\"postgres@15\", \"sqlite@3.31\"]\n"), "{toml}");
    // A flag is for this revision alone.
    shop.models(USERS);
    let flags = ["revision", "-m", "unique", "--repair", "none", "--dialect", "postgres@17"];
    shop.schema(&flags).fine();
    let folder = shop.revisions().pop().unwrap();
    let toml = shop.read(folder.join("revision.toml").to_str().unwrap());
    assert!(toml.contains("\ndialects = [\"postgres\"]\ntargets = [\"postgres@17\"]\n"), "{toml}");
    assert!(shop.read(folder.join("up.sql").to_str().unwrap()).contains("NULLS NOT DISTINCT"));
}

#[test]
fn columns_go_by_a_rebuild_before_sqlite_could_drop_them() {
    let two = "#[derive(Schema)]\n#[schema(table = \"users\")]\nstruct User {\n#[schema(primary_key)]\nid: i64,\n";
    for (dialects, expected) in [("[\"sqlite@3.31\"]", "CREATE TABLE"), ("[\"sqlite@3.35\"]", "DROP COLUMN")] {
        let shop = shop(dialects, &format!("{two}age: i32,\n}}"));
        shop.schema(&["revision", "-m", "users"]).fine();
        shop.models(&format!("{two}}}"));
        shop.schema(&["revision", "-m", "no age"]).fine();
        let up = shop.read(shop.revisions().pop().unwrap().join("up.sql").to_str().unwrap());
        assert!(up.contains(expected), "{up}");
        let url = ["--database-url", "sqlite:shop.db"];
        shop.schema(&[&["upgrade"], &url[..]].concat()).fine();
        shop.schema(&[&["check", "--database"], &url[1..]].concat()).fine();
    }
}

/// Whether a table is there.
fn has(database: &Database, table: &str) -> bool {
    support::block_on(async {
        let mut session = database.session().await;
        let sql = format!("SELECT to_regclass('{table}') IS NOT NULL");
        let there = session.one(&sql).await.unwrap();
        session.close().await.unwrap();
        there.as_deref() == Some("true")
    })
}

/// The revision says what its script needs; the server of every application may be another one.
#[test]
fn a_server_that_is_older() {
    let Some(engine) = postgres(15) else { return };
    let database = support::block_on(engine.database("older_server"));
    let shop = shop("[\"postgres@15\"]", USERS);
    shop.schema(&["revision", "-m", "users"]).fine();
    let file = shop.revisions()[0].join("revision.toml");
    let toml = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, toml.replace("postgres@15", "postgres@99")).unwrap();
    for args in [&["upgrade"][..], &["upgrade", "--dry-run"], &["upgrade", "--sql"]] {
        let run = shop.schema(&[args, &["--database-url", &database.url]].concat());
        assert_eq!(run.code, 6, "{}", run.all());
        assert!(run.stderr.contains("_users` was written for `postgres@99` and later, and the server is `postgres@"));
        assert!(
            run.stderr.contains("hint: upgrade the server; where the script runs on it all the same, write `postgres@")
        );
    }
    assert!(!has(&database, "users"));
    // What the hint says.
    std::fs::write(&file, toml).unwrap();
    shop.schema(&["upgrade", "--database-url", &database.url]).fine();
    // The way back is not held up: it is there for who has to leave a version.
    let newer = std::fs::read_to_string(&file).unwrap().replace("postgres@15", "postgres@99");
    std::fs::write(&file, newer).unwrap();
    shop.schema(&["downgrade", "base", "--yes", "--database-url", &database.url]).fine();
    assert!(!has(&database, "users"));
}

/// A database that is adopted is one that scripts have to run on: a version is named where an older one lacks something.
#[test]
fn an_adopted_database_names_its_version() {
    let Some(engine) = postgres(15) else { return };
    for (table, dialects) in [
        ("CREATE TABLE users (id bigint PRIMARY KEY, email text)", "dialects = [\"postgres\"]"),
        (
            "CREATE TABLE users (id bigint PRIMARY KEY, email text, UNIQUE NULLS NOT DISTINCT (email))",
            "dialects = [\"postgres@15\"]",
        ),
    ] {
        let database = support::block_on(engine.database("adopted_version"));
        support::block_on(async {
            let mut session = database.session().await;
            session.execute(table).await.unwrap();
            session.close().await.unwrap();
        });
        let shop = Shop::bare();
        shop.schema(&["init", "--from-database", &database.url]).fine();
        assert!(shop.read("Cargo.toml").contains(dialects), "{}", shop.read("Cargo.toml"));
    }
}
