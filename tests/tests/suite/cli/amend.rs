//! `revision --amend`: the last revision is written again, where nobody has it.

use crate::support;
use crate::support::grown::execute;
use crate::support::shop::Shop;

fn users(fields: &str) -> String {
    format!(
        "#[derive(Schema)]\n#[schema(table = \"users\")]\nstruct User {{\n    #[schema(primary_key)]\n    id: i64,\n{fields}}}\n"
    )
}

const NAME: &str = "    #[schema(max_length = 80)]\n    name: String,\n";

/// A package with a revision that makes `users`, and one that adds `age` to it.
fn shop() -> Shop {
    let shop = Shop::with(&users(NAME));
    shop.schema(&["revision", "-m", "create users"]).fine();
    shop.models(&users(&format!("{NAME}    age: Option<i32>,\n")));
    shop.schema(&["revision"]).fine();
    shop
}

fn names(shop: &Shop) -> Vec<String> {
    let folders = shop.revisions().into_iter();
    folders.map(|it| it.file_name().unwrap().to_string_lossy().into_owned()).collect()
}

#[test]
fn the_last_revision_gets_what_changed_since() {
    let shop = shop();
    let before = names(&shop);
    shop.models(&users(&format!("{NAME}    age: Option<i32>,\n    phone: Option<String>,\n")));
    let run = shop.schema(&["revision", "--amend"]).fine();
    let after = names(&shop);
    assert_eq!((after.len(), &after[0]), (2, &before[0]), "{}", run.all());
    // Another id: a database that has the former one must not take this one for it.
    assert_ne!(before[1].split('_').next(), after[1].split('_').next());
    assert!(after[1].ends_with("_add_users_age_add_users_phone"), "{after:?}");
    assert!(run.stderr.contains("Removed migrations/[ID]_add_users_age\n"), "{}", run.all());
    assert!(shop.schema(&["check"]).fine().stderr.contains("match"));
    shop.schema(&["upgrade"]).fine();
    // A message of one's own stays, and another one replaces it.
    shop.schema(&["downgrade", "-1"]).fine();
    shop.schema(&["revision", "--amend", "-m", "more of users"]).fine();
    shop.models(&users(&format!("{NAME}    age: Option<i32>,\n")));
    shop.schema(&["revision", "--amend"]).fine();
    assert!(names(&shop)[1].ends_with("_more_of_users"), "{:?}", names(&shop));
    // The first revision has nothing before it.
    let first = Shop::with(&users(NAME));
    assert_eq!(first.schema(&["revision", "--amend"]).code, 2);
    first.schema(&["revision", "-m", "create users"]).fine();
    first.models(&users(""));
    first.schema(&["revision", "--amend"]).fine();
    assert!(first.schema(&["show"]).fine().stdout.contains("create table `users`: 1 column\n"));
}

#[test]
fn answers_are_kept() {
    let shop = Shop::with(&users(NAME));
    shop.schema(&["revision", "-m", "create users"]).fine();
    let renamed = "    #[schema(max_length = 80)]\n    full_name: String,\n    age: i32,\n";
    shop.models(&users(renamed));
    shop.schema(&["revision", "--rename", "users.name:users.full_name", "--fill", "users.age=7"]).fine();
    shop.models(&users(&format!("{renamed}    phone: Option<String>,\n")));
    let run = shop.schema(&["revision", "--amend"]).fine();
    assert!(!run.stderr.contains("- drop"), "{}", run.all());
    for change in ["rename column `users.name` to `full_name`", "existing rows get 7", "add column `users.phone`"] {
        assert!(run.stderr.contains(change), "{}", run.all());
    }
    // What no longer fits is forgotten.
    shop.models(&users(&format!("{NAME}    phone: Option<String>,\n")));
    let run = shop.schema(&["revision", "--amend"]).fine();
    assert!(run.stderr.contains("+ add column `users.phone`") && !run.stderr.contains("~ rename"), "{}", run.all());
}

#[test]
fn what_would_be_lost_or_is_applied_is_left() {
    let shop = shop();
    let last = shop.revisions().pop().unwrap();
    let refused = |shop: &Shop, code: i32, said: &str| {
        let before = shop.files();
        let run = shop.schema(&["revision", "--amend"]);
        assert!(run.code == code && run.stderr.contains(said), "{}", run.all());
        assert!(shop.files() == before, "files were changed: {}", run.all());
    };
    shop.models(&users(&format!("{NAME}    age: Option<i32>,\n    phone: Option<String>,\n")));
    let up = std::fs::read_to_string(last.join("up.sql")).unwrap();
    std::fs::write(last.join("up.sql"), format!("{up}\nUPDATE users SET age = 1;\n")).unwrap();
    refused(&shop, 2, "has content that was written by hand");
    std::fs::write(last.join("up.sql"), up).unwrap();
    shop.schema(&["upgrade"]).fine();
    refused(&shop, 6, "already has `");
    assert_eq!(shop.schema(&["revision", "--amend", "--url", "sqlite:other.db"]).code, 0, "another database is named");
    // The database with the former one stops, and nobody takes it for an edited one.
    let run = shop.schema(&["upgrade"]);
    assert!(run.code == 6 && run.stderr.contains("is missing from this project"), "{}", run.all());
    let run = shop.schema(&["stamp", "--refresh"]);
    assert!(run.code == 6 && run.stderr.contains("is missing from this project"), "{}", run.all());

    let shop = self::shop();
    shop.models(&users(NAME));
    refused(&shop, 2, "the models match the revisions");
    shop.schema(&["revision", "--empty", "-m", "rows"]).fine();
    refused(&shop, 2, "has content that was written by hand");
}

/// Whatever is in the directory and would not be written again is named, and stays.
#[test]
fn what_was_written_by_hand_is_left() {
    let shop = shop();
    shop.models(&users(&format!("{NAME}    age: Option<i32>,\n    phone: Option<String>,\n")));
    let last = shop.revisions().pop().unwrap();
    let read = |name: &str| std::fs::read_to_string(last.join(name)).unwrap();
    let write = |name: &str, text: &str| std::fs::write(last.join(name), text).unwrap();
    let refused = |said: &str| {
        let before = shop.files();
        let run = shop.schema(&["revision", "--amend"]);
        assert!(run.code == 2 && run.stderr.contains(said), "{said}: {}", run.all());
        assert!(shop.files() == before, "files were changed: {}", run.all());
    };
    let (up, down, toml) = (read("up.sql"), read("down.sql"), read("revision.toml"));
    for (name, text) in [("up.sql", &up), ("down.sql", &down), ("revision.toml", &toml)] {
        write(
            name,
            &format!("{text}# -- Reviewed.\n").replace("# --", if name == "revision.toml" { "#" } else { "--" }),
        );
        refused(&format!("\n  `{name}` would be written differently\n"));
        write(name, text);
    }
    for directive in ["foreign-keys=off", "no-transaction"] {
        write("up.sql", &format!("-- cargo-schema: {directive}\n{up}"));
        refused("`up.sql` would be written differently");
    }
    write("up.sql", &up);
    for name in ["NOTES.md", "seed.csv", ".hidden", "up.postgres.sql"] {
        write(name, "SELECT 1;\n");
        refused(&format!("\n  `{name}` would not be written again\n"));
        std::fs::remove_file(last.join(name)).unwrap();
    }
    std::fs::create_dir(last.join("data")).unwrap();
    refused("`data` would not be written again");
    std::fs::remove_dir(last.join("data")).unwrap();
    std::fs::remove_file(last.join("down.sql")).unwrap();
    refused("`down.sql` is missing");
    // What a checkout made of the ends of lines is no edit.
    for (name, text) in [("up.sql", &up), ("down.sql", &down), ("revision.toml", &toml)] {
        write(name, &text.replace('\n', "\r\n"));
    }
    shop.schema(&["revision", "--amend"]).fine();
    assert!(!last.exists());
    assert_eq!(std::fs::read_dir(shop.path("migrations")).unwrap().count(), 2, "nothing hidden is left");
}

/// `targets` does not name a dialect that the project got later, and whose scripts were written by hand.
#[test]
fn scripts_of_another_dialect_are_left() {
    let shop = Shop::with(&users(NAME));
    shop.schema(&["revision", "-m", "create users"]).fine();
    let manifest = shop.read("Cargo.toml");
    shop.write("Cargo.toml", &manifest.replace("[\"sqlite\"]", "[\"sqlite\", \"postgres\"]"));
    assert_ne!(shop.read("Cargo.toml"), manifest);
    let last = shop.revisions().pop().unwrap();
    for direction in ["up", "down"] {
        let plain = last.join(format!("{direction}.sql"));
        std::fs::rename(plain, last.join(format!("{direction}.sqlite.sql"))).unwrap();
        std::fs::write(last.join(format!("{direction}.postgres.sql")), "CREATE EXTENSION hstore;\n").unwrap();
    }
    shop.models(&users(&format!("{NAME}    age: Option<i32>,\n")));
    let before = shop.files();
    let run = shop.schema(&["revision", "--amend"]);
    assert!(run.code == 2 && run.stderr.contains("`up.postgres.sql` would not be written again"), "{}", run.all());
    assert!(shop.files() == before, "{}", run.all());
}

/// A `revision.toml` of format 1 is not written any more: its values are compared.
#[test]
fn a_revision_of_the_first_format_is_amended() {
    let shop = Shop::with("#[derive(Schema)]\nstruct User {\n    #[schema(primary_key)]\n    id: i64,\n}\n");
    shop.schema(&["revision", "-m", "users #1"]).fine();
    let last = shop.revisions().pop().unwrap().join("revision.toml");
    let text = std::fs::read_to_string(&last).unwrap();
    let manifest = schema_core::revision::Manifest::from_toml(&text).unwrap();
    let first = toml::to_string(&manifest).unwrap();
    assert!(!first.contains("format"), "{first}");
    shop.models("#[derive(Schema)]\nstruct User {\n    #[schema(primary_key)]\n    id: i64,\n    age: i32,\n}\n");
    std::fs::write(&last, format!("{first}# Reviewed.\n")).unwrap();
    assert_eq!(shop.schema(&["revision", "--amend"]).code, 2);
    std::fs::write(&last, first).unwrap();
    shop.schema(&["revision", "--amend"]).fine();
}

/// A kill between the two steps leaves both revisions, and `check` says so.
#[test]
fn a_former_revision_that_is_still_there_is_another_head() {
    let shop = shop();
    let former = shop.revisions().pop().unwrap();
    let files: Vec<_> = std::fs::read_dir(&former).unwrap().map(|it| it.unwrap().path()).collect();
    let texts: Vec<_> = files.iter().map(|it| std::fs::read(it).unwrap()).collect();
    shop.models(&users(&format!("{NAME}    age: Option<i32>,\n    phone: Option<String>,\n")));
    shop.schema(&["revision", "--amend"]).fine();
    std::fs::create_dir(&former).unwrap();
    files.iter().zip(texts).for_each(|(file, text)| std::fs::write(file, text).unwrap());
    for command in [&["check"][..], &["upgrade"], &["revision", "--amend"], &["merge"]] {
        let run = shop.schema(command);
        assert_eq!(run.code, 6, "{}", run.all());
    }
    // The heads lead to `merge`, and that to the directory.
    assert!(shop.schema(&["check"]).stderr.contains("error: 2 heads: `"));
    assert!(shop.schema(&["merge"]).stderr.contains("remove the directory of a revision that was not applied"));
    std::fs::remove_dir_all(&former).unwrap();
    shop.schema(&["check"]).fine();
}

#[test]
fn a_history_of_another_name_is_asked_for() {
    let shop = shop();
    shop.schema(&["upgrade"]).fine();
    let manifest = shop.read("Cargo.toml");
    let keys = "[package.metadata.schema]\n";
    assert!(manifest.contains(keys), "{manifest}");
    shop.write("Cargo.toml", &manifest.replace(keys, &format!("{keys}history-table = \"hist2\"\n")));
    shop.models(&users(&format!("{NAME}    age: Option<i32>,\n    phone: Option<String>,\n")));
    let before = shop.files();
    let run = shop.schema(&["revision", "--amend"]);
    assert!(run.code == 6 && run.stderr.contains("keeps a migration history in `_schema_revisions`"), "{}", run.all());
    assert!(shop.files() == before);
    // Tables without a history say nothing of the revision.
    shop.write("Cargo.toml", &manifest);
    execute(&shop, "DROP TABLE _schema_revisions");
    let run = shop.schema(&["revision", "--amend"]).fine();
    assert!(run.stderr.contains("has tables but no migration history: nobody checked that `"), "{}", run.all());
}

#[test]
fn without_a_database_a_warning_says_that_nobody_looked() {
    let shop = shop();
    let manifest = shop.read("Cargo.toml").replace("database-url = \"sqlite:shop.db\"\n", "");
    shop.write("Cargo.toml", &manifest);
    shop.models(&users(&format!("{NAME}    age: Option<i64>,\n")));
    let run = shop.schema(&["revision", "--amend"]).fine();
    assert!(run.stderr.contains("warning: no database URL: nobody checked that `"), "{}", run.all());
    // A database that is named and cannot be asked is an error.
    let run = shop.schema(&["revision", "--amend", "--url", "sqlite:src"]);
    assert_eq!(run.code, 4, "{}", run.all());
}

#[test]
fn on_every_server() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for engine in support::engines() {
        let database = runtime.block_on(engine.database("amend"));
        let shop = Shop::bare();
        shop.schema(&["init", "--dialect", engine.dialect.name()]).fine();
        shop.models(&users(NAME));
        shop.schema(&["revision", "-m", "create users"]).fine();
        shop.schema(&["upgrade", "--url", &database.url]).fine();
        shop.models(&users(&format!("{NAME}    age: Option<i32>,\n")));
        shop.schema(&["revision"]).fine();
        shop.models(&users(&format!("{NAME}    age: Option<i32>,\n    size: Option<i64>,\n")));
        shop.schema(&["revision", "--amend", "--url", &database.url]).fine();
        shop.schema(&["upgrade", "--url", &database.url]).fine();
        let run = shop.schema(&["revision", "--amend", "--url", &database.url]);
        assert!(run.code == 6 && run.stderr.contains("already has `"), "{}", run.all());
        shop.schema(&["downgrade", "-1", "--yes", "--url", &database.url]).fine();
        shop.models(&users(&format!("{NAME}    size: Option<i64>,\n")));
        shop.schema(&["revision", "--amend", "--url", &database.url]).fine();
        shop.schema(&["upgrade", "--url", &database.url]).fine();
        shop.schema(&["check", "--url", &database.url]).fine();
    }
}
