//! Bad input: a clear message, the documented exit code, and nothing written or half-applied.

use crate::support::shop::{Run, Shop};
use snapbox::{assert_data_eq, str};

const USERS: &str = r#"
#[derive(Schema)]
#[schema(table = "users")]
struct User {
    #[schema(primary_key)]
    id: i64,
}
"#;

/// A package with one revision, and another change in the models.
fn shop() -> Shop {
    let shop = Shop::with(USERS);
    shop.schema(&["revision", "-m", "one"]).fine();
    shop.models(&USERS.replace("id: i64,", "id: i64,\n    bio: Option<String>,"));
    shop
}

/// Runs a command that has to fail and must leave everything as it was.
#[track_caller]
fn refused(shop: &Shop, args: &[&str]) -> Run {
    let before = shop.files();
    let run = shop.schema(args);
    assert_ne!(run.code, 0, "{}", run.all());
    assert!(shop.files() == before, "something was written: {}", run.all());
    run
}

#[test]
fn an_unreadable_source_file() {
    let shop = shop();
    shop.write("src/main.rs", "mod models;\nfn main() {}\n");
    std::fs::write(shop.path("src/models.rs"), b"struct \xff {}").unwrap();
    assert_data_eq!(
        refused(&shop, &["revision"]).all(),
        str![[r#"
--- stderr
error: it is not UTF-8
 --> src/models.rs

error: cannot read the models: 1 problem
--- exit 3

"#]]
    );
    assert_eq!(refused(&shop, &["check"]).code, 3);
}

#[test]
fn a_half_typed_struct() {
    let shop = shop();
    shop.models("#[derive(Schema)]\nstruct User {\n    id: i64,\n    bio: Opt\n    x\n}\n");
    assert_data_eq!(
        refused(&shop, &["revision"]).all(),
        str![[r#"
--- stderr
error: `User` does not parse
 --> src/main.rs:4:1
  |
4 | #[derive(Schema)]
  | ^

error: cannot read the models: 1 problem
--- exit 3

"#]]
    );
    shop.models("#[derive(Schema)]\nstruct User {\n    id: i64,\n");
    assert_eq!(refused(&shop, &["revision"]).code, 3);
}

#[test]
fn two_models_on_one_table() {
    let shop = shop();
    shop.models(&format!("{USERS}\n{}", USERS.replace("User", "Person")));
    assert_data_eq!(
        refused(&shop, &["revision"]).all(),
        str![[r#"
--- stderr
error: two models have the table `users`
  --> src/main.rs:15:8
   |
 7 | struct User {
   |        ---- the other one
...
15 | struct Person {
   |        ^^^^^^
   |
   = help: give one of them another table, as in `#[schema(table = "...")]`

error: cannot read the models: 1 problem
--- exit 3

"#]]
    );
}

#[test]
fn a_reference_to_a_model_that_does_not_exist() {
    let shop = shop();
    shop.models(&USERS.replace("id: i64,", "id: i64,\n    #[schema(references(Company::id))]\n    company: i64,"));
    assert_data_eq!(
        refused(&shop, &["revision"]).all(),
        str![[r#"
--- stderr
error: `Company` is no model that can be seen from here
  --> src/main.rs:10:25
   |
10 |     #[schema(references(Company::id))]
   |                         ^^^^^^^
   |
   = help: a model is a struct with `#[derive(Schema)]`, in this crate or in another one that `members` lists

error: cannot read the models: 1 problem
--- exit 3

"#]]
    );
}

#[test]
fn a_cyclic_parent() {
    let shop = shop();
    shop.schema(&["revision", "-m", "two"]).fine();
    let folders = shop.revisions();
    let second = folders[1].file_name().unwrap().to_str().unwrap().split_once('_').unwrap().0.to_owned();
    let toml = folders[0].join("revision.toml");
    let text = std::fs::read_to_string(&toml).unwrap().replace("parents = []", &format!("parents = [\"{second}\"]"));
    std::fs::write(&toml, text).unwrap();
    for command in ["revision", "upgrade", "check", "history", "heads"] {
        assert_eq!(refused(&shop, &[command]).code, 6, "{command}");
    }
    assert_data_eq!(
        refused(&shop, &["upgrade"]).all(),
        str![[r#"
--- stderr
error: revisions follow each other in a circle: `[ID]_one` follows `[ID]_two` follows `[ID]_one`
 --> migrations/[ID]_one/revision.toml

help: correct `parents` in `revision.toml` of one of them
--- exit 6

"#]]
    );
}

#[test]
fn an_unknown_parent() {
    let shop = shop();
    let toml = shop.revisions()[0].join("revision.toml");
    let text = std::fs::read_to_string(&toml).unwrap();
    std::fs::write(&toml, text.replace("parents = []", "parents = [\"1\"]")).unwrap();
    assert_data_eq!(
        refused(&shop, &["upgrade"]).all(),
        str![[r#"
--- stderr
error: revision `[ID]_one` follows `1`, which does not exist
 --> migrations/[ID]_one/revision.toml

help: bring the missing revision back, or correct `parents` in `revision.toml`
--- exit 6

"#]]
    );
}

#[test]
fn two_revisions_with_one_id() {
    let shop = shop();
    let first = shop.revisions().remove(0);
    let other = first.with_file_name(first.file_name().unwrap().to_str().unwrap().replace("_one", "_other"));
    std::fs::create_dir(&other).unwrap();
    for file in ["revision.toml", "up.sql", "down.sql"] {
        std::fs::copy(first.join(file), other.join(file)).unwrap();
    }
    assert_data_eq!(
        refused(&shop, &["upgrade"]).all(),
        str![[r#"
--- stderr
error: two revisions have the id `[ID]`: `[ID]_one` and `[ID]_other`
 --> migrations/[ID]_other/revision.toml

help: change the id of one, in its directory name and in its `revision.toml`
--- exit 6

"#]]
    );
}

#[test]
fn a_revision_without_its_script() {
    let shop = shop();
    std::fs::remove_file(shop.revisions()[0].join("up.sql")).unwrap();
    std::fs::remove_file(shop.revisions()[0].join("down.sql")).unwrap();
    for command in ["revision", "upgrade", "check"] {
        assert_eq!(refused(&shop, &[command]).code, 6, "{command}");
    }
    assert_data_eq!(
        refused(&shop, &["upgrade"]).all(),
        str![[r#"
--- stderr
error: the revision has no `up.sql`
 --> migrations/[ID]_one

help: bring the file back; an empty one is a revision that does nothing
--- exit 6

"#]]
    );
}

#[test]
fn a_folder_that_is_no_revision() {
    let shop = shop();
    shop.write("migrations/2024-01-01-000000_old/up.sql", "SELECT 1;");
    assert_data_eq!(
        refused(&shop, &["upgrade"]).all(),
        str![[r#"
--- stderr
error: the directory has no `revision.toml`, so it is not a revision
 --> migrations/2024-01-01-000000_old

help: if it is not a revision, move it out of the migrations directory
--- exit 6

"#]]
    );
}

#[test]
fn a_description_that_is_no_toml() {
    let shop = shop();
    let toml = shop.revisions()[0].join("revision.toml");
    let text = std::fs::read_to_string(&toml).unwrap();
    std::fs::write(&toml, text.replace("parents", "parent")).unwrap();
    assert_data_eq!(
        refused(&shop, &["upgrade"]).all(),
        str![[r#"
--- stderr
error: `revision.toml` cannot be read: unknown key `parent`, expected one of `id`, `parents`, `message`, `dialects`, `targets`, `changes`
 --> migrations/[ID]_one/revision.toml:3:1
  |
3 | parent = []
  | ^^^^^^
--- exit 6

"#]]
    );
}

#[test]
fn an_edited_applied_revision() {
    let shop = shop();
    shop.schema(&["upgrade"]).fine();
    shop.schema(&["revision", "-m", "two"]).fine();
    let up = shop.revisions()[0].join("up.sql");
    let text = std::fs::read_to_string(&up).unwrap();
    // A comment is no edit.
    std::fs::write(&up, format!("-- looked at by somebody\n{text}")).unwrap();
    shop.schema(&["current"]).fine();
    std::fs::write(&up, text.replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS")).unwrap();
    assert_data_eq!(
        refused(&shop, &["upgrade"]).all(),
        str![[r#"
--- stderr
error: revision `[ID]_one` was edited after it was applied

help: restore its script; if the database is correct, run `cargo schema stamp --refresh`
--- exit 6

"#]]
    );
    assert_eq!(refused(&shop, &["check", "--database"]).code, 1);
    assert_data_eq!(
        shop.schema(&["stamp", "--refresh"]).all(),
        str![[r#"
--- stderr
   Refreshed sqlite:shop.db at [ID]_one (1 revision)
--- exit 0

"#]]
    );
    shop.schema(&["upgrade"]).fine();
}

#[test]
fn an_unreachable_database() {
    let shop = Shop::with(USERS);
    let manifest = shop.read("Cargo.toml").replace("dialects = [\"sqlite\"]", "dialects = [\"postgres\", \"mysql\"]");
    shop.write("Cargo.toml", &manifest);
    shop.schema(&["revision"]).fine();
    for url in ["postgres://me:s3cret@127.0.0.1:1/shop", "mysql://me:s3cret@127.0.0.1:1/shop"] {
        for command in ["upgrade", "current"] {
            let run = refused(&shop, &[command, "--database-url", url]);
            assert_eq!(run.code, 4, "{}", run.all());
            assert!(!run.all().contains("s3cret"), "{}", run.all());
            assert!(run.stderr.contains("://me:***@127.0.0.1:1/shop`\n"), "{}", run.stderr);
        }
    }
}

#[test]
fn a_wrong_password() {
    let Ok(url) = std::env::var("SCHEMA_TEST_POSTGRES") else { return };
    let shop = Shop::with(USERS);
    shop.write("Cargo.toml", &shop.read("Cargo.toml").replace("dialects = [\"sqlite\"]", "dialects = [\"postgres\"]"));
    shop.schema(&["revision"]).fine();
    // Without a password in the URL everybody is let in, but nobody who does not exist.
    let (start, host) = url.rsplit_once('@').unwrap_or(("postgres://", url.split_once("://").unwrap().1));
    let user =
        start.strip_prefix("postgres://").and_then(|user| user.split_once(':')).map_or("nobody_here", |(user, _)| user);
    let url = format!("postgres://{user}:wr0ng@{host}");
    let run = refused(&shop, &["upgrade", "--database-url", &url]);
    assert_eq!(run.code, 4, "{}", run.all());
    assert!(!run.all().contains("wr0ng"), "{}", run.all());
}

#[test]
fn a_read_only_sqlite_file() {
    let shop = shop();
    shop.schema(&["upgrade"]).fine();
    shop.schema(&["revision", "-m", "two"]).fine();
    let run = refused(&shop, &["upgrade", "--database-url", "sqlite:shop.db?mode=ro"]);
    assert_data_eq!(
        run.all(),
        str![[r#"
--- stderr
error: cannot write to the database `sqlite:shop.db?mode=ro`

Caused by:
  attempt to write a readonly database (code 8)
--- exit 4

"#]]
    );
    shop.schema_in(shop.dir(), &["current", "--database-url", "sqlite:shop.db?mode=ro"], &[]).fine();
}

#[test]
fn a_file_that_is_no_database() {
    let shop = shop();
    shop.write(
        "shop.db",
        "certainly not a database, and long enough for its header to be read in full by SQLite, which wants 100 bytes",
    );
    assert_data_eq!(
        refused(&shop, &["upgrade"]).all(),
        str![[r#"
--- stderr
error: cannot reach the database `sqlite:shop.db`

Caused by:
  file is not a database (code 26)
--- exit 4

"#]]
    );
}

#[test]
fn a_folder_that_is_not_there() {
    let shop = shop();
    assert_data_eq!(
        refused(&shop, &["upgrade", "--database-url", "sqlite:data/shop.db"]).all(),
        str![[r#"
--- stderr
error: cannot create the database `sqlite:data/shop.db`

Caused by:
  directory `[DIR]/data` not found
--- exit 4

"#]]
    );
}

#[test]
fn a_script_that_fails_leaves_nothing_behind() {
    let shop = shop();
    let up = shop.revisions()[0].join("up.sql");
    let text = std::fs::read_to_string(&up).unwrap();
    std::fs::write(&up, format!("{text}\nINSERT INTO nowhere VALUES (1);\n")).unwrap();
    let run = shop.schema(&["upgrade"]);
    assert_data_eq!(
        run.all(),
        str![[r#"
--- stderr
error: revision `[ID]_one` failed at statement 2 of 2 (up.sql, line 9): no such table: nowhere (code 1); it was rolled back
 --> migrations/[ID]_one/up.sql:9:1
  |
9 | INSERT INTO nowhere VALUES (1);
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no such table: nowhere
--- exit 5

"#]]
    );
    assert!(shop.schema(&["status"]).fine().stdout.contains("\ndatabase   `sqlite:shop.db` is at base, "));
    std::fs::write(&up, text).unwrap();
    shop.schema(&["upgrade"]).fine();
}

#[test]
fn wrong_command_lines() {
    let shop = shop();
    for (args, told) in [
        (vec!["upgrade", "nowhere"], "no revision is called `nowhere`"),
        (vec!["upgrade", "+5"], "`+5` is beyond `head`"),
        (vec!["downgrade"], "<REVISION>"),
        (vec!["downgrade", "+1"], "`downgrade` cannot go forward to `+1`"),
        (vec!["frobnicate"], "unrecognized subcommand"),
        (vec!["revision", "--rename", "users"], "`users` is not a rename"),
        (vec!["revision", "--fill", "users.nope=1"], "does not name a column"),
        (vec!["check", "-p", "nobody"], "the workspace has no package `nobody`"),
        (vec!["upgrade", "--database-url", "oracle://x:secret@y/z"], "a database URL starts with"),
        (vec!["upgrade", "--database-url", "postgres://x:secret@y/z"], "the project does not support"),
        (vec!["check", "--manifest-path", "nowhere/Cargo.toml"], "nowhere/Cargo.toml"),
    ] {
        let run = refused(&shop, &args);
        assert_eq!(run.code, 2, "{args:?}: {}", run.all());
        assert!(run.stderr.contains(told), "{args:?}: {}", run.stderr);
        assert!(!run.all().contains("secret"), "{}", run.all());
    }
}

#[test]
fn a_package_that_is_not_set_up() {
    let shop = Shop::bare();
    assert_data_eq!(
        refused(&shop, &["upgrade"]).all(),
        str![[r#"
--- stderr
error: `shop` has no dialect in `metadata.schema`

help: set it up with `cargo schema init --dialect sqlite`
--- exit 2

"#]]
    );
}

#[test]
fn an_unknown_key_in_the_metadata() {
    let shop = shop();
    shop.write("Cargo.toml", &shop.read("Cargo.toml").replace("database-url", "databaseurl"));
    assert_data_eq!(
        refused(&shop, &["upgrade"]).all(),
        str![[r#"
--- stderr
error: `metadata.schema` has no key `databaseurl`: did you mean `database-url`?
 --> Cargo.toml:8:1
  |
8 | databaseurl = "sqlite:shop.db"
  | ^^^^^^^^^^^
--- exit 2

"#]]
    );
    let old = shop.read("Cargo.toml").replace("databaseurl = \"sqlite:shop.db\"", "rename_all = \"camelCase\"");
    shop.write("Cargo.toml", &old);
    let run = refused(&shop, &["check"]);
    assert!(run.stderr.contains("no key `rename_all`: did you mean `rename-all`?"), "{}", run.stderr);
    shop.write("Cargo.toml", &old.replace("rename_all", "rename-all"));
    shop.schema(&["history"]).fine();
}

#[test]
fn sql_that_does_not_do_what_it_says_is_not_written() {
    let shop = shop();
    shop.models(&USERS.replace("id: i64,", "id: i64,\n    #[schema(default(sql = \"1 +\"))]\n    rank: i64,"));
    let run = refused(&shop, &["revision"]);
    assert_data_eq!(
        run.all(),
        str![[r#"
--- stderr
error: `up.sql` failed verification on in-memory SQLite

Caused by:
  near ")": syntax error (code 1)
  CREATE TABLE "_schema_rebuild_users" (
      "id" INTEGER NOT NULL,
      "rank" INTEGER NOT NULL DEFAULT (1 +),
      PRIMARY KEY ("id")
  )

help: nothing was written; to skip verification, add `--no-verify`
--- exit 3

"#]]
    );
    shop.schema(&["revision", "--no-verify"]).fine();
}

#[test]
fn a_revision_is_not_written_with_other_features() {
    let shop = shop();
    let manifest = shop.read("Cargo.toml");
    shop.write("Cargo.toml", &format!("{manifest}\n[features]\ndefault = [\"people\"]\npeople = []\n"));
    shop.models(&USERS.replace("#[derive", "#[cfg(feature = \"people\")]\n#[derive"));
    shop.schema(&["check"]).fine();
    // What is absent with other features is not gone.
    shop.schema(&["check", "--no-default-features"]).fine();
    for option in ["--no-default-features", "--all-features"] {
        let run = refused(&shop, &["revision", option]);
        assert!(run.stderr.contains(&format!("unexpected argument '{option}'")), "{}", run.all());
    }
    shop.schema(&["revision"]).fine();
}
