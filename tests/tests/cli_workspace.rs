//! Choosing a package as cargo does, and a schema made by several.

mod cli_support;

use cli_support::Shop;
use snapbox::{assert_data_eq, str};

const MEMBERS: [&str; 2] = ["users", "posts"];

/// A workspace with two packages that share one schema.
fn shared() -> Shop {
    let shop = Shop::bare();
    std::fs::remove_dir_all(shop.path("src")).unwrap();
    shop.write(
        "Cargo.toml",
        r#"[workspace]
resolver = "3"
members = ["crates/*"]

[workspace.metadata.schema]
dialects = ["sqlite"]
database-url = "sqlite:all.db"
members = ["crates/users", "crates/posts"]
"#,
    );
    for name in MEMBERS {
        let others = if name == "posts" { "users = { path = \"../users\" }\n" } else { "" };
        let core = cli_support::workspace();
        shop.write(
            &format!("crates/{name}/Cargo.toml"),
            &format!(
                "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{others}\
                 schema-core = {{ path = \"{0}/schema-core\" }}\nschema-derive = {{ path = \"{0}/schema-derive\" }}\n",
                core.display()
            ),
        );
    }
    shop.write(
        "crates/users/src/lib.rs",
        "use schema_derive::Schema;\n#[derive(Schema)]\npub struct User {\n    #[schema(primary_key)]\n    pub id: i64,\n}\n",
    );
    shop.write(
        "crates/posts/src/lib.rs",
        "use schema_derive::Schema;\nuse users::User;\n#[derive(Schema)]\npub struct Post {\n    #[schema(primary_key)]\n    pub id: i64,\n    \
         #[schema(references(User::id))]\n    pub author: i64,\n}\n",
    );
    shop
}

#[test]
fn a_schema_of_several_packages() {
    let shop = shared();
    shop.schema(&["revision"]).fine();
    let sql = std::fs::read_to_string(shop.revisions()[0].join("up.sql")).unwrap();
    assert!(sql.contains("\"user\"") && sql.contains("\"post\""), "{sql}");
    for folder in ["", "crates", "crates/posts", "crates/users/src"] {
        let folder = shop.path(folder);
        let check = shop.schema_in(&folder, &["check"], &[]);
        assert_eq!(check.code, 0, "in {}: {}", folder.display(), check.all());
    }
    shop.schema(&["check", "-p", "users"]).fine();
    shop.schema_in(&shop.path("crates/posts"), &["upgrade"], &[]).fine();
    assert!(shop.path("all.db").is_file(), "the database is relative to the manifest that names it");
    assert!(shop.schema(&["current"]).fine().stdout.contains("(head)"));
    assert_eq!(shop.schema(&["check", "-p", "nobody"]).code, 2);
}

#[test]
fn a_package_joins_the_schema_of_its_workspace() {
    let shop = shared();
    let manifest = "[package]\nname = \"tags\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n";
    shop.write("crates/tags/Cargo.toml", manifest);
    shop.write(
        "crates/tags/src/lib.rs",
        "#[derive(schema_derive::Schema)]\npub struct Tag {\n    #[schema(primary_key)]\n    pub id: i64,\n}\n",
    );
    let before = shop.files();
    let run = shop.schema(&["init", "-p", "tags", "--dialect", "postgres"]);
    assert_eq!(run.code, 2, "{}", run.all());
    assert!(run.stderr.contains("the workspace's schema is not for postgres"), "{}", run.stderr);
    assert!(shop.files() == before);
    assert_data_eq!(
        shop.schema(&["init", "-p", "tags"]).all(),
        str![[r#"
--- stderr
     Created `build.rs`, which compares models and revisions
       Added `crates/tags` to `members` in `[workspace.metadata.schema]`
       Added `schema-core` in `[dependencies]`
       Added `schema-derive` in `[dependencies]`
       Added `schema-core` with feature `build` in `[build-dependencies]`
--- exit 0

"#]]
    );
    assert_data_eq!(
        shop.read("Cargo.toml"),
        str![[r#"
[workspace]
resolver = "3"
members = ["crates/*"]

[workspace.metadata.schema]
dialects = ["sqlite"]
database-url = "sqlite:all.db"
members = ["crates/users", "crates/posts", "crates/tags"]

"#]]
    );
    assert_data_eq!(
        shop.schema_in(&shop.path("crates/tags"), &["init"], &[]).all(),
        str![[r#"
--- stderr
   Unchanged `tags` is set up already
--- exit 0

"#]]
    );
    let manifest = shop.read("crates/tags/Cargo.toml");
    assert!(manifest.contains("[build-dependencies]") && !manifest.contains("metadata"), "{manifest}");
    assert!(shop.path("crates/tags/build.rs").is_file() && !shop.path("crates/tags/migrations").exists());
    shop.schema(&["revision"]).fine();
    let sql = std::fs::read_to_string(shop.revisions()[0].join("up.sql")).unwrap();
    assert!(sql.contains("\"tag\"") && sql.contains("\"post\""), "{sql}");
}

#[test]
fn one_package_of_several() {
    let shop = Shop::bare();
    std::fs::remove_dir_all(shop.path("src")).unwrap();
    shop.write("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"one\", \"two\", \"none\"]\n");
    for name in ["one", "two", "none"] {
        let manifest = format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n");
        shop.write(&format!("{name}/Cargo.toml"), &manifest);
        let model = format!(
            "#[derive(schema_derive::Schema)]\nstruct {name} {{\n    #[schema(primary_key)]\n    id: i64,\n}}\n"
        );
        shop.write(&format!("{name}/src/lib.rs"), if name == "none" { "" } else { &model });
    }
    let before = shop.files();
    let run = shop.schema(&["init", "--dialect", "sqlite"]);
    assert_eq!(run.code, 2, "{}", run.all());
    assert!(run.stderr.contains("there are `one`, `two`, `none`") && run.stderr.contains("`-p "), "{}", run.stderr);
    assert!(shop.files() == before);

    shop.schema(&["init", "--dialect", "sqlite", "-p", "one"]).fine();
    // The only one that is set up is meant, wherever we are.
    shop.schema(&["revision"]).fine();
    assert!(shop.path("one/migrations").is_dir());
    shop.schema_in(&shop.path("two"), &["init", "--dialect", "sqlite"], &[]).fine();
    let run = shop.schema(&["check"]);
    assert_eq!(run.code, 2, "{}", run.all());
    assert!(run.stderr.contains("choose one with `-p one`"), "{}", run.stderr);
    shop.schema(&["check", "-p", "one"]).fine();
    assert_eq!(shop.schema(&["check", "-p", "two"]).code, 1);
    assert_eq!(shop.schema_in(&shop.path("two/src"), &["check"], &[]).code, 1);
    let manifest = shop.path("one/Cargo.toml");
    shop.schema(&["check", "--manifest-path", manifest.to_str().unwrap()]).fine();
}
