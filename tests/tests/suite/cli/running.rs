//! What upgrades and downgrades say: statements, dangers, the file that failed, and the SQL for a shell.

use crate::support;
use crate::support::shop::Shop;
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

#[test]
fn dangers_are_told_when_they_are_written_and_when_they_are_run() {
    let shop = Shop::with(USERS);
    shop.schema(&["revision"]).fine();
    shop.models(&USERS.replace("    name: String,\n", ""));
    assert_data_eq!(
        shop.schema(&["revision"]).all(),
        str![[r#"
--- stderr
     Created migrations/[ID]_drop_users_name: revision.toml, up.sql, down.sql
             - drop column `users.name`
warning: deletes all values of `users.name`
--- exit 0

"#]]
    );
    shop.schema(&["upgrade"]).fine();
    assert_data_eq!(
        shop.schema(&["downgrade", "base", "--dry-run"]).all(),
        str![[r#"
down [ID]_drop_users_name (6 statements)
down [ID]_create_users (1 statement)
--- stderr
warning: reverting `[ID]_drop_users_name`: existing rows get "" in `users.name`, because the original value is unknown
warning: reverting `[ID]_create_users`: deletes all rows of `users`
--- exit 0

"#]]
    );
    assert_data_eq!(
        shop.schema(&["downgrade", "base"]).all(),
        str![[r#"
--- stderr
warning: reverting `[ID]_drop_users_name`: existing rows get "" in `users.name`, because the original value is unknown
warning: reverting `[ID]_create_users`: deletes all rows of `users`
    Reverted [ID]_drop_users_name (6 statements in [TIME])
    Reverted [ID]_create_users (1 statement in [TIME])
  Downgraded sqlite:shop.db to base (2 revisions in [TIME])
--- exit 0

"#]]
    );
    // What its author has made harmless is not called dangerous.
    let script = shop.revisions()[0].join("down.sql");
    let text = std::fs::read_to_string(&script).unwrap();
    std::fs::write(&script, text.replace("-- hazard[drop-table]: ", "-- kept elsewhere: ")).unwrap();
    shop.schema(&["upgrade", "+1"]).fine();
    let run = shop.schema(&["downgrade", "-1"]).fine();
    assert!(!run.stderr.contains("warning"), "{}", run.stderr);

    shop.schema(&["upgrade"]).fine();
    shop.models("");
    let run = shop.schema(&["revision", "--drop-all-tables", "--format", "json"]).fine();
    let value: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let hazard = &value["data"]["hazards"][0];
    assert_eq!(
        (&hazard["code"], &hazard["message"]),
        (&"drop-table".into(), &"deletes all rows of `users`".into()),
        "{value:#}"
    );
}

/// A shop whose database has users, and a second revision that drops a column.
fn with_rows() -> Shop {
    let shop = Shop::with(USERS);
    shop.schema(&["revision"]).fine();
    shop.schema(&["upgrade"]).fine();
    shop.sqlite("INSERT INTO users (id, name) VALUES (1, 'Ada')");
    shop.models(&USERS.replace("    name: String,\n", ""));
    shop.schema(&["revision"]).fine();
    shop
}

#[test]
fn an_upgrade_says_what_it_loses() {
    let shop = with_rows();
    assert_data_eq!(
        shop.schema(&["upgrade", "-q"]).all(),
        str![[r#"
--- stderr
warning: `[ID]_drop_users_name`: deletes all values of `users.name`
--- exit 0

"#]]
    );
    // In a new database there is nothing to lose.
    let new = shop.schema(&["upgrade", "--database-url", "sqlite:new.db"]).fine();
    assert!(!new.stderr.contains("warning"), "{}", new.stderr);
}

#[test]
fn a_downgrade_that_loses_rows_wants_a_yes() {
    let shop = with_rows();
    let before = || shop.sqlite("SELECT CAST(count(*) AS TEXT) FROM users");
    let refused = shop.schema(&["downgrade", "base", "-q"]);
    assert_data_eq!(
        refused.all(),
        str![[r#"
--- stderr
warning: reverting `[ID]_create_users`: deletes all rows of `users`
error: revert 1 revision of sqlite:shop.db and lose the rows of `users`?

help: to confirm, pass `--yes` or `--allow drop-table`
--- exit 2

"#]]
    );
    assert_eq!(before(), "1");
    shop.schema(&["upgrade"]).fine();
    // A column that comes back loses nothing.
    shop.schema(&["downgrade", "-1"]).fine();
    let run = shop.schema(&["downgrade", "base", "-q", "--yes"]).fine();
    assert!(run.stderr.contains("deletes all rows of `users`"), "{}", run.stderr);
    assert!(shop.schema(&["status"]).fine().stdout.contains("\ndatabase   `sqlite:shop.db` is at base, "));
    // Empty tables lose nothing.
    shop.schema(&["upgrade", "+1"]).fine();
    shop.schema(&["downgrade", "base"]).fine();
}

/// A script that runs without anybody says which hazards it knows of; another one stops it.
#[test]
fn a_downgrade_goes_on_with_the_hazards_that_are_allowed() {
    let shop = with_rows();
    let before = || shop.sqlite("SELECT CAST(count(*) AS TEXT) FROM users");
    for (allow, help) in [
        ("drop-column", "help: to confirm, pass `--yes` or `--allow drop-column,drop-table`\n"),
        ("drop-columns", "not one of `drop-table`, `drop-column`, `hazard`"),
    ] {
        let refused = shop.schema(&["downgrade", "base", "--allow", allow]);
        assert!(refused.code == 2 && refused.stderr.contains(help), "{}", refused.all());
        assert_eq!(before(), "1");
    }
    let run = shop.schema(&["downgrade", "base", "-q", "--allow", "drop-table,drop-column"]).fine();
    assert!(run.stderr.contains("warning: reverting `") && run.stderr.contains("deletes all rows"), "{}", run.all());
}

/// Its values can be computed again.
#[test]
fn a_computed_column_that_goes_loses_nothing() {
    let shop = with_rows();
    shop.schema(&["upgrade"]).fine();
    let computed = "    id: i64,\n    #[schema(generated(\"id * 2\"))]\n    twice: i64,\n";
    shop.models(&USERS.replace("    name: String,\n", "").replace("    id: i64,\n", computed));
    let refused = shop.schema(&["revision", "--fill", "users.twice=5"]);
    assert_eq!(refused.code, 2, "{}", refused.all());
    assert!(
        refused.stderr.contains("`users.twice` is a generated column, and cannot get a value"),
        "{}",
        refused.all()
    );
    shop.schema(&["revision"]).fine();
    shop.schema(&["upgrade"]).fine();
    assert_eq!(shop.sqlite("SELECT CAST(twice AS TEXT) FROM users"), "2");
    let back = shop.schema(&["downgrade", "-1"]).fine();
    assert!(!back.stderr.contains("loses"), "{}", back.stderr);
}

#[test]
fn what_is_written_by_hand_loses_rows_too() {
    let rows = Some("lose the rows of `users`");
    let names = Some("lose the values of `users.name`");
    for (down, lost) in [
        ("DROP TABLE IF EXISTS users;\n", rows),
        ("DELETE FROM users;\n", rows),
        ("WITH x AS (SELECT 1) DELETE FROM users;\n", rows),
        ("ALTER TABLE users DROP COLUMN name;\n", names),
        ("CREATE TABLE u AS SELECT * FROM users;\nDROP TABLE users;\nALTER TABLE u RENAME TO users;\n", None),
        ("UPDATE users SET name = 'x';\n", None),
        ("DROP INDEX IF EXISTS no_such_index;\n", None),
    ] {
        let shop = with_rows();
        shop.models(USERS);
        std::fs::remove_dir_all(&shop.revisions()[1]).unwrap();
        shop.schema(&["revision", "--empty", "-m", "by hand"]).fine();
        shop.schema(&["upgrade"]).fine();
        std::fs::write(shop.revisions()[1].join("down.sql"), down).unwrap();
        let run = shop.schema(&["downgrade", "-1"]);
        assert_eq!(run.code, if lost.is_some() { 2 } else { 0 }, "{down}: {}", run.all());
        assert!(lost.is_none_or(|lost| run.stderr.contains(lost)), "{}", run.all());
    }
}

/// What only the server can tell is asked about.
#[test]
fn statements_that_cannot_be_looked_into_want_a_yes() {
    for engine in support::engines() {
        let downs: &[&str] = match engine.dialect.name() {
            "postgres" => &[
                "DROP SCHEMA app CASCADE;\n",
                "DO $$ BEGIN EXECUTE 'DROP TABLE users'; END $$;\n",
                "DROP TYPE mood CASCADE;\n",
            ],
            "mariadb" => &["EXECUTE IMMEDIATE 'DROP TABLE users';\n"],
            "mysql" => &["CALL no_such_procedure();\n"],
            _ => continue,
        };
        let database = support::block_on(engine.database("cli_running_unseen"));
        let shop = Shop::bare();
        shop.schema(&["init", "--dialect", engine.dialect.name()]).fine();
        shop.models(&USERS.replace("name: String", "#[schema(max_length = 20)]\n    name: String"));
        shop.schema(&["revision", "-m", "first"]).fine();
        shop.schema(&["revision", "--empty", "-m", "by hand"]).fine();
        shop.schema(&["upgrade", "--database-url", &database.url]).fine();
        for down in downs {
            std::fs::write(shop.revisions()[1].join("down.sql"), down).unwrap();
            let run = shop.schema(&["downgrade", "-1", "--database-url", &database.url]);
            assert_eq!(run.code, 2, "{down}: {}", run.all());
            let told = format!("lose data that `{}", &down[..12]);
            assert!(run.stderr.contains(&told), "{told}: {}", run.all());
        }
        // What we wrote ourselves is known, whatever it begins with.
        std::fs::write(shop.revisions()[1].join("down.sql"), "-- Nothing.\n").unwrap();
        shop.schema(&["downgrade", "base", "--database-url", &database.url]).fine();
    }
}

#[test]
fn tables_are_looked_at_under_the_names_that_they_have() {
    let shop = Shop::with(USERS);
    shop.schema(&["revision"]).fine();
    shop.schema(&["upgrade"]).fine();
    shop.models(&USERS.replace("\"users\"", "\"people\""));
    shop.schema(&["revision", "--rename", "users:people"]).fine();
    shop.schema(&["upgrade"]).fine();
    shop.schema(&["downgrade", "base", "--dry-run"]).fine();
    shop.sqlite("INSERT INTO people (id, name) VALUES (1, 'Ada')");
    assert_eq!(shop.schema(&["downgrade", "base"]).code, 2);
    shop.sqlite("DELETE FROM people");
    shop.schema(&["downgrade", "base"]).fine();
}

#[test]
fn each_statement_is_shown_on_request() {
    let shop = Shop::with(USERS);
    shop.schema(&["revision"]).fine();
    assert_data_eq!(
        shop.schema(&["upgrade", "-v"]).all(),
        str![[r#"
--- stderr
         Ran CREATE TABLE "users" (
                 "id" INTEGER NOT NULL,
                 "name" TEXT NOT NULL,
                 PRIMARY KEY ("id")
             )
     Applied [ID]_create_users (1 statement in [TIME])
    Upgraded sqlite:shop.db to [ID]_create_users (1 revision in [TIME])
--- exit 0

"#]]
    );
    assert_data_eq!(
        shop.schema(&["downgrade", "-1", "-v"]).all(),
        str![[r#"
--- stderr
warning: reverting `[ID]_create_users`: deletes all rows of `users`
         Ran DROP TABLE "users"
    Reverted [ID]_create_users (1 statement in [TIME])
  Downgraded sqlite:shop.db to base (1 revision in [TIME])
--- exit 0

"#]]
    );
}

#[test]
fn sql_for_a_shell_says_each_thing_once() {
    let shop = Shop::with(USERS);
    shop.schema(&["revision"]).fine();
    shop.schema(&["upgrade"]).fine();
    shop.models(&USERS.replace("name: String", "name: Option<String>"));
    shop.schema(&["revision"]).fine();
    let sql = shop.schema(&["upgrade", "--sql"]).fine().stdout;
    for setting in ["PRAGMA legacy_alter_table = ON", "PRAGMA legacy_alter_table = OFF"] {
        assert_eq!(sql.matches(setting).count(), 1, "{sql}");
    }
    assert!(!sql.contains("julianday"), "{sql}");

    // A script that says nothing of it is helped.
    let script = shop.revisions()[1].join("up.sql");
    let text = std::fs::read_to_string(&script).unwrap();
    let lines: Vec<&str> = text.lines().filter(|line| !line.contains("legacy_alter_table")).collect();
    std::fs::write(&script, lines.join("\n")).unwrap();
    assert_eq!(shop.schema(&["upgrade", "--sql"]).fine().stdout.matches("legacy_alter_table = O").count(), 2);
}

#[test]
fn the_file_that_failed_is_named_as_it_is_called() {
    let shop = Shop::bare();
    shop.schema(&["init", "--dialect", "sqlite,postgres"]).fine();
    shop.models(USERS);
    shop.schema(&["revision"]).fine();
    let url = ["--database-url", "sqlite:shop.db"];
    let write = |name: &str, text: &str| std::fs::write(shop.revisions()[0].join(name), text).unwrap();
    write("up.sqlite.sql", "CREATE TABLE a (id);\nCREATE TABLE a (id);\n");
    let run = shop.schema(&[&["upgrade"][..], &url].concat());
    assert_eq!(run.code, 5, "{}", run.all());
    assert!(run.stderr.contains("at statement 2 of 2 (up.sqlite.sql, line 2)"), "{}", run.stderr);
    write("up.sqlite.sql", "CREATE TABLE a (id);\n");
    write("down.sqlite.sql", "SELECT 'open;\n");
    shop.schema(&[&["upgrade"][..], &url].concat()).fine();
    let run = shop.schema(&[&["downgrade", "-1"][..], &url].concat());
    assert!(run.stderr.contains("down.sqlite.sql, "), "{}", run.stderr);
}

#[test]
fn a_revision_that_is_half_applied_is_told_to_programs() {
    let shop = Shop::with(USERS);
    shop.schema(&["revision", "-m", "users"]).fine();
    let part_way = || -> serde_json::Value {
        let run = shop.schema(&["current", "--format", "json"]);
        serde_json::from_str::<serde_json::Value>(&run.stdout).unwrap()["data"]["partially_applied"].clone()
    };
    let script = shop.revisions()[0].join("up.sql");
    std::fs::write(&script, "-- cargo-schema: no-transaction\nCREATE TABLE users (id);\nCREATE TABLE users (id);\n")
        .unwrap();
    assert_eq!(shop.schema(&["upgrade"]).code, 5);
    let told = part_way();
    assert_eq!(told["slug"], "users");
    assert_eq!(told["direction"], "up");
    assert_eq!((&told["statements_done"], &told["statements_total"]), (&1.into(), &2.into()));
    assert!(told["error"].as_str().is_some_and(|error| error.contains("users")), "{told}");

    std::fs::write(&script, "-- cargo-schema: no-transaction\nCREATE TABLE users (id);\n").unwrap();
    shop.schema(&["upgrade"]).fine();
    assert!(part_way().is_null());
}

/// Who asks hears what the next run would say, and not that it goes on.
#[test]
fn a_revision_that_cannot_go_on_is_told_as_such() {
    let shop = Shop::with("");
    shop.schema(&["revision", "--empty", "-m", "keeps"]).fine();
    let script = shop.revisions()[0].join("up.sql");
    let text = "-- cargo-schema: no-transaction\nCREATE TABLE a (id);\nCREATE TEMP TABLE kept (id);\nCREATE TABLE a (id);\n\
                INSERT INTO a SELECT id FROM kept;\n";
    std::fs::write(&script, text).unwrap();
    assert_eq!(shop.schema(&["upgrade"]).code, 5);
    for (text, says) in
        [(text.to_owned(), "cannot be resumed there"), (text.replace("a (id)", "a (n)"), "was edited: ")]
    {
        std::fs::write(&script, text).unwrap();
        let run = shop.schema(&["upgrade"]);
        assert!(run.code == 6 && run.stderr.contains(says), "{}", run.all());
        let run = shop.schema(&["current"]).fine();
        assert!(run.stderr.contains(says) && run.stderr.contains("--resume-at 1"), "{}", run.all());
        assert!(!run.stderr.contains("go on with"), "{}", run.all());
        for command in [&["check", "--database-url", "sqlite:shop.db"][..], &["doctor"]] {
            let run = shop.schema(command);
            assert!(run.code == 1 && run.all().contains(says), "{}", run.all());
        }
        for command in [&["inspect", "sqlite:shop.db"][..], &["diff", "sqlite:shop.db", "base"]] {
            let run = shop.schema(command);
            assert!(run.stderr.contains("warning: revision `[ID]_keeps` stopped after "), "{}", run.all());
            assert!(run.stderr.contains("to see how to continue, run `cargo schema status "), "{}", run.all());
        }
    }
}

/// The downgrade says where the database is as `status` does, also between two branches.
#[test]
fn a_downgrade_says_where_the_database_is() {
    let shop = Shop::with("");
    let empty = |message: &str, arguments: &[&str]| {
        shop.schema(&[&["revision", "--empty", "-m", message][..], arguments].concat()).fine();
        let folder = shop.revisions().into_iter().find(|folder| folder.ends_with_name(message)).unwrap();
        std::fs::write(folder.join("up.sql"), format!("CREATE TABLE {message} (x);\n")).unwrap();
        std::fs::write(folder.join("down.sql"), format!("DROP TABLE {message};\n")).unwrap();
        folder
    };
    let first = empty("first", &[]);
    let left = empty("left", &[]);
    // The other branch follows the first revision too.
    let right = empty("right", &[]);
    let id = |folder: &std::path::Path| folder.file_name().unwrap().to_string_lossy()[..14].to_owned();
    let toml = std::fs::read_to_string(right.join("revision.toml")).unwrap();
    std::fs::write(right.join("revision.toml"), toml.replace(&id(&left), &id(&first))).unwrap();
    shop.schema(&["upgrade", "heads"]).fine();
    let down = shop.schema(&["downgrade", "-1"]).fine();
    let current = shop.schema(&["status"]).fine().stdout;
    let name = current.split_once(" is at ").unwrap().1.split([',', ' ']).next().unwrap();
    assert!(down.stderr.contains(&format!("Downgraded sqlite:shop.db to {name} (")), "{}\n{current}", down.stderr);
}

trait EndsWithName {
    fn ends_with_name(&self, name: &str) -> bool;
}

impl EndsWithName for std::path::PathBuf {
    fn ends_with_name(&self, name: &str) -> bool {
        self.file_name().is_some_and(|file| file.to_string_lossy().ends_with(&format!("_{name}")))
    }
}

/// Without its directory a project has no revisions, and no database is up to date with them.
#[test]
#[cfg(unix)]
fn a_missing_directory_of_migrations_is_no_success() {
    let shop = Shop::with(USERS);
    shop.schema(&["revision"]).fine();
    std::fs::rename(shop.path("migrations"), shop.path("moved")).unwrap();
    for command in [&["upgrade"][..], &["downgrade", "base"], &["upgrade", "--sql"]] {
        let run = shop.schema(command);
        assert_eq!(run.code, 2, "{command:?}: {}", run.all());
        assert!(run.stderr.contains("migrations directory `migrations` not found"), "{}", run.stderr);
    }
    // Models without any revision are no mistake by themselves.
    let run = shop.schema(&["check", "-q"]);
    let told = "help: migrations directory `migrations` not found: restore it, or create the first revision with `cargo schema \
                revision -m \"initial\"`";
    assert!(run.code == 1 && run.stdout.contains(told), "{}", run.all());
    std::os::unix::fs::symlink("nowhere", shop.path("migrations")).unwrap();
    let run = shop.schema(&["upgrade"]);
    assert!(run.code != 0 && run.stderr.contains("is a link to nothing"), "{}", run.all());
    assert!(!shop.path("shop.db").exists());
}

/// A pipe never ends: it is refused, and not waited for.
#[test]
#[cfg(unix)]
fn a_pipe_in_place_of_a_script_is_refused() {
    let shop = Shop::with(USERS);
    shop.schema(&["revision"]).fine();
    let script = shop.revisions()[0].join("up.sql");
    std::fs::remove_file(&script).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(&script).status().unwrap().success());
    let run = shop.schema(&["upgrade"]);
    assert!(run.code != 0 && run.stderr.contains("it is not a regular file"), "{}", run.all());
}

/// No engine takes the byte, and one ends its text there.
#[test]
fn a_nul_byte_in_a_script_is_refused() {
    let shop = Shop::with(USERS);
    shop.schema(&["revision", "--empty", "-m", "rows"]).fine();
    std::fs::write(shop.revisions()[0].join("up.sql"), "CREATE TABLE a (id int);\n\0CREATE TABLE b (id int);\n")
        .unwrap();
    let run = shop.schema(&["upgrade"]);
    assert!(run.code != 0 && run.stderr.contains("line 2: the script contains a NUL byte"), "{}", run.all());
    assert!(
        !shop.path("shop.db").exists() || shop.sqlite("SELECT count(*) FROM sqlite_schema WHERE name = 'a'") == "0"
    );
}

/// What is known to have run is said by a flag.
#[test]
fn a_half_applied_revision_is_resumed_as_told() {
    let shop = Shop::with(USERS);
    shop.schema(&["revision", "-m", "users"]).fine();
    let script = shop.revisions()[0].join("up.sql");
    std::fs::write(&script, "-- cargo-schema: no-transaction\nCREATE TABLE users (id);\nCREATE TABLE users (id);\n")
        .unwrap();
    let run = shop.schema(&["upgrade", "--resume-at", "1"]);
    assert_eq!(run.code, 2, "{}", run.all());
    assert!(run.stderr.contains("nothing to resume"), "{}", run.stderr);
    assert_eq!(shop.schema(&["upgrade"]).code, 5);
    assert_eq!(shop.schema(&["upgrade", "--resume-at", "3"]).code, 2);
    assert_eq!(shop.schema(&["upgrade", "--resume-at", "2", "--resume-after", "2"]).code, 2);
    shop.schema(&["upgrade", "--resume-after", "2"]).fine();
    assert!(shop.schema(&["current"]).fine().stdout.contains("_users"));
}

/// What half of a revision has left behind may hold the only copy of rows: only the way on is named.
#[test]
fn of_a_half_applied_revision_only_the_way_on_is_named() {
    let shop = Shop::with(USERS);
    shop.schema(&["revision", "-m", "users"]).fine();
    shop.schema(&["upgrade"]).fine();
    shop.sqlite("INSERT INTO users VALUES (1, 'a') RETURNING id");
    shop.schema(&["revision", "--empty", "-m", "rebuild"]).fine();
    let script = shop.revisions()[1].join("up.sql");
    let text = "-- cargo-schema: no-transaction\nCREATE TABLE fresh AS SELECT * FROM users;\nDROP TABLE users;\n\
                INSERT INTO missing SELECT * FROM fresh;\n";
    std::fs::write(&script, text).unwrap();
    assert_eq!(shop.schema(&["upgrade"]).code, 5);

    let check = shop.schema(&["check", "--database"]);
    assert!(check.code == 1 && check.stdout.contains("does not match"), "{}", check.all());
    assert!(
        check
            .stdout
            .contains("_rebuild` stopped after 2 of 3 statements\n  = help: to continue, run `cargo schema upgrade`")
    );
    let doctor = shop.schema(&["doctor"]);
    assert!(doctor.code == 1 && doctor.all().contains("_rebuild` is partially applied"), "{}", doctor.all());
    let mut refused = Vec::new();
    for command in
        [&["stamp", "head"][..], &["stamp", "--detect"], &["stamp", "--refresh"], &["revision", "--from-database"]]
    {
        let run = shop.schema(command);
        assert!(run.code == 6 && run.stderr.contains("stopped after 2 of 3 statements"), "{}", run.all());
        assert!(run.stderr.contains("to finish it, run `cargo schema upgrade`"), "{}", run.all());
        refused.push(run);
    }
    let current = shop.schema(&["current"]).fine();
    for run in [check, doctor, current].iter().chain(&refused) {
        for other in ["--from-database`", "--sql", "--force", "drop it", "ignore-tables", "stamp"] {
            assert!(!run.all().contains(other), "{other}: {}", run.all());
        }
    }

    let run = shop.schema(&["stamp", "users", "--force"]).fine();
    let cleared = "warning: cleared the record that revision `[ID]_rebuild` stopped after 2 of 3 statements";
    assert!(run.stderr.contains(cleared), "{}", run.all());
    assert_eq!(shop.sqlite("SELECT count(*) FROM fresh"), "1");
}

#[test]
fn a_way_back_without_statements_is_told() {
    let shop = Shop::with("");
    shop.schema(&["revision", "--empty", "-m", "load"]).fine();
    let folder = shop.revisions()[0].clone();
    let written = std::fs::read_to_string(folder.join("up.sql")).unwrap();
    shop.schema(&["upgrade"]).fine();
    let run = shop.schema(&["downgrade", "-1"]).fine();
    assert!(!run.stderr.contains("warning"), "nothing was done, and nothing stays: {}", run.all());

    std::fs::write(folder.join("up.sql"), format!("{written}\nCREATE VIEW v AS SELECT 1;\n")).unwrap();
    shop.schema(&["upgrade"]).fine();
    let run = shop.schema(&["downgrade", "-1", "-q"]).fine();
    let told = "warning: reverting `[ID]_load` undoes nothing: `down.sql` has no statements\n";
    assert_eq!(run.stderr, told, "{}", run.all());

    shop.sqlite("DROP VIEW v");
    shop.schema(&["upgrade"]).fine();
    std::fs::write(folder.join("down.sql"), "SELECT 1;\n").unwrap();
    let run = shop.schema(&["downgrade", "-1", "-q"]).fine();
    assert_eq!(run.stderr, "", "it says so on purpose: {}", run.all());
}

#[test]
fn an_upgrade_with_nothing_to_do_names_changes_of_models() {
    let shop = Shop::with(USERS);
    shop.schema(&["revision", "-m", "users"]).fine();
    shop.schema(&["upgrade"]).fine();
    let note = "- the models have 1 change without a revision: to record them, run `cargo schema revision`";
    assert!(!shop.schema(&["upgrade"]).fine().stderr.contains(note));
    shop.models(&USERS.replace("id: i64,", "id: i64,\n    age: Option<i32>,"));
    let run = shop.schema(&["upgrade"]).fine();
    assert!(run.stderr.contains("Unchanged") && run.stderr.contains(note), "{}", run.all());
    let run = shop.schema(&["upgrade", "--migrations", "migrations", "--database-url", "sqlite:shop.db"]).fine();
    assert!(!run.stderr.contains(note), "{}", run.all());
    shop.models("#[derive(Schema)]\nstruct Broken { id: Vec<Vec<u128>> }");
    let run = shop.schema(&["upgrade"]).fine();
    assert!(!run.stderr.contains(note), "{}", run.all());
}
