//! What `revision` and `diff` ask, refuse and leave out, and how it is answered where nobody can be asked.

use super::revision::USERS;
use crate::support;
use crate::support::shop::Shop;
use schema_core::schema::Dialect;
use snapbox::{assert_data_eq, str};

#[test]
fn all_open_questions_are_told_at_once() {
    let models = "#[derive(Schema)]\n#[schema(table = \"users\")]\nstruct User {\n    #[schema(primary_key)]\n    id: i64,\n    name: String,\n    bio: Option<String>,\n}\n";
    let shop = Shop::with(models);
    shop.schema(&["revision"]).fine();
    let new = models
        .replace("    name: String,\n", "    full_name: String,\n    age: i32,\n")
        .replace("bio: Option<String>", "bio: String");
    shop.models(&new);
    assert_data_eq!(
        shop.schema(&["revision"]).all(),
        str![[r#"
--- stderr
error: 3 questions are open

Caused by:
  is column `users.full_name` new, or renamed from `name`?
    `--rename users.name:users.full_name`
    or `--no-rename users.full_name --fill users.full_name=VALUE`
  is column `users.age` new, or renamed from `name`?
    `--rename users.name:users.age`
    or `--no-rename users.age --fill users.age=0`
  what value should replace NULL in `users.bio` (text), which is now NOT NULL?
    `--fill users.bio=VALUE`

help: answer each with one of its flags
--- exit 2

"#]]
    );
    let answers =
        ["revision", "--rename", "users.name:users.full_name", "--fill", "users.bio=none", "--fill", "users.age=0"];
    shop.schema(&answers).fine();

    // One question says what the other answer needs besides.
    shop.models(&new.replace("full_name", "display_name"));
    let run = shop.schema(&["revision"]);
    assert!(
        run.stderr.contains(
            "help: pass `--rename users.full_name:users.display_name` or `--no-rename users.display_name \
             --fill users.display_name=VALUE`"
        ),
        "{}",
        run.stderr
    );
}

#[test]
fn a_column_of_a_type_that_nothing_converts_to_is_dropped_and_added_again() {
    let models = "#[derive(Schema)]\n#[schema(table = \"users\")]\nstruct User {\n    #[schema(primary_key)]\n    id: i64,\n    #[schema(index)]\n    number: i32,\n}\n";
    let shop = Shop::with(models);
    shop.schema(&["revision"]).fine();
    shop.schema(&["upgrade"]).fine();
    shop.sqlite("INSERT INTO users (id, number) VALUES (1, 7)");
    shop.models(&models.replace("number: i32", "number: uuid::Uuid"));
    let refused = shop.schema(&["revision"]);
    assert_eq!(refused.code, 3, "{}", refused.all());
    assert!(refused.stderr.contains("`--recreate users.number`"), "{}", refused.stderr);
    for (place, said) in
        [("users.id", "keeps its type"), ("users.nothing", "is not a column"), ("users", "is not a column")]
    {
        let run = shop.schema(&["revision", "--recreate", place]);
        assert_eq!(run.code, 2, "{}", run.all());
        assert!(run.stderr.contains(said), "{}", run.stderr);
    }
    let open = shop.schema(&["revision", "--recreate", "users.number"]);
    assert!(open.stderr.contains("--fill users.number="), "{}", open.all());
    let fill = "users.number=00000000-0000-0000-0000-000000000000";
    let done = shop.schema(&["revision", "--recreate", "users.number", "--fill", fill]).fine();
    assert!(done.stderr.contains("warning: deletes all values of `users.number`"), "{}", done.stderr);
    shop.schema(&["check"]).fine();
    shop.schema(&["upgrade"]).fine();
    shop.schema(&["check", "--database"]).fine();
    assert_eq!(shop.sqlite("SELECT CAST(count(*) AS TEXT) FROM users WHERE number IS NOT NULL"), "1");
    shop.schema(&["downgrade", "-1", "--yes"]).fine();
    shop.schema(&["check", "--database"]);
    shop.schema(&["upgrade"]).fine();

    // From a database, too, where no field can be given another name.
    let run =
        shop.schema(&["diff", "sqlite:shop.db", &shop.revisions()[0].file_name().unwrap().to_string_lossy(), "--sql"]);
    assert_eq!(run.code, 3, "{}", run.all());
    let run = shop.schema(&[
        "diff",
        "sqlite:shop.db",
        &shop.revisions()[0].file_name().unwrap().to_string_lossy(),
        "--sql",
        "--recreate",
        "users.number",
    ]);
    assert_eq!(run.code, 1, "{}", run.all());
    assert!(run.stdout.contains("-- hazard[drop-column]: deletes all values of `users.number`"), "{}", run.stdout);
}

#[test]
fn what_no_model_declares_is_told_and_not_compared() {
    let models =
        "#[derive(Schema)]\n#[schema(table = \"users\")]\nstruct User {\n    #[schema(primary_key)]\n    id: i64,\n}\n";
    let shop = Shop::with(models);
    shop.schema(&["revision"]).fine();
    shop.schema(&["upgrade"]).fine();
    shop.sqlite("CREATE VIEW ids AS SELECT id FROM users");
    for args in [&["revision", "--from-database"][..], &["diff", "head", "sqlite:shop.db"]] {
        let run = shop.schema(args).fine();
        assert!(run.stderr.contains("not compared:\n             view ids"), "{}", run.all());
    }
    assert!(!shop.schema(&["diff", "sqlite:shop.db", "sqlite:shop.db"]).fine().stderr.contains("view"));
    // What a script speaks of is no news.
    shop.sqlite("DROP VIEW ids");
    shop.schema(&["revision", "--empty", "-m", "view"]).fine();
    std::fs::write(shop.revisions()[1].join("up.sql"), "CREATE VIEW ids AS SELECT id FROM users;\n").unwrap();
    shop.schema(&["upgrade"]).fine();
    assert!(!shop.schema(&["revision", "--from-database"]).fine().stderr.contains("view"));
}

/// A script creates an object by a statement of its kind: a name inside of another, in a query, in a comment, or in a value is none.
#[test]
fn a_name_that_merely_occurs_in_a_script_creates_nothing() {
    let models = "#[derive(Schema)]\n#[schema(table = \"catalog\")]\nstruct Entry {\n    #[schema(primary_key)]\n    id: i64,\n}\n";
    let shop = Shop::with(models);
    shop.schema(&["revision"]).fine();
    shop.schema(&["revision", "--empty", "-m", "views"]).fine();
    let script = "-- later: titles\nCREATE VIEW ids AS SELECT id AS number FROM catalog;\nINSERT INTO catalog (id) SELECT length('CREATE VIEW word');\n";
    std::fs::write(shop.revisions()[1].join("up.sql"), script).unwrap();
    shop.schema(&["upgrade"]).fine();
    let names = ["log", "number", "titles", "word"];
    for name in names {
        shop.sqlite(&format!("CREATE VIEW {name} AS SELECT id FROM catalog"));
    }
    let run = shop.schema(&["revision", "--from-database"]).fine();
    for name in names {
        assert!(run.stderr.contains(&format!("view {name}\n")), "{name}: {}", run.all());
    }
    assert!(!run.stderr.contains("view ids"), "{}", run.all());
}

/// The table is in scripts anyway; what it is besides has its name.
#[test]
fn what_a_table_is_besides_is_told_until_a_script_says_so() {
    const SECURE: &str = "ALTER TABLE users ENABLE ROW LEVEL SECURITY";
    let Some(engine) = support::engines().into_iter().find(|engine| engine.dialect == Dialect::POSTGRES) else {
        return;
    };
    let database = support::block_on(engine.database("cli_row_level_security"));
    let url = database.url.as_str();
    let shop = Shop::bare();
    shop.schema(&["init", "--dialect", "postgres"]).fine();
    shop.models(
        "#[derive(Schema)]\n#[schema(table = \"users\")]\nstruct User {\n    #[schema(primary_key)]\n    id: i64,\n}\n",
    );
    shop.schema(&["revision"]).fine();
    shop.schema(&["upgrade", "--database-url", url]).fine();
    support::block_on(async {
        let mut session = database.session().await;
        session.execute(SECURE).await.unwrap();
        session.close().await.unwrap();
    });
    let from_database = ["revision", "--from-database", "--database-url", url];
    for args in [&from_database[..], &["diff", "head", url]] {
        let run = shop.schema(args).fine();
        assert!(run.stderr.contains("row level security public.users"), "{}", run.all());
    }
    shop.schema(&["revision", "--empty", "-m", "secure"]).fine();
    std::fs::write(shop.revisions()[1].join("up.sql"), format!("{SECURE};\n")).unwrap();
    shop.schema(&["upgrade", "--database-url", url]).fine();
    let run = shop.schema(&from_database).fine();
    assert!(!run.stderr.contains("row level security"), "{}", run.all());
}

/// What is asked after a rename alone is told with it.
#[test]
fn what_depends_on_an_answer_is_told_beside_it() {
    let models = "#[derive(Schema)]\n#[schema(table = \"t\")]\nstruct T {\n    #[schema(primary_key)]\n    id: i64,\n    name: String,\n}\n";
    let shop = Shop::with(models);
    shop.schema(&["revision"]).fine();
    let new = models.replace(
        "    name: String,\n",
        "    #[schema(unique)]\n    title: String,\n    #[schema(unique)]\n    q: Option<String>,\n",
    );
    shop.models(&new);
    let asked = shop.schema(&["revision"]);
    assert_eq!(asked.code, 2, "{}", asked.all());
    let flags = ["--rename t.name:t.title", "--no-rename t.q", "--repair uq_t_title=none"];
    for flag in flags {
        assert!(asked.stderr.contains(flag), "{flag}: {}", asked.all());
    }
    // The table by a new name, too: all that has to be said is there.
    shop.models(&new.replace("table = \"t\"", "table = \"u\""));
    let asked = shop.schema(&["revision"]);
    let flags = ["--rename", "t:u", "--rename", "u.name:u.title", "--repair", "uq_u_title=none"];
    for pair in flags.chunks(2) {
        assert!(asked.stderr.contains(&pair.join(" ")), "{pair:?}: {}", asked.all());
    }
    shop.schema(&[&["revision"][..], &flags].concat()).fine();
    shop.schema(&["check"]).fine();
}

#[test]
fn a_rename_without_its_table_is_written_in_full() {
    let users = "#[derive(Schema)]\n#[schema(table = \"users\")]\nstruct User {\n    #[schema(primary_key)]\n    id: i64,\n    city: String,\n}\n";
    let shop = Shop::with(users);
    shop.schema(&["revision", "-m", "users"]).fine();
    shop.models(&users.replace("city", "town"));
    for text in ["users.city:town", "city:town"] {
        let run = shop.schema(&["revision", "--rename", text]);
        let told = "no model has a table, column or enum `town`: write `users.city:users.town`";
        assert!(run.code == 2 && run.stderr.contains(told), "{}", run.all());
    }
    shop.schema(&["revision", "--rename", "users.city:users.town"]).fine();
}

/// No value is right for a key to a table without rows.
#[test]
fn a_required_key_to_a_new_table_needs_a_row() {
    let orders =
        "#[derive(Schema)]\n#[schema(table = \"orders\")]\nstruct Order {\n    #[schema(primary_key)]\n    id: i64,\n";
    let shop = Shop::with(&format!("{orders}}}"));
    shop.schema(&["revision"]).fine();
    let shops = "#[derive(Schema)]\n#[schema(table = \"shops\")]\nstruct Place {\n    #[schema(primary_key)]\n    id: i64,\n}\n";
    shop.models(&format!("{shops}{orders}    #[schema(references(Place::id))]\n    shop: i64,\n}}"));
    assert_data_eq!(
        shop.schema(&["revision"]).all(),
        str![[r#"
--- stderr
error: what value should existing rows get in the new column `orders.shop` (i64, not null), which references the new table `shops`?

help: `shops` has no rows yet: make the field an `Option`, or pass `--fill orders.shop=0` and insert the row with this key in `up.sql`, after `shops` is created and before the foreign key is added
--- exit 2

"#]]
    );
    // Where the table has been there, its rows are known to the user alone.
    let shop = Shop::with(&format!("{shops}{orders}}}"));
    shop.schema(&["revision"]).fine();
    shop.models(&format!("{shops}{orders}    #[schema(references(Place::id))]\n    shop: i64,\n}}"));
    let run = shop.schema(&["revision"]);
    assert!(run.stderr.contains("help: pass `--fill orders.shop=0`\n"), "{}", run.all());
}

/// Rows may stand in the way of what comes: it is asked whether they do, once for each thing or for all of them.
#[test]
fn rows_for_a_new_constraint() {
    let shop = Shop::with(USERS);
    shop.schema(&["revision", "-m", "create users"]).fine();
    shop.models(&USERS.replace(
        "bio: Option<String>",
        "#[schema(check(\"bio <> ''\"), index(unique, where = \"id > 0\"))]\n    bio: Option<String>",
    ));
    assert_data_eq!(
        shop.schema(&["revision", "-m", "told bios"]).all(),
        str![[r#"
--- stderr
error: 2 questions are open

Caused by:
  do existing rows of `users` satisfy this rule: add index `ix_users_bio` on `users`: bio?
    `--repair ix_users_bio=none`
    or `--repair ix_users_bio=SQL`
  do existing rows of `users` satisfy this rule: add check constraint `ck_users_bio` on `users`: bio <> ''?
    `--repair ck_users_bio=none`
    or `--repair ck_users_bio=SQL`

help: answer each with one of its flags; `--repair none` means that existing rows satisfy all rules
--- exit 2

"#]]
    );
    assert_data_eq!(
        shop.schema(&["revision", "-m", "told bios", "--repair", "ix_users_bio=none"]).all(),
        str![[r#"
--- stderr
error: do existing rows of `users` satisfy this rule: add check constraint `ck_users_bio` on `users`: bio <> ''?

help: if so, pass `--repair ck_users_bio=none` (`--repair none` for all); otherwise pass `--repair ck_users_bio=SQL`
--- exit 2

"#]]
    );
    assert_data_eq!(
        shop.schema(&["revision", "-m", "told bios", "--repair", "ix_users_bio=SQL", "--repair", "none"]).all(),
        str![[r#"
--- stderr
error: `SQL` is a placeholder: replace it by a statement

Caused by:
  in `--repair`
--- exit 2

"#]]
    );
    assert_data_eq!(
        shop.schema(&["revision", "-m", "told bios", "--repair", "none"]).all(),
        str![[r#"
--- stderr
     Created migrations/[ID]_told_bios: revision.toml, up.sql, down.sql
             + add index `ix_users_bio` on `users`: bio
             + add check constraint `ck_users_bio` on `users`: bio <> ''
warning: fails if existing rows of `users` violate `ix_users_bio`
warning: fails if existing rows of `users` violate `ck_users_bio`
--- exit 0

"#]]
    );
    let toml = std::fs::read(shop.revisions().pop().unwrap().join("revision.toml")).unwrap();
    assert_data_eq!(
        shop.level(&toml),
        str![[r#"
format = 2
id = "[ID]"
parents = ["[ID]"]
message = "told bios"
dialects = ["sqlite"]
targets = ["sqlite@3.37"]

[[changes]]
add_index = { table = "users", name = "ix_users_bio", columns = ["bio"], unique = true, predicate = "id > 0" }

[[changes]]
add_check = { table = "users", name = "ck_users_bio", expression = "bio <> ''" }

"#]]
    );
}
