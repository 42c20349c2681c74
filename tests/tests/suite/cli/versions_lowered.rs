//! Scripts for an older release than those before them, whose release nobody noted; and what commands say of old servers.

use super::versions::{lines, say, shop};
use crate::support::shop::Shop;

/// Takes the releases out of all revisions, as those have none that an earlier version of the tool wrote.
fn forget_targets(shop: &Shop) {
    for folder in shop.revisions() {
        let file = folder.join("revision.toml");
        let toml = std::fs::read_to_string(&file).unwrap();
        let kept: Vec<&str> = toml.lines().filter(|line| !line.starts_with("targets")).collect();
        std::fs::write(&file, kept.join("\n")).unwrap();
    }
}

/// The way up of the last revision.
fn up(shop: &Shop) -> String {
    shop.read(shop.revisions().pop().unwrap().join("up.sql").to_str().unwrap())
}

/// What stays as it is needs no statement that the older release lacks.
#[test]
fn what_is_there_already_is_no_matter() {
    let users = |unique: &str, more: &str| {
        format!(
            "#[derive(Schema)]\n#[schema(table = \"users\"{unique})]\nstruct User {{\n#[schema(primary_key)]\nid: i64,\n\
             #[schema(max_length = 80)]\nemail: Option<String>,\n{more}\n}}"
        )
    };
    let unique = ", unique(email, nulls_not_distinct)";
    let shop = shop("[\"postgres@15\"]", &users(unique, ""));
    shop.schema(&["revision", "-m", "users"]).fine();
    forget_targets(&shop);
    say(&shop, "[\"postgres@15\"]", "[\"postgres@14\"]");
    shop.models(&users(unique, "age: Option<i32>,"));
    shop.schema(&["revision", "-m", "age"]).fine();
    assert!(up(&shop).contains("ADD COLUMN") && !up(&shop).contains("DISTINCT"), "{}", up(&shop));
    // What has to be made again is refused.
    let both = ", unique(email, id, nulls_not_distinct, name = \"uq_users_email\")";
    shop.models(&users(both, "age: Option<i32>,"));
    let refused = shop.schema(&["revision", "-m", "both", "--repair", "none"]);
    assert!(refused.code == 3 && refused.stderr.contains("needs `postgres@15`"), "{}", refused.all());
}

/// A table that is made anew is written as a whole.
#[test]
fn a_strict_table_is_changed_but_not_rebuilt() {
    let users = |age: &str| {
        format!(
            "#[derive(Schema)]\n#[schema(table = \"users\", sqlite(strict))]\nstruct User {{\n#[schema(primary_key)]\nid: i64,\n{age}\n}}"
        )
    };
    let shop = shop("[\"sqlite@3.37\"]", &users(""));
    shop.schema(&["revision", "-m", "users"]).fine();
    forget_targets(&shop);
    say(&shop, "[\"sqlite@3.37\"]", "[\"sqlite@3.35\"]");
    shop.models(&users("age: Option<i32>,"));
    shop.schema(&["revision", "-m", "age"]).fine();
    shop.models(&users("age: Option<String>,"));
    let refused = shop.schema(&["revision", "-m", "text"]);
    assert!(refused.code == 3 && refused.stderr.contains("`strict` needs `sqlite@3.37`"), "{}", refused.all());
}

/// SQL between two sides has a column as the scripts made it, whoever asks for it.
#[test]
fn sql_has_stored_columns_as_scripts_stored_them() {
    let total = "#[schema(generated(\"price * amount\"))]\ntotal: i32,\n";
    let shop = shop("[\"postgres\"]", &lines(total));
    shop.schema(&["revision", "-m", "lines"]).fine();
    say(&shop, "[\"postgres\"]", "[\"postgres@18\"]");
    for args in [
        &["diff", "base", "head", "--sql"][..],
        &["diff", "base", "models", "--sql"],
        &["diff", "base", "head", "--sql", "--dialect", "postgres@18"],
    ] {
        let run = shop.schema(args);
        assert!(run.stdout.contains("STORED") && !run.stdout.contains("VIRTUAL"), "{}", run.all());
    }
    // One with another expression is made anew, and by now virtual.
    shop.models(&lines(&total.replace("amount", "amount + 1")));
    let between = shop.schema(&["diff", "head", "models", "--sql"]);
    assert!(between.stdout.contains("VIRTUAL"), "{}", between.all());
    shop.schema(&["revision", "-m", "other"]).fine();
    assert!(up(&shop).contains("VIRTUAL"), "{}", up(&shop));
}

const USERS: &str =
    "#[derive(Schema)]\n#[schema(table = \"users\")]\nstruct User {\n#[schema(primary_key)]\nid: i64,\n}";

/// `status` advises no upgrade that is refused.
#[test]
fn status_says_that_an_engine_is_too_old() {
    let shop = shop("[\"sqlite\"]", USERS);
    shop.schema(&["revision", "-m", "users"]).fine();
    shop.schema(&["upgrade", "--database-url", "sqlite:shop.db"]).fine();
    shop.models(&USERS.replace("id: i64", "id: i64,\nage: Option<i32>"));
    shop.schema(&["revision", "-m", "age", "--dialect", "sqlite@3.99"]).fine();
    let run = shop.schema(&["status", "--database-url", "sqlite:shop.db"]);
    assert!(run.stdout.contains(", 1 revision behind\n"), "{}", run.all());
    assert!(run.stderr.contains("_age` was written for `sqlite@3.99` and later"), "{}", run.all());
    assert!(!run.all().contains("run `cargo schema upgrade`\n"), "{}", run.all());
}

/// `init` refuses an older release in `--dialect`, and warns of one that the manifest has.
#[test]
fn init_compares_with_the_revisions() {
    let shop = shop("[\"sqlite@3.45\"]", USERS);
    shop.schema(&["revision", "-m", "users"]).fine();
    say(&shop, "[\"sqlite@3.45\"]", "[\"sqlite\"]");
    let warned = shop.schema(&["init"]).fine();
    assert!(
        warned.stderr.contains("is written for `sqlite@3.45`, and `dialects` names `sqlite@3.37`"),
        "{}",
        warned.all()
    );
    let manifest = shop.read("Cargo.toml");
    let (before, _) = manifest.split_once("[package.metadata.schema]").unwrap();
    shop.write("Cargo.toml", before);
    let refused = shop.schema(&["init", "--dialect", "sqlite"]);
    assert!(refused.code == 2 && refused.stderr.contains("pass `--dialect sqlite@3.45`"), "{}", refused.all());
    assert_eq!(shop.read("Cargo.toml"), before);
    shop.schema(&["init", "--dialect", "sqlite@3.45"]).fine();
}
