//! Output that gets lost is an error, and what a terminal would obey is never written for people.

use std::fs::File;
use std::process::{Command, Stdio};

use crate::support::shop;
use crate::support::shop::{Run, Shop};

const USERS: &str = "#[derive(Schema)]\nstruct User {\n    #[schema(primary_key)]\n    id: i64,\n}\n";

/// Runs the tool with its streams as they are given.
fn with(shop: &Shop, args: &[&str], stdout: Stdio, stderr: Stdio) -> Run {
    let mut command = Command::new(shop::tool());
    command.args(args).current_dir(shop.dir()).env_remove("DATABASE_URL");
    let child = command.stdin(Stdio::null()).stdout(stdout).stderr(stderr).spawn().unwrap();
    Run::ended(child, |bytes| String::from_utf8_lossy(bytes).into_owned())
}

/// A pipe that nobody reads.
fn closed() -> Stdio {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    writer.into()
}

fn shop() -> Shop {
    let shop = Shop::with(USERS);
    shop.schema(&["revision"]).fine();
    shop
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let shop = shop();
    let full = || Stdio::from(File::options().write(true).open("/dev/full").unwrap());
    for args in [
        &["history"][..],
        &["history", "--format", "json"],
        &["show"],
        &["upgrade", "--sql"],
        &["diff", "base", "head", "--sql"],
        &["completions", "bash"],
        &["--help"],
    ] {
        let run = with(&shop, args, full(), Stdio::piped());
        assert_eq!(run.code, 7, "{args:?}: {}", run.all());
        assert!(run.stderr.contains("error: cannot write the output"), "{}", run.stderr);
    }
    assert_eq!(with(&shop, &["upgrade"], Stdio::piped(), full()).code, 7, "and nobody saw what was done");
    assert!(shop.schema(&["current"]).fine().stdout.contains("(head)"), "it was done all the same");
}

#[test]
fn a_reader_that_leaves_is_told_from_a_person_who_has_read_enough() {
    let shop = shop();
    assert_eq!(with(&shop, &["history"], closed(), Stdio::piped()).fine().stderr, "");
    let sql = with(&shop, &["upgrade", "--sql"], closed(), Stdio::piped());
    assert_eq!((sql.code, sql.stderr.as_str()), (7, ""), "`| psql` that has died");
    assert_eq!(with(&shop, &["upgrade", "--format", "json"], closed(), closed()).code, 7);
    assert!(shop.schema(&["current"]).fine().stdout.contains("(head)"), "it was done all the same");
}

#[test]
fn sql_is_written_to_the_letter() {
    let shop = shop();
    let literal = "'\u{1b}[31m\u{7}\u{1}\r\u{202e} x'";
    let statement = format!("INSERT INTO \"user\" (id, name) VALUES (1, {literal})");
    std::fs::write(
        shop.revisions()[0].join("up.sql"),
        format!("CREATE TABLE \"user\" (id INTEGER PRIMARY KEY, name TEXT);\n-- hazard: fills\n{statement};\n"),
    )
    .unwrap();
    let sql = with(&shop, &["upgrade", "--sql"], Stdio::piped(), Stdio::piped()).fine().stdout;
    assert!(sql.contains(&format!("-- hazard: fills\n{statement};")), "{sql:?}");
    // The same for programs: a JSON string that gives it.
    let json = with(&shop, &["upgrade", "--sql", "--format", "json"], Stdio::piped(), Stdio::piped()).fine().stdout;
    assert!(!json.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{json:?}");
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let statements = json["data"]["revisions"][0]["statements"].as_array().unwrap();
    assert!(statements.iter().any(|it| *it == serde_json::json!(statement)), "{json}");
    // People see what it is.
    let shown = with(&shop, &["show"], Stdio::piped(), Stdio::piped()).fine().stdout;
    assert!(shown.contains("'\\u{1b}[31m\\u{7}\\u{1}\\u{d}\\u{202e} x'"), "{shown:?}");
}

#[test]
fn names_of_a_database_are_shown_and_not_obeyed() {
    let shop = shop();
    shop.schema(&["upgrade"]).fine();
    let hostile = "CREATE TABLE \"a\u{1b}]0;x\u{7}\u{9b}2J\" (\"b\u{202e}\u{8}\" TEXT DEFAULT '\u{1b}[5m')";
    shop.sqlite(hostile);
    let obeyed = |c: char| c.is_control() && c != '\n' && c != '\t' || c == '\u{202e}';
    for args in [
        &["inspect"][..],
        &["inspect", "--format", "json"],
        &["inspect", "--format", "mermaid"],
        &["inspect", "--format", "rust"],
        &["check", "--database"],
        &["check", "--database", "--format", "json"],
        &["diff", "head", "sqlite:shop.db"],
        &["diff", "head", "sqlite:shop.db", "--format", "json"],
        &["revision", "--from-database"],
        &["history", "-v"],
    ] {
        let run = with(&shop, args, Stdio::piped(), Stdio::piped());
        assert!(!run.all().contains(obeyed), "{args:?}: {:?}", run.all());
        let names = ["x\\u{7}\\u{9b}2J", "x\\u0007\\u009b2J", "x#7;#155;2J"];
        assert!(
            names.iter().any(|name| run.stdout.contains(name) || run.stderr.contains(name)),
            "{args:?}: {}",
            run.all()
        );
    }
    // On the way to another database, the name is the name.
    let sql = with(&shop, &["diff", "base", "sqlite:shop.db", "--sql"], Stdio::piped(), Stdio::piped()).stdout;
    assert!(sql.contains("a\u{1b}]0;x\u{7}\u{9b}2J"), "{sql:?}");
}

#[test]
fn sources_and_arguments_are_shown_and_not_obeyed() {
    let shop = shop();
    shop.models("#[derive(Schema)]\nstruct User {\n    #[schema(primary_key)] /* \u{1b}[2J\u{202e} */ #[schema(nonsense = \"\u{1b}[5m\")]\n    id: i64,\n}\n");
    let obeyed = ['\u{1b}', '\u{202e}'];
    let run = with(&shop, &["check"], Stdio::piped(), Stdio::piped());
    assert_eq!(run.code, 3, "{}", run.all());
    assert!(!run.all().contains(obeyed), "{:?}", run.all());
    for args in [&["\u{1b}[31m"][..], &["show", "\u{1b}[31m"], &["history", "--format", "\u{1b}[31m"]] {
        let run = with(&shop, args, Stdio::piped(), Stdio::piped());
        assert_eq!(run.code, 2, "{}", run.all());
        assert!(!run.all().contains(obeyed) && run.stderr.contains("\\u{1b}[31m"), "{:?}", run.all());
    }
}

#[test]
fn no_argument_error_shows_a_password() {
    let shop = shop();
    for url in ["postgres://u:s3cret@h/db", "mysql://u:p@s3cret@h", "postgres://h/db?user=u&password=s3cret"] {
        for args in [
            &["history", "--format", url][..],
            &["--color", url, "history"],
            &["init", "--dialect", url],
            &["diff", "head", "base", "--dialect", url],
            &[url],
            &["show", url],
            &["upgrade", url, url],
            &["heads", &format!("--frobnicate={url}")],
            &["revision", "--fill", url],
            &["revision", "--rename", url],
        ] {
            let run = with(&shop, args, Stdio::piped(), Stdio::piped());
            assert_eq!(run.code, 2, "{args:?}: {}", run.all());
            assert!(!run.all().contains("s3cret"), "{args:?}: {}", run.all());
        }
    }
}

/// A name with a line end in it is one line all the same, and begins none that the tool did not write.
#[test]
fn a_line_end_in_a_name_ends_no_line() {
    let shop = Shop::bare();
    shop.sqlite("CREATE TABLE \"a\n+ drop\" (id INTEGER PRIMARY KEY, \"b\nc\" TEXT CHECK (\"b\nc\" <> '')); CREATE VIEW \"v\nw\" AS SELECT 1");
    shop.schema(&["init", "--dialect", "sqlite"]).fine();
    for args in [&["inspect", "sqlite:shop.db"][..], &["diff", "base", "sqlite:shop.db"]] {
        let told = shop.schema(args).all();
        assert!(told.contains("a\\n+ drop") && told.contains("v\\nw"), "{told}");
        assert!(!told.contains("\n+ drop") && !told.contains("\nc") && !told.contains("\nw"), "{told}");
    }
}
