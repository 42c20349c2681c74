//! `cargo schema init`: says each thing that it changed, and the second time changes nothing.

use crate::support;
use crate::support::shop;
use crate::support::shop::Shop;
use snapbox::{assert_data_eq, str};

#[test]
fn a_new_package() {
    let shop = Shop::bare();
    assert_data_eq!(
        shop.schema(&["init", "--dialect", "sqlite"]).all(),
        str![[r#"
--- stderr
     Created `migrations/` for revisions
     Created `build.rs`, which compares models and revisions
       Added `schema-core` in `[dependencies]`
       Added `schema-core` with feature `build` in `[build-dependencies]`
       Added `dialects` = sqlite in `[package.metadata.schema]`
       Added `database-url` = sqlite:shop.db in `[package.metadata.schema]`
--- exit 0

"#]]
    );
    assert_data_eq!(
        shop.read("build.rs"),
        str![[r#"
fn main() {
    schema_core::build::run();
}

"#]]
    );
    assert!(shop.path("migrations").is_dir());
    let before = shop.files();
    assert_data_eq!(
        shop.schema(&["init", "--dialect", "sqlite"]).all(),
        str![[r#"
--- stderr
   Unchanged `shop` is already set up
--- exit 0

"#]]
    );
    assert_eq!(shop.schema(&["init"]).fine().stdout, "");
    assert!(shop.files() == before, "the second time changed something");
}

#[test]
fn without_a_dialect_nothing_is_written() {
    let shop = Shop::bare();
    let before = shop.files();
    assert_data_eq!(
        shop.schema(&["init"]).all(),
        str![[r#"
--- stderr
error: no dialect given

Caused by:
  available: sqlite, postgres, mysql and mariadb

help: run `cargo schema init --dialect sqlite`
--- exit 2

"#]]
    );
    assert!(shop.files() == before);
    assert_eq!(shop.schema(&["init", "--dialect", "oracle"]).code, 2);
    assert!(shop.files() == before);
}

/// Nobody but its owner says what a name in the public registry is: a procedural macro of a stranger would run in the build.
#[test]
fn the_crates_come_from_where_somebody_says() {
    let shop = Shop::bare();
    let before = shop.files();
    let run = shop.schema_exactly(&["init", "--dialect", "sqlite"]);
    assert_eq!(run.code, 2, "{}", run.all());
    for said in ["the source of `schema-core` is unknown", "is unrelated", "help: pass `--"] {
        assert!(run.stderr.contains(said), "{}", run.stderr);
    }
    let no_checkout = shop.schema(&["init", "--dialect", "sqlite", "--path", "src"]);
    assert_eq!(no_checkout.code, 2, "{}", no_checkout.all());
    assert!(no_checkout.stderr.contains("`src` has no package `schema-core`"), "{}", no_checkout.stderr);
    let password = shop.schema(&["init", "--dialect", "sqlite", "--git", "https://me:hunter2@host/x"]);
    assert_eq!(password.code, 2, "{}", password.all());
    assert!(!password.all().contains("hunter2"), "{}", password.all());
    assert!(shop.files() == before);

    shop.schema(&["init", "--dialect", "sqlite", "--git", "https://host/cargo-schema", "--tag", "v1"]).fine();
    let manifest = shop.read("Cargo.toml");
    let git = "{ git = \"https://host/cargo-schema\", tag = \"v1\"";
    assert_eq!(manifest.matches(git).count(), 2, "{manifest}");
    // It is set up: the source is known.
    shop.schema_exactly(&["init"]).fine();
}

#[test]
fn a_checkout_is_named_as_its_user_names_it() {
    let shop = Shop::bare();
    shop.write("vendor/schema/schema-core/Cargo.toml", "");
    let beside = shop.path("src");
    shop.schema_in(&beside, &["init", "--dialect", "sqlite", "--path", "../vendor/schema"], &[]).fine();
    let manifest = shop.read("Cargo.toml");
    assert!(manifest.contains("schema-core = { path = \"vendor/schema/schema-core\" }"), "{manifest}");
    let absolute = Shop::bare();
    absolute.schema(&["init", "--dialect", "sqlite"]).fine();
    let path = format!("path = \"{}/schema-core\"", shop::workspace().display());
    assert!(absolute.read("Cargo.toml").contains(&path), "{}", absolute.read("Cargo.toml"));
}

#[test]
fn a_crate_of_a_stranger_is_refused() {
    let shop = Shop::bare();
    let manifest = shop.read("Cargo.toml");
    for line in ["schema-core = \"0.1.0\"", "schema-core = { version = \"0.1\", features = [\"build\"] }"] {
        shop.write("Cargo.toml", &format!("{manifest}{line}\n"));
        let before = shop.files();
        let run = shop.schema(&["init", "--dialect", "sqlite"]);
        assert_eq!(run.code, 2, "{}", run.all());
        assert!(run.stderr.contains("is an unrelated package of the public registry"), "{}", run.stderr);
        assert!(shop.files() == before);
        let doctor = shop.schema(&["doctor"]);
        assert!(doctor.stdout.contains("comes from the public registry"), "{}", doctor.all());
    }
    // What stands in its place is what counts.
    let here = shop::workspace().display().to_string();
    shop.write(
        "Cargo.toml",
        &format!("{manifest}schema-core = \"0.1.0\"\n\n[patch.crates-io]\nschema-core = {{ path = \"{here}/schema-core\" }}\n"),
    );
    shop.schema(&["init", "--dialect", "sqlite"]).fine();
    assert!(!shop.schema(&["doctor"]).stdout.contains("public registry"));
}

#[test]
fn a_set_up_writes_no_data() {
    let run = Shop::bare().schema(&["init", "--format", "json"]);
    assert!(run.code == 2 && run.stderr.contains("unexpected argument '--format'"), "{}", run.all());
}

#[test]
fn formatting_and_comments_stay() {
    let shop = Shop::bare();
    shop.write(
        "Cargo.toml",
        "# ours\n[package]\nname=\"shop\"   # odd\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n# none yet\n\n[profile.dev]\nopt-level = 1\n",
    );
    shop.write("build.rs", "fn main() {\n    println!(\"cargo::rerun-if-changed=x\");\n}\n");
    shop.schema(&["init", "--dialect", "postgres"]).fine();
    let manifest = shop.read("Cargo.toml");
    for kept in ["# ours\n", "name=\"shop\"   # odd", "# none yet", "[profile.dev]\nopt-level = 1\n"] {
        assert!(manifest.contains(kept), "{manifest}");
    }
    assert!(!manifest.contains("database-url"), "a server's URL does not belong in a manifest: {manifest}");
    assert_data_eq!(
        shop.read("build.rs"),
        str![[r#"
fn main() {
    schema_core::build::run();
    println!("cargo::rerun-if-changed=x");
}

"#]]
    );
}

#[test]
fn a_build_script_that_is_not_plain_is_left_alone() {
    let shop = Shop::bare();
    shop.write("build.rs", "fn main() {}\n");
    let run = shop.schema(&["init", "--dialect", "sqlite"]).fine();
    assert!(run.stderr.contains("add `schema_core::build::run();` to its `main`"), "{}", run.stderr);
    assert_eq!(shop.read("build.rs"), "fn main() {}\n");
}

#[test]
fn a_database_that_git_would_commit_is_ignored() {
    let shop = Shop::bare();
    shop.keep_in_git();
    shop.write(".gitignore", "/target");
    let run = shop.schema(&["init", "--dialect", "sqlite"]).fine();
    assert!(run.stderr.contains(".gitignore"), "{}", run.stderr);
    assert_eq!(shop.read(".gitignore"), "/target\n/shop.db*\n");
    shop.schema(&["init"]).fine();
    assert_eq!(shop.read(".gitignore"), "/target\n/shop.db*\n");
}

#[test]
fn a_database_without_a_url_is_that_of_the_flag_the_variable_or_the_file() {
    let shop = Shop::bare();
    let here = shop.path(".");
    let from_database = ["adopt"];
    assert_data_eq!(
        shop.schema(&from_database).all(),
        str![[r#"
--- stderr
error: no database URL

help: pass `--database-url <url>`, or set `DATABASE_URL`, `.env` or `database-url` in the metadata
--- exit 2

"#]]
    );
    // None of them is there: which one was looked for is told.
    shop.write(".env", "DATABASE_URL=sqlite:of-file.db\n");
    let file = shop.schema(&from_database);
    let variable = shop.schema_in(&here, &from_database, &[("DATABASE_URL", "sqlite:of-variable.db")]);
    let flag = ["adopt", "--database-url", "sqlite:of-flag.db"];
    let flag = shop.schema_in(&here, &flag, &[("DATABASE_URL", "sqlite:of-variable.db")]);
    for (run, name) in [(file, "of-file"), (variable, "of-variable"), (flag, "of-flag")] {
        assert!(run.stderr.contains(&format!("database `sqlite:{name}.db` does not exist")), "{}", run.all());
    }
}

/// A path means the same from every folder, whatever names it.
#[test]
fn a_database_is_taken_over_from_a_folder_below() {
    for (env, args, metadata) in [
        ("", &["adopt", "--database-url", "sqlite:shop.db"][..], "database-url = \"sqlite:shop.db\""),
        ("", &["adopt", "sqlite:../shop.db"], "/../shop.db\""),
        ("DATABASE_URL=sqlite:shop.db\n", &["adopt"], ""),
    ] {
        let shop = Shop::bare();
        if !env.is_empty() {
            shop.write(".env", env);
        }
        support::block_on(async {
            let mut session = support::session(&format!("sqlite:{}?mode=rwc", shop.path("shop.db").display())).await;
            session.execute("CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY, name TEXT)").await.unwrap();
            session.close().await.unwrap();
        });
        shop.schema_in(&shop.path("src"), args, &[]).fine();
        assert!(shop.read("Cargo.toml").contains(metadata), "{}", shop.read("Cargo.toml"));
        shop.write("src/main.rs", "#![allow(dead_code)]\nmod models;\n\nfn main() {}\n");
        shop.schema(&["check", "--database"]).fine();
    }
}

/// The database of the metadata is that of all commands.
#[test]
fn a_package_that_is_set_up_names_its_database() {
    let shop = Shop::bare();
    shop.schema(&["init", "--database-url", "sqlite:of-metadata.db", "--dialect", "sqlite"]).fine();
    let run = shop.schema(&["adopt"]);
    assert!(run.stderr.contains("database `sqlite:of-metadata.db` does not exist"), "{}", run.all());
}

/// The metadata names the database that the command used.
#[test]
fn a_sqlite_file_of_the_environment_is_written() {
    for (url, written) in
        [("sqlite:a.db", "sqlite:a.db"), ("sqlite://data/b.db?mode=rwc", "sqlite://data/b.db?mode=rwc")]
    {
        let shop = Shop::bare();
        shop.schema_in(shop.dir(), &["init", "--dialect", "sqlite"], &[("DATABASE_URL", url)]).fine();
        assert!(
            shop.read("Cargo.toml").contains(&format!("database-url = {written:?}")),
            "{}",
            shop.read("Cargo.toml")
        );
    }
    let shop = Shop::bare();
    let inside = format!("sqlite://{}/c.db", shop.dir().display());
    shop.schema_in(shop.dir(), &["init", "--dialect", "sqlite"], &[("DATABASE_URL", &inside)]).fine();
    assert!(shop.read("Cargo.toml").contains("database-url = \"sqlite:c.db\""), "{}", shop.read("Cargo.toml"));
    for other in ["sqlite::memory:", "postgres://me:secret@localhost/shop"] {
        let shop = Shop::bare();
        shop.schema_in(shop.dir(), &["init", "--dialect", "sqlite"], &[("DATABASE_URL", other)]).fine();
        assert!(shop.read("Cargo.toml").contains("database-url = \"sqlite:shop.db\""), "{}", shop.read("Cargo.toml"));
    }
    let shop = Shop::bare();
    shop.write(".env", "DATABASE_URL=sqlite:env.db\n");
    shop.schema_in(shop.dir(), &["init", "--dialect", "sqlite"], &[("DATABASE_URL", "sqlite:a.db")]).fine();
    assert!(!shop.read("Cargo.toml").contains("database-url"), "{}", shop.read("Cargo.toml"));
}
