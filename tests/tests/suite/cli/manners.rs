//! Cargo's manners: found by cargo, quiet when asked, coloured when asked, data apart from the rest.

use crate::support::shop;
use crate::support::shop::Shop;
use snapbox::{assert_data_eq, str};

const USERS: &str = "#[derive(Schema)]\nstruct User {\n    #[schema(primary_key)]\n    id: i64,\n}\n";

#[test]
fn help() {
    let shop = Shop::bare();
    assert_data_eq!(
        shop.schema(&["-h"]).all(),
        str![[r#"
Database migrations generated from Rust structs

Usage: cargo schema [OPTIONS] [COMMAND]

Commands:
  init         Set up a package: dependencies, build script, metadata, migrations directory
  adopt        Adopt a database: generate matching models and an initial revision, then stamp it
  import       Import the migration history of another tool, and stamp the database
  revision     Create a revision from model changes [aliases: generate, new]
  upgrade      Apply pending revisions [aliases: migrate, up]
  downgrade    Revert applied revisions [aliases: revert, down]
  stamp        Mark revisions as applied without running them
  status       Show the status of models, revisions and database [alias: current]
  history      List the revisions, newest first
  heads        List head revisions
  show         Show one revision
  inspect      Show the schema of a database
  diff         Compare two schemas: models, revisions, databases or SQL files
  check        Check for model changes without a revision
  doctor       Find DDL outside revisions and problems in project setup or database
  merge        Merge multiple heads
  completions  Generate shell completions
  help         Print this message or the help of the given subcommand(s)

Options:
      --color <WHEN>  When to use color [possible values: auto, always, never]
  -q, --quiet         Print only results, errors and hazards
  -v, --verbose       Print more detail
  -h, --help          Print help (see more with '--help')
  -V, --version       Print version

Package Selection:
  -p, --package <SPEC>        Package to use
      --manifest-path <PATH>  Path to Cargo.toml
--- exit 0

"#]]
    );
    assert_eq!(
        shop.schema(&["help"]).fine().stdout.lines().next(),
        Some("Database migrations generated from Rust structs")
    );
    let formats = |command: &str| shop.schema(&[command, "-h"]).fine().stdout;
    assert!(formats("history").contains("[possible values: human, json]"));
    assert!(formats("inspect").contains("mermaid"));
    let none = shop.schema(&[]);
    assert_eq!(none.code, 2);
    assert!(none.stderr.contains("Usage: cargo schema"), "{}", none.stderr);
    for command in ["init", "revision", "upgrade", "downgrade", "stamp", "check", "merge", "show"] {
        let help = shop.schema(&[command, "--help"]).fine();
        assert!(help.stdout.contains(&format!("Usage: cargo schema {command}")), "{}", help.stdout);
    }
}

#[test]
fn cargo_finds_it() {
    let shop = Shop::with(USERS);
    let folder = shop::tool().parent().unwrap();
    let path = std::env::var_os("PATH").unwrap();
    let path = std::env::join_paths(std::iter::once(folder.to_owned()).chain(std::env::split_paths(&path))).unwrap();
    let run = |args: &[&str]| shop::cargo().args(args).current_dir(shop.dir()).env("PATH", &path).output().unwrap();
    let output = run(&["schema", "check", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let version = run(&["schema", "--version"]);
    assert!(String::from_utf8_lossy(&version.stdout).starts_with("cargo-schema "));
    // And by its own name.
    let own = std::process::Command::new(shop::tool()).arg("heads").current_dir(shop.dir()).status().unwrap();
    assert!(own.success());
}

#[test]
fn quiet_verbose_and_colours() {
    let shop = Shop::with(USERS);
    assert_eq!(shop.schema(&["revision", "-q"]).fine().stderr, "");
    assert_eq!(shop.schema(&["upgrade", "--quiet"]).fine().stderr, "");
    let coloured = shop.schema(&["upgrade", "--color", "always"]).fine().stderr;
    assert!(coloured.contains("\u{1b}[1m\u{1b}[32m   Unchanged\u{1b}[0m"), "{coloured:?}");
    let env = shop.schema_in(shop.dir(), &["upgrade"], &[("CARGO_TERM_COLOR", "always")]).fine().stderr;
    assert!(env.contains('\u{1b}'), "{env:?}");
    let never = shop.schema_in(shop.dir(), &["upgrade", "--color", "never"], &[("CARGO_TERM_COLOR", "always")]);
    assert!(!never.fine().stderr.contains('\u{1b}'));
    assert!(!shop.schema(&["upgrade"]).fine().stderr.contains('\u{1b}'), "colours where there is no terminal");
    assert!(shop.schema(&["history", "-v"]).fine().stdout.contains("+ create table `user`"));
    assert_eq!(shop.schema(&["check", "-q", "-v"]).code, 2);
}

#[test]
fn completions() {
    let shop = Shop::bare();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(shop.schema(&["completions", shell]).fine().stdout.contains("downgrade"), "{shell}");
    }
}

#[test]
fn words_of_other_tools_lead_to_the_command_that_does_it() {
    let shop = Shop::bare();
    for (word, command) in [("state", "status"), ("apply", "upgrade"), ("undo", "downgrade"), ("create", "revision")] {
        let run = shop.schema(&[word]);
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains(&format!("tip: use `{command}`")), "{}", run.stderr);
    }
}

#[test]
fn words_of_other_tools_are_commands() {
    let shop = Shop::with("#[derive(Schema)]\nstruct User {\n    #[schema(primary_key)]\n    id: i64,\n}\n");
    assert!(shop.schema(&["generate", "--autogenerate", "-m", "users"]).fine().stderr.contains("Created"));
    for command in ["migrate", "up"] {
        assert!(shop.schema(&[command]).fine().stderr.contains("Upgraded"), "{command}");
        shop.schema(&["down", "base", "--yes"]).fine();
    }
    shop.schema(&["up"]).fine();
    assert!(shop.schema(&["revert", "-1", "--yes"]).fine().stderr.contains("Reverted"));
    assert!(shop.schema(&["new", "--empty", "-m", "by hand"]).fine().stderr.contains("Created"));
    let help = shop.schema(&["--help"]).fine().stdout;
    for aliases in ["[aliases: generate, new]", "[aliases: migrate, up]", "[aliases: revert, down]"] {
        assert!(help.contains(aliases), "{help}");
    }
    let help = shop.schema(&["revision", "--help"]).fine().stdout;
    assert!(!help.contains("autogenerate"), "{help}");
}
