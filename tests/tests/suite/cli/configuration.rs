//! Settings: one name each, one order in which they count, and no value that is not checked.

use schema_core::schema::Dialect;

use crate::support;
use crate::support::shop::Shop;

const USERS: &str =
    "#[derive(Schema)]\n#[schema(table = \"users\")]\nstruct User {\n    #[schema(primary_key)]\n    id: i64,\n}\n";

/// What `status -v` says of a setting.
fn setting(shop: &Shop, name: &str, args: &[&str], vars: &[(&str, &str)]) -> String {
    let run = shop.schema_in(shop.dir(), &[&["status", "-v"], args].concat(), vars);
    let line = run.stdout.lines().find(|line| line.contains(&format!(" {name} = ")));
    let line = line.unwrap_or_else(|| panic!("no `{name}`: {}", run.all()));
    line.trim_start_matches("settings").trim().to_owned()
}

fn add_keys(shop: &Shop, keys: &str) {
    let manifest = shop.read("Cargo.toml");
    shop.write(
        "Cargo.toml",
        &manifest.replacen("[package.metadata.schema]\n", &format!("[package.metadata.schema]\n{keys}"), 1),
    );
}

#[test]
fn the_first_place_that_names_a_database_counts() {
    let shop = Shop::with(USERS);
    let url = |args: &[&str], vars: &[(&str, &str)]| setting(&shop, "database-url", args, vars);
    let is = |told: String, file: &str, origin: &str| {
        assert_eq!(told, format!("database-url = sqlite:{file}.db ({origin})"))
    };
    is(url(&[], &[]), "shop", "from `database-url` of the metadata");
    shop.write(".env", "OTHER=1\nDATABASE_URL=sqlite:plain.db\n");
    is(url(&[], &[]), "plain", "from `DATABASE_URL` in `.env`");
    shop.write(".env", "DATABASE_URL=sqlite:plain.db\nCARGO_SCHEMA_DATABASE_URL=sqlite:ours.db\n");
    is(url(&[], &[]), "ours", "from `CARGO_SCHEMA_DATABASE_URL` in `.env`");
    let plain = ("DATABASE_URL", "sqlite:environment.db");
    is(url(&[], &[plain]), "environment", "from `DATABASE_URL`");
    let ours = ("CARGO_SCHEMA_DATABASE_URL", "sqlite:tool.db");
    is(url(&[], &[plain, ours]), "tool", "from `CARGO_SCHEMA_DATABASE_URL`");
    is(url(&["--url", "sqlite:flag.db"], &[plain, ours]), "flag", "from `--database-url`");
    is(url(&[], &[("CARGO_SCHEMA_DATABASE_URL", ""), plain]), "environment", "from `DATABASE_URL`");
    // What is shown is what is changed.
    shop.schema(&["revision"]).fine();
    shop.schema_in(shop.dir(), &["upgrade"], &[plain, ours]).fine();
    assert!(shop.path("tool.db").exists() && !shop.path("environment.db").exists());
    // The nearest file counts, and no other.
    shop.write("inner/Cargo.toml", "[package]\nname = \"inner\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[package.metadata.schema]\ndialects = [\"sqlite\"]\n\n[workspace]\n");
    shop.write("inner/src/lib.rs", "");
    shop.write("inner/.env", "OTHER=1\n");
    let run = shop.schema_in(&shop.path("inner"), &["status", "-v"], &[]).fine();
    assert!(run.stdout.contains("database-url = none (default)"), "{}", run.all());
}

#[test]
fn each_setting_is_an_option_a_variable_and_a_key() {
    let shop = Shop::with(USERS);
    shop.schema(&["revision"]).fine();
    for (key, value, default) in [
        ("connect-timeout", "7", "30"),
        ("lock-timeout", "0", "10 for a table, 60 for another upgrade"),
        ("statement-timeout", "7", "0"),
    ] {
        assert_eq!(setting(&shop, key, &[], &[]), format!("{key} = {default} (default)"));
        let variable = format!("CARGO_SCHEMA_{}", key.to_uppercase().replace('-', "_"));
        shop.write(".env", &format!("{variable}=9\n"));
        assert_eq!(setting(&shop, key, &[], &[]), format!("{key} = 9 (from `{variable}` in `.env`)"));
        let told = setting(&shop, key, &[], &[(&variable, value)]);
        assert_eq!(told, format!("{key} = {value} (from `{variable}`)"));
        std::fs::remove_file(shop.path(".env")).unwrap();
        add_keys(&shop, &format!("{key} = 11\n"));
        assert_eq!(setting(&shop, key, &[], &[]), format!("{key} = 11 (from `{key}` of the metadata)"));
        shop.schema(&["upgrade", "--dry-run", &format!("--{key}"), value]).fine();
    }
    let told = setting(&shop, "connect-timeout", &["--connect-timeout", "3"], &[("CARGO_SCHEMA_CONNECT_TIMEOUT", "4")]);
    assert_eq!(told, "connect-timeout = 3 (from `--connect-timeout`)");
    let scratch = ("CARGO_SCHEMA_SCRATCH_URL", "postgres://me:secret@host/");
    assert_eq!(
        setting(&shop, "scratch-url", &[], &[scratch]),
        "scratch-url = postgres://me:***@host/ (from `CARGO_SCHEMA_SCRATCH_URL`)"
    );
    let check = setting(&shop, "check", &[], &[("CARGO_SCHEMA_CHECK", "warn")]);
    assert_eq!(check, "check = warn (from `CARGO_SCHEMA_CHECK`)");
    for (key, value) in [
        ("plural", "true"),
        ("table-prefix", "\"app_\""),
        ("ignore-tables", "[\"a\", \"b_*\"]"),
        ("runtime-ddl", "\"warn\""),
        ("rename-all", "\"camelCase\""),
    ] {
        assert!(setting(&shop, key, &[], &[]).ends_with("(default)"));
        add_keys(&shop, &format!("{key} = {value}\n"));
        let shown = value.replace(['"', '[', ']'], "");
        assert_eq!(setting(&shop, key, &[], &[]), format!("{key} = {shown} (from `{key}` of the metadata)"));
    }
}

#[test]
fn a_value_that_means_nothing_is_an_error_that_names_it() {
    let shop = Shop::with(USERS);
    let refused = |vars: &[(&str, &str)], said: &str| {
        for args in [&["heads"][..], &["upgrade"], &["status"]] {
            let run = shop.schema_in(shop.dir(), args, vars);
            assert!(run.code == 2 && run.stderr.starts_with(&format!("error: {said}")), "{}", run.all());
        }
    };
    refused(
        &[("CARGO_SCHEMA_CONNECT_TIMEOUT", "abc")],
        "`CARGO_SCHEMA_CONNECT_TIMEOUT` is `abc`, not a number of seconds from 1 on\n",
    );
    refused(&[("CARGO_SCHEMA_LOCK_TIMEOUT", "-1")], "`CARGO_SCHEMA_LOCK_TIMEOUT` is `-1`, not a number of seconds\n");
    refused(
        &[("CARGO_SCHEMA_CHECK", "on")],
        "`CARGO_SCHEMA_CHECK` is `on`, not one of `build-script`, `field`, `warn`, `off`\n",
    );
    refused(&[("CARGO_TERM_COLOR", "blue")], "`CARGO_TERM_COLOR` is `blue`, not one of `auto`, `always`, `never`\n");
    let near = "no setting has the variable `CARGO_SCHEMA_LOCK_TIMOUT`, which is in the environment: did you mean `CARGO_SCHEMA_LOCK_TIMEOUT`?\n";
    refused(&[("CARGO_SCHEMA_LOCK_TIMOUT", "1")], near);
    for (line, said) in [
        ("CARGO_SCHEMA_LOCK_TIMEOUT=soon", "`CARGO_SCHEMA_LOCK_TIMEOUT` in `.env` is `soon`, not a number of seconds"),
        ("CARGO_SCHEMA_LOCK=1", "no setting has the variable `CARGO_SCHEMA_LOCK`, which is in `"),
        ("CARGO_SCHEMA_CHECK=off", "`CARGO_SCHEMA_CHECK` has no effect in `"),
        ("CARGO_SCHEMA_SQLITE_EXTENSIONS=a.so", "`CARGO_SCHEMA_SQLITE_EXTENSIONS` has no effect in `"),
    ] {
        shop.write(".env", &format!("{line}\n"));
        let run = shop.schema(&["upgrade"]);
        assert!(run.code == 2 && run.stderr.starts_with(&format!("error: {said}")), "{}", run.all());
    }
    std::fs::remove_file(shop.path(".env")).unwrap();
    for (key, said) in [
        ("lock-timeout = \"60\"", "`lock-timeout` in `metadata.schema` is a number of seconds"),
        ("connect-timeout = 0", "`connect-timeout` in `metadata.schema` is a number of seconds from 1 on"),
        ("scratch-url = 5", "`scratch-url` in `metadata.schema` is the URL of a server"),
        ("lock-timout = 1", "`metadata.schema` has no key `lock-timout`: did you mean `lock-timeout`?"),
    ] {
        let before = shop.read("Cargo.toml");
        add_keys(&shop, &format!("{key}\n"));
        let run = shop.schema(&["heads"]);
        assert!(run.code == 2 && run.stderr.contains(said), "{}", run.all());
        shop.write("Cargo.toml", &before);
    }
}

/// A statement that takes longer than it may is stopped, and the next run goes on.
#[test]
fn a_statement_has_a_time_limit_on_servers_that_have_one() {
    for (dialect, sleeps) in [(Dialect::POSTGRES, "SELECT pg_sleep(20)"), (Dialect::MARIADB, "SELECT sleep(20)")] {
        let Some(engine) = support::engine(dialect) else { continue };
        let database = support::block_on(engine.database("cli_statement_timeout"));
        let shop = Shop::bare();
        shop.schema(&["init", "--dialect", dialect.name()]).fine();
        shop.schema(&["revision", "--empty", "-m", "slow"]).fine();
        let script = shop.revisions()[0].join("up.sql");
        std::fs::write(&script, format!("{sleeps};\n")).unwrap();
        let url = ["--database-url", &database.url];
        let started = std::time::Instant::now();
        let run = shop.schema(&[&["upgrade", "--statement-timeout", "1"][..], &url].concat());
        assert_eq!(run.code, 5, "{}", run.all());
        assert!(started.elapsed().as_secs() < 15, "{}", run.all());
        std::fs::write(&script, "SELECT 1;\n").unwrap();
        shop.schema(&[&["upgrade", "--statement-timeout", "0"][..], &url].concat()).fine();
    }
}

/// Names that other programs may have too are no error.
#[test]
fn former_names_are_ignored_with_a_warning() {
    let shop = Shop::with(USERS);
    for name in ["SCHEMA_CHECK", "SCHEMA_CONNECT_TIMEOUT", "SCHEMA_SQLITE_EXTENSIONS"] {
        let run = shop.schema_in(shop.dir(), &["heads"], &[(name, "abc")]).fine();
        let said = format!("warning: `{name}` is ignored: the variable is called `CARGO_{name}` now\n");
        assert!(run.stderr.contains(&said), "{}", run.all());
    }
}

/// Without members the keys of a workspace are defaults; with members they are those of one schema.
#[test]
fn keys_of_a_workspace_are_defaults_of_its_packages() {
    let shop = Shop::with(USERS);
    shop.schema(&["revision"]).fine();
    let own = shop.read("Cargo.toml");
    let told = |keys: &str| {
        shop.write("Cargo.toml", &format!("{own}\n[workspace]\n\n[workspace.metadata.schema]\n{keys}"));
        ["lock-timeout", "plural", "database-url"].map(|name| setting(&shop, name, &[], &[]))
    };
    assert_eq!(
        told("lock-timeout = 5\nplural = true\ndatabase-url = \"sqlite:all.db\"\n"),
        [
            "lock-timeout = 5 (from `lock-timeout` of the workspace's metadata)",
            "plural = true (from `plural` of the workspace's metadata)",
            "database-url = sqlite:shop.db (from `database-url` of the metadata)",
        ]
    );
    let [lock, plural, _] = told("lock-timeout = 5\nplural = true\nmembers = [\"crates/*\"]\n");
    assert_eq!(
        [lock, plural],
        ["lock-timeout = 10 for a table, 60 for another upgrade (default)", "plural = false (default)"]
    );
    // The build reads them as the tool does.
    told("plural = true\n");
    shop.cargo(&["build"]).fine();
    let by_package = format!("{own}\n[workspace]\n\n[workspace.metadata.schema]\ntable-prefix = \"app_\"\n");
    shop.write("Cargo.toml", &by_package);
    shop.models(&USERS.replace("#[schema(table = \"users\")]\n", ""));
    let check = shop.schema(&["check"]);
    assert!(check.stdout.contains("create table `app_user`"), "{}", check.all());
    let build = shop.cargo(&["build"]);
    assert!(build.stderr.contains("create table `app_user`"), "{}", build.stderr);
}

/// An option that would do nothing is refused.
#[test]
fn options_stand_only_where_they_work() {
    let shop = Shop::with(USERS);
    for args in [
        &["heads", "--database-url", "sqlite:a.db"][..],
        &["show", "--features", "a"],
        &["merge", "--database-url", "sqlite:a.db"],
        &["upgrade", "--features", "a"],
        &["upgrade", "--scratch-url", "sqlite:a.db"],
        &["status", "--lock-timeout", "1"],
        &["stamp", "--statement-timeout", "1"],
        &["revision", "--database-url", "sqlite:a.db"],
        &["revision", "--all-features"],
        &["inspect", "sqlite:a.db", "--database-url", "sqlite:b.db"],
        &["adopt", "sqlite:a.db", "--url", "sqlite:b.db"],
        &["upgrade", "--connect-timeout", "0"],
    ] {
        let run = shop.schema(args);
        assert!(run.code == 2 && run.stderr.starts_with("error: "), "{args:?}: {}", run.all());
    }
    // A URL alone is enough to say that a database is meant.
    shop.schema(&["revision"]).fine();
    shop.schema(&["upgrade", "--url", "sqlite:b.db"]).fine();
    assert_eq!(shop.schema(&["check", "--url", "sqlite:none.db"]).code, 4);
    let history = shop.schema(&["history", "--url", "sqlite:b.db"]).fine();
    assert!(history.stdout.contains("applied"), "{}", history.all());
    for (args, tip) in [
        (&["init", "--from-database", "sqlite:a.db"][..], "use `adopt [URL]`"),
        (&["init", "--import", "sqlx", "old"], "use `import <TOOL> <DIR>`"),
        (&["check", "--database", "sqlite:a.db"], "use `--database-url <URL>`"),
        (&["diff", "head", "models", "--scratch", "sqlite:a.db"], "'--scratch-url'"),
    ] {
        let run = shop.schema(args);
        assert!(run.code == 2 && run.stderr.contains(tip), "{}", run.all());
    }
}
