//! A container holds the binary and the folder of revisions: no cargo, no manifest, no compiler.

use std::path::Path;
use std::process::Command;

use crate::support;
use crate::support::shop;
use crate::support::shop::{Run, Shop};

const USERS: &str = "#[derive(Schema)]\n#[schema(table = \"users\")]\nstruct User {\n    #[schema(primary_key)]\n    id: i64,\n    name: String,\n}\n";

/// Runs the tool where nothing else can be run, by either of its names.
fn run(folder: &Path, args: &[&str]) -> Run {
    let mut command = Command::new(shop::tool());
    command.env_clear().env("PATH", "").args(args).current_dir(folder);
    Run::of(&mut command, |bytes| String::from_utf8_lossy(bytes).into_owned())
}

#[test]
fn the_binary_and_the_folder_are_enough_on_every_engine() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for engine in support::engines() {
        let database = runtime.block_on(engine.database("box"));
        let shop = Shop::bare();
        shop.schema(&["init", "--dialect", engine.dialect.name()]).fine();
        shop.models(USERS);
        shop.schema(&["revision", "-m", "users"]).fine();
        shop.models(&USERS.replace("name: String", "name: String,\n    bio: Option<String>"));
        shop.schema(&["revision", "-m", "bio"]).fine();
        let away = tempfile::tempdir().unwrap();
        std::fs::rename(shop.path("migrations"), away.path().join("revisions")).unwrap();

        let with = |args: &[&str]| {
            let url = ["--database-url", database.url.as_str()];
            let url = if matches!(args, ["show" | "heads"]) { &[][..] } else { &url };
            run(away.path(), &[args, &["--migrations", "revisions"], url].concat())
        };
        assert!(with(&["upgrade", "--sql"]).fine().stdout.contains("CREATE TABLE"));
        with(&["upgrade", "+1"]).fine();
        with(&["schema", "upgrade"]).fine();
        assert!(with(&["current"]).fine().stdout.contains("_bio (head)"));
        assert!(with(&["history", "--applied"]).fine().stdout.contains("_bio (head, applied)"));
        assert!(with(&["show"]).fine().stdout.contains("folder   revisions/"));
        assert!(with(&["heads"]).fine().stdout.contains("_bio"));
        assert!(with(&["check"]).fine().stderr.contains("revisions match the database"));
        run(away.path(), &["check", "--migrations", "revisions", "--database-url", &database.url]).fine();
        assert!(with(&["stamp", "--detect"]).fine().stderr.contains("_bio"));
        with(&["downgrade", "-1"]).fine();
        assert_eq!(with(&["check"]).code, 1, "a revision is pending");
        assert_eq!(with(&["stamp"]).code, 6, "it lacks a column");
    }
}

#[test]
fn what_a_folder_alone_cannot_do_is_said() {
    let shop = Shop::with(USERS);
    shop.schema(&["revision"]).fine();
    let at = |args: &[&str]| run(shop.dir(), args);
    for (args, said) in [
        (&["upgrade", "--migrations", "nowhere", "--database-url", "sqlite:a.db"][..], "directory `nowhere` not found"),
        (&["upgrade", "--migrations", "migrations"], "no database URL"),
        (
            &["upgrade", "--migrations", "migrations", "--database-url", "mysql://u:pw@h/x"],
            "supported dialects: sqlite",
        ),
        (&["check", "--migrations", "migrations"], "`--migrations` reads no models"),
        (&["upgrade", "--migrations", "migrations", "-p", "shop"], "cannot be used with"),
        (&["status", "--migrations", "migrations", "--all-features"], "cannot be used with"),
    ] {
        let run = at(args);
        assert_eq!(run.code, 2, "{args:?}: {}", run.all());
        assert!(run.stderr.contains(said), "{args:?}: {}", run.all());
    }
    // The environment and `.env` of the folder say the URL as elsewhere.
    shop.write(".env", "DATABASE_URL=sqlite:of-file.db\n");
    at(&["upgrade", "--migrations", "migrations"]).fine();
    assert!(shop.path("of-file.db").exists());
}

#[test]
fn a_directory_without_revisions_is_not_the_one_that_was_meant() {
    let shop = Shop::with(USERS);
    shop.schema(&["revision", "-m", "users"]).fine();
    std::fs::create_dir(shop.path("empty")).unwrap();
    let deep = format!("migrations/{}", shop.revisions()[0].file_name().unwrap().to_str().unwrap());
    for (folder, hint) in [("empty", false), (deep.as_str(), true)] {
        for command in [&["upgrade"][..], &["check", "--database"], &["history"]] {
            let args = [command, &["--migrations", folder, "--database-url", "sqlite:new.db"]].concat();
            let run = run(shop.dir(), &args);
            assert_eq!(run.code, 2, "{}", run.all());
            assert!(run.stderr.contains("no revisions in the directory of `--migrations`"), "{}", run.all());
            assert_eq!(run.stderr.contains("help: this is a single revision"), hint, "{}", run.all());
            assert!(!shop.path("new.db").exists());
        }
    }
}

#[test]
fn without_cargo_the_option_that_needs_none_is_named() {
    let shop = Shop::with(USERS);
    let run = run(shop.dir(), &["upgrade"]);
    assert!(run.stderr.contains("cannot run cargo"), "{}", run.all());
    assert!(run.stderr.contains("`cargo-schema upgrade --migrations <dir>`"), "{}", run.all());
}
