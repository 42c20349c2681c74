//! `cargo schema status`: one screen for models, revisions and database.

use crate::support;
use crate::support::shop::Shop;
use serde_json::Value;
use snapbox::{assert_data_eq, str};

const USERS: &str = r#"
#[derive(Schema)]
#[schema(table = "users")]
struct User {
    #[schema(primary_key)]
    id: i64,
    name: String,
}
"#;

const ALL: &str = "sqlite,postgres,mariadb,mysql";

/// The shop with its database named nowhere.
fn without_url() -> Shop {
    let shop = Shop::with(USERS);
    let manifest = shop.read("Cargo.toml");
    let lines = manifest.lines().filter(|line| !line.starts_with("database-url"));
    shop.write("Cargo.toml", &(lines.collect::<Vec<_>>().join("\n") + "\n"));
    shop
}

#[track_caller]
fn json(shop: &Shop, args: &[&str]) -> Value {
    let run = shop.schema(&[args, &["--format", "json"]].concat()).fine();
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {}", run.all()))
}

#[test]
fn a_day_from_the_first_model_on() {
    let shop = Shop::with(USERS);
    assert_data_eq!(
        shop.schema(&[]).all(),
        str![[r#"
models     1 change without a revision
             + create table `users`: 2 columns
revisions  none
database   `sqlite:shop.db` does not exist
next       create a revision from the changes with `cargo schema revision`
--- exit 0

"#]]
    );
    shop.schema(&["revision", "-m", "users"]).fine();
    assert_data_eq!(
        shop.schema(&["status"]).all(),
        str![[r#"
models     match the revisions
revisions  1, the head is [ID]_users
database   `sqlite:shop.db` does not exist
pending    [ID]_users
next       create it with `cargo schema upgrade`
--- exit 0

"#]]
    );
    shop.paste(&shop.schema(&["status"]), &[]).fine();
    assert_data_eq!(
        shop.schema(&["status"]).all(),
        str![[r#"
models     match the revisions
revisions  1, the head is [ID]_users
database   `sqlite:shop.db` is at [ID]_users (head)
drift      not compared here: `cargo schema check --database` compares
next       nothing to do
--- exit 0

"#]]
    );
    shop.models(&USERS.replace("    name: String,\n", ""));
    shop.schema(&["revision", "-m", "nameless"]).fine();
    shop.models(&USERS.replace("name: String", "age: Option<i32>"));
    assert_data_eq!(
        shop.schema(&["status"]).all(),
        str![[r#"
models     1 change without a revision
             + add column `users.age`: i32, null
revisions  2, the head is [ID]_nameless
database   `sqlite:shop.db` is at [ID]_users, 1 revision behind
pending    [ID]_nameless
             warning: deletes all values of `users.name`
drift      not compared here: `cargo schema check --database` compares
next       run `cargo schema upgrade`
--- exit 0

"#]]
    );
    assert_eq!(shop.schema(&["status"]).stdout, shop.schema(&["current"]).stdout);
    shop.paste(&shop.schema(&["status"]), &[]).fine();
    assert_eq!(shop.schema(&["status", "--exit-code"]).code, 1, "the models changed");
    shop.paste(&shop.schema(&["status"]), &[]).fine();
    assert_eq!(shop.schema(&["status", "--exit-code"]).code, 1, "the database is behind");
    shop.paste(&shop.schema(&["status"]), &[]).fine();
    shop.schema(&["status", "--exit-code"]).fine();
}

#[test]
fn without_a_url_the_rest_is_shown() {
    let shop = without_url();
    shop.schema(&["revision", "-m", "users"]).fine();
    assert_data_eq!(
        shop.schema(&["status"]).all(),
        str![[r#"
models     match the revisions
revisions  1, the head is [ID]_users
database   no database URL: only models and revisions are shown
next       pass `--database-url <url>`, or set `DATABASE_URL`, `.env` or `database-url` in the metadata
--- exit 0

"#]]
    );
    shop.schema(&["status", "--exit-code"]).fine();
    let told = json(&shop, &["status"]);
    assert_eq!((&told["database"], &told["data"]["models"]), (&Value::Null, &"match".into()), "{told:#}");
    shop.models("#[derive(Schema)]\nstruct A {\n    id: Unseen,\n}\n");
    assert_data_eq!(
        shop.schema(&["status"]).all(),
        str![[r#"
models     cannot read the models: 1 problem
revisions  1, the head is [ID]_users
database   no database URL: only models and revisions are shown
next       see what is wrong with the models with `cargo schema check`
--- exit 0

"#]]
    );
    assert_eq!(json(&shop, &["status"])["data"]["models"], "unreadable");
}

#[test]
fn each_setting_has_its_origin() {
    let shop = without_url();
    assert_data_eq!(
        shop.schema(&["-v"]).all(),
        str![[r#"
settings   database-url = none (default)
           scratch-url = none (default)
           connect-timeout = 30 (default)
           lock-timeout = 10 for a table, 60 for another upgrade (default)
           statement-timeout = 0 (default)
           sqlite-extensions = none (default)
           check = build-script (default)
           dialects = sqlite@3.37 (from `dialects` of the metadata)
           migrations = migrations (default)
           features = default (default)
           rename-all = none (default)
           plural = false (default)
           table-prefix = none (default)
           naming = default (default)
           runtime-ddl = allow (default)
           ignore-tables = none (default)
           history-table = _schema_revisions (default)
           history-schema = none (default)
           members = none (default)
models     1 change without a revision
             + create table `users`: 2 columns
revisions  none
database   no database URL: only models and revisions are shown
next       create a revision from the changes with `cargo schema revision`
--- exit 0

"#]]
    );
    shop.write(".env", "DATABASE_URL=postgres://me:secret@localhost:1/shop\n");
    let settings = |args: &[&str], vars: &[(&str, &str)]| {
        let run = shop.schema_in(shop.dir(), &[&["status", "-v"], args].concat(), vars);
        assert!(!run.all().contains("secret"), "{}", run.all());
        run.stdout
    };
    let manifest = shop.read("Cargo.toml").replace("dialects = [\"sqlite\"]", "dialects = [\"sqlite\", \"postgres\"]");
    shop.write("Cargo.toml", &manifest);
    assert!(
        settings(&[], &[])
            .contains("database-url = postgres://me:***@localhost:1/shop (from `DATABASE_URL` in `.env`)")
    );
    let variable = [("DATABASE_URL", "sqlite:a.db")];
    assert!(settings(&[], &variable).contains("database-url = sqlite:a.db (from `DATABASE_URL`)"));
    let flags = settings(&["--database-url", "sqlite:b.db", "--no-default-features"], &variable);
    assert!(flags.contains("database-url = sqlite:b.db (from `--database-url`)"), "{flags}");
    assert!(flags.contains("features = none (from `--no-default-features`)"), "{flags}");
    shop.schema(&["revision"]).fine();
    let folder = settings(&["--migrations", "migrations", "--database-url", "sqlite:b.db"], &[]);
    assert!(folder.contains("migrations = migrations (from `--migrations`)"), "{folder}");
    assert!(folder.contains("from the scripts of the revisions"), "{folder}");
    std::fs::remove_file(shop.path(".env")).unwrap();
    let keys = "database-url = \"sqlite:c.db\"\nmigrations = \"migrations\"\ndialects";
    shop.write("Cargo.toml", &manifest.replacen("dialects", keys, 1));
    let told = settings(&[], &[]);
    assert!(told.contains("database-url = sqlite:c.db (from `database-url` of the metadata)"), "{told}");
    assert!(told.contains("migrations = migrations (from `migrations` of the metadata)"), "{told}");
}

/// What cannot be said of the database keeps nobody from the rest.
#[test]
fn a_server_that_is_not_there_leaves_the_rest() {
    let shop = Shop::bare();
    shop.schema(&["init", "--dialect", "postgres"]).fine();
    shop.models(USERS);
    let run = shop.schema(&["status", "--database-url", "postgres://me@localhost:1/shop"]);
    assert_eq!(run.code, 4, "{}", run.all());
    assert!(run.stdout.contains("1 change without a revision"), "{}", run.all());
}

#[test]
fn without_a_project_there_is_the_help() {
    let shop = Shop::bare();
    let empty = tempfile::tempdir().unwrap();
    for folder in [shop.dir(), empty.path()] {
        let run = shop.schema_in(folder, &[], &[]);
        assert!(run.code == 2 && run.stderr.contains("Usage: cargo schema [OPTIONS] <COMMAND>"), "{}", run.all());
    }
    let shop = Shop::with(USERS);
    std::fs::create_dir_all(shop.path("src/deep")).unwrap();
    let run = shop.schema_in(&shop.path("src/deep"), &[], &[]).fine();
    assert!(run.stdout.starts_with("models "), "{}", run.all());
    let manifest = shop.path("Cargo.toml").display().to_string();
    let run = shop.schema_in(empty.path(), &["--manifest-path", &manifest], &[]).fine();
    assert!(run.stdout.starts_with("models "), "{}", run.all());
    shop.write("Cargo.toml", &shop.read("Cargo.toml").replace("dialects", "dialect"));
    let run = shop.schema(&[]);
    assert!(run.code == 2 && run.stderr.starts_with("error: "), "{}", run.all());
}

#[test]
fn pending_revisions_and_their_hazards_on_every_engine() {
    let shop = Shop::bare();
    shop.schema(&["init", "--dialect", ALL]).fine();
    let users = USERS.replace("name: String", "#[schema(max_length = 20)]\n    name: String");
    shop.models(&users);
    shop.schema(&["revision", "-m", "users"]).fine();
    shop.models(&users.replace("    #[schema(max_length = 20)]\n    name: String,\n", ""));
    shop.schema(&["revision", "-m", "nameless"]).fine();
    for engine in support::engines() {
        let database = support::block_on(engine.database("cli_status"));
        let on = |args: &[&str]| shop.schema_on(&database.url, args);
        let base = on(&["status"]).fine();
        // A file is made by its first upgrade.
        let is_file = engine.dialect.name() == "sqlite";
        let at = if is_file { "` does not exist" } else { "` is at base, 2 revisions behind" };
        assert!(base.stdout.contains(&format!("{at}\npending    [ID]_users\n")), "{}", base.all());
        assert_eq!(on(&["status", "--exit-code"]).code, 1);
        on(&["upgrade", "+1"]).fine();
        let behind = on(&["status"]).fine();
        let pending = "is at [ID]_users, 1 revision behind\npending    [ID]_nameless\n             warning: deletes all values of `users.name`\ndrift ";
        assert!(behind.stdout.contains(pending), "{}", behind.all());
        assert!(behind.stderr.is_empty(), "{}", behind.all());
        let told = json(&shop, &["current", "--database-url", &database.url]);
        assert_eq!(told["data"]["hazards"][0]["message"], "deletes all values of `users.name`", "{told:#}");
        assert_eq!(told["data"]["hazards"][0]["revision"], told["data"]["pending"][0], "{told:#}");
        assert_eq!((&told["data"]["lock"], &told["data"]["has_history"]), (&Value::Null, &true.into()), "{told:#}");
        assert!(told["data"]["next"]["command"].as_str().unwrap().starts_with("cargo schema upgrade"), "{told:#}");
        on(&["upgrade"]).fine();
        let current = on(&["status", "--exit-code"]).fine();
        assert!(current.stdout.contains("is at [ID]_nameless (head)\ndrift "), "{}", current.all());
        assert!(current.stdout.ends_with("next       nothing to do\n"), "{}", current.all());
        on(&["downgrade", "base", "--yes"]).fine();
    }
}

#[test]
fn a_partially_applied_revision_on_every_engine() {
    let shop = Shop::bare();
    shop.schema(&["init", "--dialect", ALL]).fine();
    shop.schema(&["revision", "--empty", "-m", "halves"]).fine();
    let folder = shop.revisions().pop().unwrap();
    let text =
        "-- cargo-schema: no-transaction\nCREATE TABLE halves (id integer);\nCREATE TABLE halves (id integer);\n";
    for file in std::fs::read_dir(&folder).unwrap() {
        let path = file.unwrap().path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("up.")) {
            std::fs::write(path, text).unwrap();
        }
    }
    for engine in support::engines() {
        let database = support::block_on(engine.database("cli_status_half"));
        let on = |args: &[&str]| shop.schema_on(&database.url, args);
        assert_eq!(on(&["upgrade"]).code, 5);
        let run = on(&["status"]).fine();
        let stopped = "\nstopped    revision `[ID]_halves` stopped after 1 of 2 statements\n";
        assert!(run.stdout.contains(stopped), "{}", run.all());
        assert!(run.stdout.contains("\nnext       to continue, run `cargo schema upgrade "), "{}", run.all());
        assert_eq!(on(&["status", "--exit-code"]).code, 1);
    }
}

#[test]
fn who_holds_the_lock_is_named() {
    let shop = Shop::bare();
    shop.schema(&["init", "--dialect", ALL]).fine();
    shop.models(USERS);
    for engine in support::engines() {
        let take = match engine.dialect.name() {
            "sqlite" => continue,
            "postgres" => "SELECT pg_advisory_lock(1935894637, hashtext(current_schema()::text))",
            _ => "SELECT GET_LOCK(CONCAT('cargo-schema:', LEFT(SHA2(DATABASE(), 256), 40)), 0)",
        };
        let database = support::block_on(engine.database("cli_status_lock"));
        let status = || shop.schema(&["status", "--database-url", &database.url]).fine();
        assert!(!status().stdout.contains("\nlock "), "{}", status().all());
        support::block_on(async {
            let mut other = database.session().await;
            other.execute(take).await.unwrap();
            let run = status();
            assert!(run.stdout.contains("\nlock       held by connection "), "{}", run.all());
            let told = json(&shop, &["status", "--database-url", &database.url]);
            assert!(told["data"]["lock"]["connection"].is_i64(), "{told:#}");
            other.close().await.unwrap();
        });
    }
}
