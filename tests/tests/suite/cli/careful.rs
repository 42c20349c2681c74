//! What is not known is not done: losses that nobody was asked about, records that only a newer version knows, databases that end with
//! their connection.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use schema_core::schema::Dialect;

use crate::support;
use crate::support::shop::{self, Shop};

const USERS: &str =
    "#[derive(Schema)]\n#[schema(table = \"users\")]\nstruct User {\n    #[schema(primary_key)]\n    id: i64,\n}\n";

/// A project whose database has its one revision, and a row.
fn with_a_row() -> Shop {
    let shop = Shop::with(USERS);
    shop.schema(&["revision", "-m", "users"]).fine();
    shop.schema(&["upgrade"]).fine();
    shop.sqlite("INSERT INTO users (id) VALUES (1)");
    shop
}

/// While the file is locked, nobody can say what is lost; when it is free again, nothing is reverted without that question.
#[test]
fn a_downgrade_that_cannot_be_planned_does_nothing() {
    let shop = with_a_row();
    let url = format!("sqlite:{}", shop.path("shop.db").display());
    support::block_on(async {
        let mut writer = support::session(&url).await;
        writer.execute("BEGIN EXCLUSIVE").await.unwrap();
        let mut child = Command::new(shop::tool())
            .args(["schema", "downgrade", "base"])
            .current_dir(shop.dir())
            .stdin(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let start = Instant::now();
        let status = loop {
            match child.try_wait().unwrap() {
                Some(status) => break Some(status),
                None if start.elapsed() > Duration::from_secs(40) => break None,
                None => std::thread::sleep(Duration::from_millis(50)),
            }
        };
        let _ = child.kill();
        writer.execute("ROLLBACK").await.unwrap();
        writer.close().await.unwrap();
        assert_eq!(
            status.and_then(|status| status.code()),
            Some(4),
            "it ends, and waits for nothing that it could then do"
        );
    });
    assert_eq!(shop.sqlite("SELECT count(*) FROM users").trim(), "1");
}

/// Its record is all that keeps the newer version from applying a revision again.
#[test]
fn a_record_that_the_project_lacks_is_not_stamped_away() {
    let shop = with_a_row();
    shop.schema(&["revision", "--empty", "-m", "data"]).fine();
    let newer = shop.revisions().pop().unwrap();
    std::fs::write(newer.join("up.sql"), "INSERT INTO users (id) VALUES (5);\n").unwrap();
    shop.schema(&["upgrade"]).fine();
    let aside = shop.path("aside");
    std::fs::rename(&newer, &aside).unwrap();
    let refused = shop.schema(&["upgrade"]);
    assert!(refused.code == 6 && refused.stderr.contains("`cargo schema stamp --purge --detect`"), "{}", refused.all());
    for args in [&["stamp", "--detect"][..], &["stamp", "head"], &["stamp", "head", "--force"]] {
        let run = shop.schema(args);
        assert_eq!(run.code, 6, "{args:?}: {}", run.all());
    }
    std::fs::rename(&aside, &newer).unwrap();
    let run = shop.schema(&["upgrade"]).fine();
    assert!(run.stderr.contains("Unchanged"), "{}", run.all());
    // What is known is removed, and that is said.
    let back = shop.schema(&["stamp", "users", "--format", "json"]).fine();
    assert!(
        back.stderr.contains("_data from the history") && back.stdout.contains("\"slug\": \"data\""),
        "{}",
        back.all()
    );
}

#[test]
fn a_database_in_memory_is_refused() {
    let shop = Shop::with(USERS);
    shop.schema(&["revision", "-m", "users"]).fine();
    for url in ["sqlite:", "sqlite://", "sqlite::memory:", "sqlite:x.db?mode=memory"] {
        for args in [&["upgrade"][..], &["downgrade", "base", "--yes"], &["stamp", "head"]] {
            let run = shop.schema(&[args, &["--database-url", url]].concat());
            assert!(run.code == 2 && run.stderr.contains("nothing would be kept"), "{url}: {}", run.all());
        }
    }
}

/// With another name for its schema, the history would be lost sight of, and all would be applied again.
#[test]
fn a_history_in_another_schema_is_found() {
    let Some(engine) = support::engine(Dialect::POSTGRES) else { return };
    let database = support::block_on(engine.database("cli_history_schema"));
    let shop = Shop::bare();
    shop.schema(&["init", "--dialect", "postgres"]).fine();
    let manifest = shop.read("Cargo.toml");
    let in_schema = |name: &str| {
        let keys = format!("[package.metadata.schema]\nhistory-schema = \"{name}\"\n");
        shop.write("Cargo.toml", &manifest.replacen("[package.metadata.schema]\n", &keys, 1));
    };
    in_schema("ops");
    shop.schema(&["revision", "--empty", "-m", "app"]).fine();
    let script = shop.revisions()[0].join("up.sql");
    let sql =
        "CREATE SCHEMA IF NOT EXISTS app;\nCREATE TABLE IF NOT EXISTS app.u (x int);\nINSERT INTO app.u VALUES (1);\n";
    std::fs::write(&script, sql).unwrap();
    let url = ["--database-url", &database.url];
    shop.schema(&[&["upgrade"][..], &url].concat()).fine();
    in_schema("Ops2");
    let run = shop.schema(&[&["upgrade"][..], &url].concat());
    assert!(run.code == 6 && run.stderr.contains("ops._schema_revisions"), "{}", run.all());
    in_schema("ops");
    let run = shop.schema(&[&["upgrade"][..], &url].concat()).fine();
    assert!(run.stderr.contains("Unchanged"), "{}", run.all());
}

/// Keys of a workspace without `members` are defaults of its packages, and setting one up leaves the others as they are.
#[test]
fn a_package_that_is_set_up_takes_no_defaults_from_others() {
    let shop = Shop::with(USERS);
    let root = "[workspace]\nmembers = [\"a\"]\n\n[workspace.metadata.schema]\ntable-prefix = \"shop_\"\n\n";
    shop.write("Cargo.toml", &format!("{root}{}", shop.read("Cargo.toml").replace("[workspace]\n", "")));
    shop.write("a/Cargo.toml", "[package]\nname = \"a\"\nversion = \"0.1.0\"\nedition = \"2024\"\n");
    shop.write("a/src/lib.rs", "");
    shop.schema(&["revision", "-m", "users"]).fine();
    let before = shop.read("Cargo.toml");
    shop.schema_in(&shop.path("a"), &["init", "--dialect", "postgres"], &[]).fine();
    assert!(
        !shop.read("Cargo.toml").contains("[workspace.metadata.schema]\ntable-prefix = \"shop_\"\nmembers"),
        "{before}"
    );
    assert!(shop.read("a/Cargo.toml").contains("dialects = [\"postgres\"]"));
    shop.schema(&["check"]).fine();
}

/// The command that `import` proposes for other databases does no harm to one that went on.
#[test]
fn a_second_import_keeps_the_history() {
    let shop = Shop::bare();
    shop.write("sqlx/20240101000000_users.sql", "CREATE TABLE users (id integer NOT NULL PRIMARY KEY);");
    shop.sqlite(
        "CREATE TABLE users (id integer NOT NULL PRIMARY KEY);\
         CREATE TABLE _sqlx_migrations (version BIGINT PRIMARY KEY, description TEXT NOT NULL, installed_on TIMESTAMP NOT NULL \
         DEFAULT CURRENT_TIMESTAMP, success BOOLEAN NOT NULL, checksum BLOB NOT NULL, execution_time BIGINT NOT NULL);\
         INSERT INTO _sqlx_migrations VALUES (20240101000000, 'users', '2024-01-01', TRUE, x'00', 1)",
    );
    let import = ["import", "sqlx", "sqlx", "--dialect", "sqlite", "--database-url", "sqlite:shop.db"];
    shop.schema(&import).fine();
    shop.schema(&["revision", "--empty", "-m", "data"]).fine();
    let script = shop.revisions().pop().unwrap().join("up.sql");
    std::fs::write(script, "INSERT INTO users (id) VALUES (5);\n").unwrap();
    let url = ["--database-url", "sqlite:shop.db"];
    shop.schema(&[&["upgrade"][..], &url].concat()).fine();
    let again = shop.schema(&import).fine();
    assert!(again.stderr.contains("_data; it was not stamped"), "{}", again.all());
    let run = shop.schema(&[&["upgrade"][..], &url].concat()).fine();
    assert!(run.stderr.contains("Unchanged"), "{}", run.all());
}
