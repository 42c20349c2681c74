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
pub(super) fn shop(dialects: &str, models: &str) -> Shop {
    let shop = Shop::with(models);
    say(&shop, "[\"sqlite\"]", dialects);
    shop
}

/// Has the manifest say `new` in place of `old`.
pub(super) fn say(shop: &Shop, old: &str, new: &str) {
    let manifest = shop.read("Cargo.toml");
    assert!(manifest.contains(&format!("dialects = {old}")), "{manifest}");
    let without_url: Vec<&str> = manifest.lines().filter(|line| !line.starts_with("database-url")).collect();
    shop.write(
        "Cargo.toml",
        &without_url.join("\n").replace(&format!("dialects = {old}"), &format!("dialects = {new}")),
    );
}

/// A server of PostgreSQL in a version from `major` on.
pub(super) fn postgres(major: u32) -> Option<Engine> {
    let release = format!("postgres@{major}").parse().unwrap();
    support::block_on(support::engine_for(release))
}

#[test]
fn names_that_are_wrong() {
    for (dialects, message) in [
        ("[\"oracle@19\"]", "unknown dialect `oracle`; available: sqlite, postgres, mysql and mariadb"),
        ("[\"postgres@new\"]", "`new` is not a version: write up to three numbers separated by dots, such as `10.11`"),
        ("[\"postgres@9.6\"]", "`postgres@9.6` is too old: scripts are written for `postgres@14` and later versions"),
        ("[\"mysql@8.0\"]", "`mysql@8.0` is too old: scripts are written for `mysql@8.0.19` and later versions"),
        ("[\"postgres@\"]", "`postgres@` names no version: write one, such as `postgres@14`, or `postgres` alone"),
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
error: cannot write the changes as SQL for postgres

Caused by:
  `users` on postgres: unique constraint `uq_users_email`: `nulls_not_distinct` needs `postgres@15`; the scripts are for `postgres@14`

help: if no older server must run the scripts, set `postgres@15` in `dialects` in `Cargo.toml`
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
        shop.schema(&[&["check"], &url[..]].concat()).fine();
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

/// `check` and `doctor` say that `upgrade` refuses the server, and do not advise it.
pub(super) fn say_old_server(shop: &Shop, database: &Database) {
    let check = shop.schema(&["check", "--database-url", &database.url]);
    let doctor = shop.schema(&["doctor", "--database-url", &database.url]);
    for run in [check, doctor] {
        assert_eq!(run.code, 1, "{}", run.all());
        assert!(
            run.all().contains("was written for `postgres@99` and later, and the server is `postgres@"),
            "{}",
            run.all()
        );
        assert!(run.all().contains("upgrade the server; if the script also runs on this version, set `postgres@"));
        assert!(!run.all().contains("run `cargo schema upgrade`\n"), "{}", run.all());
        assert!(!run.all().contains("apply pending revisions"), "{}", run.all());
    }
    for args in [
        &["check", "--database-url", &database.url, "--format", "json"][..],
        &["doctor", "--database-url", &database.url, "--format", "json"],
    ] {
        let run = shop.schema(args);
        assert!(run.stdout.contains("\"old-server\""), "{}", run.all());
    }
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
        let run = shop.schema_on(&database.url, args);
        assert_eq!(run.code, 6, "{}", run.all());
        assert!(run.stderr.contains("_users` was written for `postgres@99` and later, and the server is `postgres@"));
        assert!(
            run.stderr.contains("help: upgrade the server; if the script also runs on this version, set `postgres@")
        );
    }
    assert!(!has(&database, "users"));
    say_old_server(&shop, &database);
    // What the hint says.
    std::fs::write(&file, toml).unwrap();
    shop.schema(&["upgrade", "--database-url", &database.url]).fine();
    // One behind another that the database has.
    shop.models(&USERS.replace("id: i64", "id: i64,\nage: Option<i32>"));
    shop.schema(&["revision", "-m", "age", "--dialect", "postgres@99"]).fine();
    say_old_server(&shop, &database);
    std::fs::remove_dir_all(shop.revisions().pop().unwrap()).unwrap();
    // The way back is not held up: it is there for who has to leave a version.
    let newer = std::fs::read_to_string(&file).unwrap().replace("postgres@15", "postgres@99");
    std::fs::write(&file, newer).unwrap();
    shop.schema(&["downgrade", "base", "--yes", "--database-url", &database.url]).fine();
    assert!(!has(&database, "users"));
}

/// What `revision.toml` says is as good as what metadata says: nothing in it turns the comparison with the server off.
#[test]
fn targets_that_are_wrong() {
    let shop = shop("[\"sqlite\"]", &USERS.replace(", unique(email, nulls_not_distinct)", ""));
    shop.schema(&["revision", "-m", "users"]).fine();
    let file = shop.revisions()[0].join("revision.toml");
    let toml = std::fs::read_to_string(&file).unwrap();
    for (targets, message) in [
        (
            "[\"sqlite@3.40\", \"sqlite@3.37\"]",
            "`sqlite@3.40` and `sqlite@3.37` are versions of one engine: name the oldest alone, `sqlite@3.37`",
        ),
        ("[]", "`targets` names no version: name one for each dialect, or leave the key out"),
        ("[\"mysql@9\"]", "`targets` names `mysql@9`, and no script of the revision is for that"),
    ] {
        std::fs::write(&file, toml.replace("[\"sqlite@3.37\"]", targets)).unwrap();
        let run = shop.schema(&["upgrade", "--database-url", "sqlite:shop.db"]);
        assert_eq!(run.code, 6, "{}", run.all());
        assert!(run.stderr.contains(message), "{}", run.stderr);
        assert!(run.stderr.contains("_users/revision.toml:6:11\n"), "{}", run.stderr);
    }
    // One of a dialect whose scripts are gone is left alone.
    std::fs::write(&file, toml.replace("[\"sqlite@3.37\"]", "[\"mysql@9\", \"sqlite@3.37\"]")).unwrap();
    shop.schema(&["upgrade", "--database-url", "sqlite:shop.db"]).fine();
}

/// An engine in the program is looked at before there is a file.
#[test]
fn an_engine_in_the_program_that_is_older() {
    let shop = shop("[\"sqlite@3.99\"]", &USERS.replace(", unique(email, nulls_not_distinct)", ""));
    shop.schema(&["revision", "-m", "users"]).fine();
    let run = shop.schema(&["upgrade", "--database-url", "sqlite:shop.db"]);
    assert_eq!(run.code, 6, "{}", run.all());
    assert!(run.stderr.contains("_users` was written for `sqlite@3.99` and later, and this program has `sqlite@3."));
    let hint =
        "help: sqlite is part of the program: build it with a newer version; if the script also runs on this version";
    assert!(run.stderr.contains(hint), "{}", run.stderr);
    assert!(!shop.path("shop.db").exists());
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
        shop.schema(&["adopt", &database.url]).fine();
        assert!(shop.read("Cargo.toml").contains(dialects), "{}", shop.read("Cargo.toml"));
    }
}

/// What a query gives, as text.
fn one(database: &Database, sql: &str) -> String {
    support::block_on(async {
        let mut session = database.session().await;
        let value = session.one(sql).await.unwrap_or_else(|error| panic!("{error}\n{sql}"));
        session.close().await.unwrap();
        value.unwrap_or_default()
    })
}

/// Runs statements.
pub(super) fn run(database: &Database, sql: &str) {
    support::block_on(async {
        let mut session = database.session().await;
        session.execute(sql).await.unwrap_or_else(|error| panic!("{error}\n{sql}"));
        session.close().await.unwrap();
    });
}

/// How the columns of `lines` are computed: `v` when they are read, `s` when they are written.
fn computed(database: &Database) -> String {
    let names = "SELECT string_agg(attname || '=' || attgenerated::text, ' ' ORDER BY attname) FROM pg_attribute";
    one(database, &format!("{names} WHERE attrelid = 'lines'::regclass AND attgenerated <> ''"))
}

/// A table of lines, with more columns.
pub(super) fn lines(more: &str) -> String {
    format!(
        "#[derive(Schema)]\n#[schema(table = \"lines\")]\nstruct Line {{\n#[schema(primary_key)]\nid: i64,\nprice: i32,\n\
         amount: i32,\n{more}\n}}"
    )
}

#[test]
fn virtual_columns_of_postgres_18() {
    let Some(engine) = postgres(18) else { return };
    let database = support::block_on(engine.database("virtual_columns"));
    let url = ["--database-url", database.url.as_str()];
    let step = |shop: &Shop, message: &str| {
        shop.schema(&["revision", "-m", message]).fine();
        for args in [&["upgrade"][..], &["downgrade", "-1", "--yes"], &["upgrade"]] {
            shop.schema(&[args, &url].concat()).fine();
        }
        shop.schema(&["check", "--database-url", &database.url]).fine();
        shop.schema(&["diff", "models", &database.url]).fine();
        shop.read(shop.revisions().pop().unwrap().join("up.sql").to_str().unwrap())
    };
    // Scripts for older servers store it, and it stays so.
    let total = "#[schema(generated(\"price * amount\"))]\ntotal: i32,\n";
    let shop = shop("[\"postgres\"]", &lines(total));
    assert!(step(&shop, "lines").contains("GENERATED ALWAYS AS (price * amount) STORED"));
    run(&database, "INSERT INTO lines (id, price, amount) VALUES (1, 3, 4), (2, 5, 6)");
    say(&shop, "[\"postgres\"]", "[\"postgres@18\"]");
    shop.schema(&["check"]).fine();
    shop.schema(&["check", "--database-url", &database.url]).fine();
    let twice = "#[schema(generated(\"price * 2\"))]\n/// Two of them.\ntwice: i32,\n";
    shop.models(&lines(&format!("{total}{twice}")));
    let up = step(&shop, "twice");
    assert!(up.contains("ADD COLUMN \"twice\" integer NOT NULL GENERATED ALWAYS AS (price * 2) VIRTUAL"), "{up}");
    assert_eq!(computed(&database), "total=s twice=v");
    // Another expression: both are computed anew, and by now both when they are read.
    let (total, twice) = (total.replace("amount", "amount + 1"), twice.replace("* 2", "* 3"));
    shop.models(&lines(&format!("{total}{twice}")));
    step(&shop, "other expressions");
    assert_eq!(computed(&database), "total=v twice=v");
    assert_eq!(one(&database, "SELECT string_agg(total || ' ' || twice, ', ' ORDER BY id) FROM lines"), "13 9, 31 15");
    shop.schema(&["downgrade", "-1", "--yes", "--database-url", &database.url]).fine();
    assert_eq!(computed(&database), "total=s twice=v");
    shop.schema(&["check", "--database-url", &database.url]);
    shop.schema(&["upgrade", "--database-url", &database.url]).fine();
    // Stored, and computed no more: values stay.
    let stored = twice.replace("generated(", "generated(stored, ");
    let plain = "#[schema(check(\"total > 0\"))]\ntotal: i32,\n";
    shop.models(&lines(&format!("{plain}{stored}")));
    shop.schema(&["revision", "-m", "kept", "--repair", "none"]).fine();
    for args in [&["upgrade"][..], &["downgrade", "-1", "--yes"], &["upgrade"]] {
        shop.schema(&[args, &url].concat()).fine();
    }
    shop.schema(&["check", "--database-url", &database.url]).fine();
    assert_eq!(computed(&database), "twice=s");
    assert_eq!(one(&database, "SELECT string_agg(total || ' ' || twice, ', ' ORDER BY id) FROM lines"), "13 9, 31 15");
    // What somebody does by hand is drift, in either direction.
    run(
        &database,
        "ALTER TABLE lines DROP COLUMN twice, ADD COLUMN twice integer NOT NULL GENERATED ALWAYS AS (price * 3) VIRTUAL",
    );
    let drift = shop.schema(&["check", "--database-url", &database.url]);
    assert!(drift.code == 1 && drift.stdout.contains("column `lines.twice` differs"), "{}", drift.all());
}

#[test]
fn what_virtual_columns_of_postgres_are_not_for() {
    let total = "#[schema(unique, generated(\"price * amount\"))]\ntotal: i32,\n";
    shop("[\"postgres\"]", &lines(total)).schema(&["revision"]).fine();
    let run = shop("[\"postgres@18\"]", &lines(total)).schema(&["revision"]);
    assert_eq!(run.code, 3, "{}", run.all());
    let said = "`lines.total` on postgres: a column that is computed when it is read cannot stand in unique constraint `uq_lines_total`: \
                make it `stored`";
    assert!(run.stderr.contains(said), "{}", run.stderr);
}

/// A table with one that was made by hand.
const LINES: &str =
    "CREATE TABLE lines (id bigint PRIMARY KEY, price integer NOT NULL, twice integer GENERATED ALWAYS AS (price * 2))";

/// A database that is adopted with such a column is one of version 18.
#[test]
fn an_adopted_virtual_column() {
    let Some(engine) = postgres(18) else { return };
    let database = support::block_on(engine.database("adopted_virtual"));
    run(&database, LINES);
    let shop = Shop::bare();
    shop.schema(&["adopt", &database.url]).fine();
    assert!(shop.read("Cargo.toml").contains("dialects = [\"postgres@18\"]"), "{}", shop.read("Cargo.toml"));
    let up = shop.read(shop.revisions()[0].join("up.sql").to_str().unwrap());
    assert!(
        up.contains("GENERATED ALWAYS AS (price * 2) VIRTUAL")
            || up.contains("GENERATED ALWAYS AS ((price * 2)) VIRTUAL"),
        "{up}"
    );
    shop.schema(&["check", "--database-url", &database.url]).fine();
    // Whoever names an older one is told that its scripts would make something else.
    let database = support::block_on(engine.database("adopted_virtual_as_older"));
    run(&database, LINES);
    let refused = Shop::bare().schema(&["adopt", "--dialect", "postgres", &database.url]);
    assert!(refused.code == 3 && refused.stderr.contains("`lines.twice`"), "{}", refused.all());
}

/// Every database runs all revisions: none is older than the newest release that one of them is written for.
#[test]
fn an_older_release_than_that_of_the_revisions() {
    let two = "#[derive(Schema)]\n#[schema(table = \"users\")]\nstruct User {\n#[schema(primary_key)]\nid: i64,\n";
    let shop = shop("[\"sqlite@3.45\", \"postgres\"]", &format!("{two}}}"));
    shop.schema(&["revision", "-m", "users"]).fine();
    say(&shop, "[\"sqlite@3.45\", \"postgres\"]", "[\"sqlite\", \"postgres\"]");
    shop.models(&format!("{two}age: Option<i32>,\n}}"));
    let cause = "every database runs all revisions, so no server is older than `sqlite@3.45`";
    for (args, code, by, help) in [
        (&["revision"][..], 2, "dialects", "write `dialects = [\"sqlite@3.45\", \"postgres\"]` in `Cargo.toml`"),
        (&["revision", "--dialect", "postgres,sqlite"], 2, "--dialect", "pass `--dialect postgres,sqlite@3.45`"),
        (&["check"], 1, "dialects", "write `dialects = [\"sqlite@3.45\", \"postgres\"]` in `Cargo.toml`"),
    ] {
        let run = shop.schema(args);
        let said = format!("revision `[ID]_users` is written for `sqlite@3.45`, and `{by}` names `sqlite@3.37`");
        assert!(run.code == code && [&said, cause, help].iter().all(|it| run.all().contains(*it)), "{}", run.all());
    }
    assert_eq!(shop.revisions().len(), 1);
    // Nothing is planned for an older one.
    shop.schema(&["revision", "--empty", "-m", "by hand"]).fine();
    say(&shop, "[\"sqlite\", \"postgres\"]", "[\"sqlite@3.45\", \"postgres\"]");
    shop.schema(&["revision", "-m", "age"]).fine();
    shop.schema(&["check"]).fine();
}

#[test]
fn a_merge_for_an_older_release() {
    let shop = shop("[\"sqlite@3.45\"]", "");
    shop.schema(&["revision", "--empty", "-m", "one"]).fine();
    shop.schema(&["revision", "--empty", "-m", "two"]).fine();
    let file = shop.revisions()[1].join("revision.toml");
    let toml = std::fs::read_to_string(&file).unwrap();
    let parentless = |line: &str| if line.starts_with("parents") { "parents = []" } else { line }.to_owned();
    std::fs::write(&file, toml.lines().map(parentless).collect::<Vec<_>>().join("\n")).unwrap();
    say(&shop, "[\"sqlite@3.45\"]", "[\"sqlite\"]");
    let run = shop.schema(&["merge"]);
    assert!(run.code == 2 && run.stderr.contains("is written for `sqlite@3.45`"), "{}", run.all());
    assert_eq!(shop.revisions().len(), 2);
    say(&shop, "[\"sqlite\"]", "[\"sqlite@3.45\"]");
    shop.schema(&["merge"]).fine();
}

/// SQL that is shown is for a server that has run the revisions.
#[test]
fn sql_between_revisions_and_models() {
    let total = "#[schema(generated(\"price * amount\"))]\ntotal: i32,\n";
    let shop = shop("[\"postgres\"]", &lines(""));
    shop.schema(&["revision", "-m", "lines", "--dialect", "postgres@18"]).fine();
    shop.models(&lines(total));
    for args in
        [&["diff", "head", "models", "--sql"][..], &["diff", "head", "models", "--sql", "--dialect", "postgres"]]
    {
        let run = shop.schema(args);
        assert!(run.stdout.contains("VIRTUAL"), "{}", run.all());
    }
}

/// What a server computes when it is read is nothing that scripts for an older one make.
#[test]
fn a_virtual_column_made_by_hand() {
    let Some(engine) = postgres(18) else { return };
    let database = support::block_on(engine.database("virtual_by_hand"));
    let shop = shop("[\"postgres\"]", &lines("#[schema(generated(\"price * amount\"))]\ntotal: i32,\n"));
    shop.schema(&["revision", "-m", "lines"]).fine();
    let url = ["--database-url", database.url.as_str()];
    shop.schema(&[&["upgrade"], &url[..]].concat()).fine();
    run(&database, "ALTER TABLE lines ADD COLUMN twice integer GENERATED ALWAYS AS (price * 2) VIRTUAL");
    let adopt = ["revision", "-m", "twice", "--from-database", "--database-url", &database.url];
    let refused = shop.schema(&adopt);
    assert_data_eq!(
        refused.all(),
        str![[r#"
--- stderr
error: scripts for `postgres@14` cannot create `lines.twice` as it is in the database

Caused by:
  it needs `postgres@18`

help: if no older server must run the scripts, set `postgres@18` in `dialects` in `Cargo.toml`
--- exit 3

"#]]
    );
    assert_eq!(shop.revisions().len(), 1);
    say(&shop, "[\"postgres\"]", "[\"postgres@18\"]");
    shop.schema(&adopt).fine();
    shop.schema(&[&["stamp", "head"], &url[..]].concat()).fine();
    // What is stored by the server is stored by the scripts of each release.
    let stored = support::block_on(engine.database("stored_by_hand"));
    run(&stored, "CREATE TABLE sums (id bigint PRIMARY KEY, twice bigint GENERATED ALWAYS AS (id * 2) STORED)");
    let shop = Shop::with("");
    say(&shop, "[\"sqlite\"]", "[\"postgres\"]");
    shop.schema(&["revision", "-m", "sums", "--from-database", "--database-url", &stored.url]).fine();
}
