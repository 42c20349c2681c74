//! Choosing a package as cargo does, and a schema made by several.

use crate::support::shop;
use crate::support::shop::Shop;
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
        let core = shop::workspace();
        shop.write(
            &format!("crates/{name}/Cargo.toml"),
            &format!(
                "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{others}\
                 schema-core = {{ path = \"{0}/schema-core\", default-features = false }}\n",
                core.display()
            ),
        );
    }
    shop.write(
        "crates/users/src/lib.rs",
        "use schema_core::Schema;\n#[derive(Schema)]\npub struct User {\n    #[schema(primary_key)]\n    pub id: i64,\n}\n",
    );
    shop.write(
        "crates/posts/src/lib.rs",
        "use schema_core::Schema;\nuse users::User;\n#[derive(Schema)]\npub struct Post {\n    #[schema(primary_key)]\n    pub id: i64,\n    \
         #[schema(references(User::id))]\n    pub author: i64,\n}\n",
    );
    shop
}

#[test]
fn a_reference_to_a_package_that_is_no_dependency() {
    let shop = shared();
    let manifest = shop.read("crates/posts/Cargo.toml");
    shop.write("crates/posts/Cargo.toml", &manifest.replace("users = { path = \"../users\" }\n", ""));
    let models = shop.read("crates/posts/src/lib.rs");
    shop.write(
        "crates/posts/src/lib.rs",
        &models.replace("(User::id)", "(users::User::id)").replace("use users::User;\n", ""),
    );
    let told = shop.schema(&["check"]);
    assert_eq!(told.code, 3, "{}", told.all());
    let hint = "there is `users::User`, in another package: add that to the dependencies of this one";
    assert!(told.all().contains(hint), "{}", told.all());
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
        "#[derive(schema_core::Schema)]\npub struct Tag {\n    #[schema(primary_key)]\n    pub id: i64,\n}\n",
    );
    let before = shop.files();
    let run = shop.schema(&["init", "-p", "tags", "--dialect", "postgres"]);
    assert_eq!(run.code, 2, "{}", run.all());
    assert!(run.stderr.contains("the workspace's schema does not support postgres"), "{}", run.stderr);
    assert!(shop.files() == before);
    assert_data_eq!(
        shop.schema(&["init", "-p", "tags"]).all(),
        str![[r#"
--- stderr
     Created `build.rs`, which compares models and revisions
       Added `crates/tags` to `members` in `[workspace.metadata.schema]`
       Added `schema-core` in `[dependencies]`
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
   Unchanged `tags` is already set up
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
        let model =
            format!("#[derive(schema_core::Schema)]\nstruct {name} {{\n    #[schema(primary_key)]\n    id: i64,\n}}\n");
        shop.write(&format!("{name}/src/lib.rs"), if name == "none" { "" } else { &model });
    }
    let before = shop.files();
    let run = shop.schema(&["init", "--dialect", "sqlite"]);
    assert_eq!(run.code, 2, "{}", run.all());
    assert!(run.stderr.contains("available: `one`, `two`, `none`") && run.stderr.contains("`-p "), "{}", run.stderr);
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

/// A workspace of three packages, as cargo makes them.
fn new_workspace() -> Shop {
    let shop = Shop::bare();
    std::fs::remove_dir_all(shop.path("src")).unwrap();
    shop.write("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n");
    for name in ["users", "posts", "tool"] {
        shop.write(
            &format!("crates/{name}/Cargo.toml"),
            &format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n"),
        );
        shop.write(&format!("crates/{name}/src/lib.rs"), "");
    }
    shop
}

fn model(name: &str) -> String {
    format!(
        "use schema_core::Schema;\n\n#[derive(Schema)]\npub struct {name} {{\n    #[schema(primary_key)]\n    pub id: i64,\n}}\n"
    )
}

#[test]
fn a_workspace_is_set_up_with_one_schema() {
    let shop = new_workspace();
    let several = shop.schema(&["init", "--dialect", "sqlite"]);
    assert!(several.code == 2 && several.stderr.contains("`cargo schema init --workspace`"), "{}", several.all());
    let run = shop.schema(&["init", "--workspace", "--dialect", "sqlite", "--database-url", "sqlite:all.db"]);
    assert_data_eq!(
        run.all(),
        str![[r#"
--- stderr
     Created `migrations/` for revisions
       Added `schema-core` in `[workspace.dependencies]`
       Added `dialects` = sqlite in `[workspace.metadata.schema]`
       Added `database-url` = sqlite:all.db in `[workspace.metadata.schema]`
       Added `members` = crates/* in `[workspace.metadata.schema]`
   Remaining steps:
             - set up each package with models: `cargo schema init -p <package>`
--- exit 0

"#]]
    );
    for (package, name) in [("users", "User"), ("posts", "Post")] {
        shop.schema_exactly(&["init", "-p", package]).fine();
        shop.write(&format!("crates/{package}/src/lib.rs"), &model(name));
    }
    let manifest = shop.read("Cargo.toml");
    assert!(manifest.contains("members = [\"crates/*\"]\n"), "the pattern names the packages: {manifest}");
    assert!(
        shop.read("crates/users/Cargo.toml").contains("schema-core = { workspace = true, features = [\"derive\"] }")
    );
    // Two models of one schema, and nothing of the package without a build step.
    shop.schema(&["revision"]).fine();
    shop.schema_in(&shop.path("crates/posts"), &["check"], &[]).fine();
    let sql = std::fs::read_to_string(shop.revisions()[0].join("up.sql")).unwrap();
    assert!(sql.contains("\"user\"") && sql.contains("\"post\""), "{sql}");
    shop.cargo(&["check", "--workspace"]).fine();
    shop.write("crates/posts/src/lib.rs", "");
    let dropped = shop.cargo(&["check", "-p", "posts"]);
    assert!(dropped.stderr.contains("model change without a revision: drop table `post`"), "{}", dropped.all());
    // Once more, nothing is left to do.
    let again = shop.schema_exactly(&["init", "--workspace"]).fine();
    assert!(again.stderr.contains("the workspace is already set up"), "{}", again.stderr);
}

#[test]
fn a_workspace_with_a_schema_in_a_package_is_not_set_up() {
    let shop = new_workspace();
    shop.schema(&["init", "-p", "users", "--dialect", "sqlite"]).fine();
    let before = shop.files();
    let run = shop.schema(&["init", "--workspace", "--dialect", "sqlite"]);
    assert!(run.code == 2 && run.stderr.contains("`users` has a schema of its own"), "{}", run.all());
    assert!(shop.files() == before);
    let alone = Shop::bare();
    let run = alone.schema(&["init", "--workspace", "--dialect", "sqlite"]);
    assert!(run.code == 2 && run.stderr.contains("no workspace found"), "{}", run.all());
}

/// As cargo: the flags are for all packages at the root, and for one of them in its folder.
#[test]
fn features_of_members() {
    let shop = shared();
    shop.schema(&["revision"]).fine();
    let manifest = shop.read("crates/users/Cargo.toml");
    shop.write("crates/users/Cargo.toml", &format!("{manifest}\n[features]\nextra = []\n"));
    let users = shop.read("crates/users/src/lib.rs");
    let gated = "\n#[cfg(feature = \"extra\")]\n#[derive(Schema)]\npub struct Extra {\n    #[schema(primary_key)]\n    pub id: i64,\n}\n";
    shop.write("crates/users/src/lib.rs", &format!("{users}{gated}"));
    let code = |args: &[&str]| shop.schema(args).code;
    assert_eq!(code(&["check"]), 0);
    for flags in [&["--all-features"][..], &["-F", "extra"], &["-F", "users/extra"], &["--all-features", "-p", "users"]]
    {
        let run = shop.schema(&[&["check"], flags].concat());
        assert_eq!(run.code, 1, "{flags:?}: {}", run.all());
        assert_eq!(run.stdout.matches("create table `extra`").count(), 1, "{}", run.all());
    }
    assert_eq!(code(&["check", "--all-features", "-p", "posts"]), 0);
    for flags in
        [&["-F", "nosuch"][..], &["-F", "users/nosuch"], &["-F", "posts/extra"], &["-F", "extra", "-p", "posts"]]
    {
        let run = shop.schema(&[&["check"], flags].concat());
        assert_eq!(run.code, 2, "{flags:?}: {}", run.all());
        assert!(run.stderr.contains("feature `"), "{}", run.stderr);
    }
    // A feature of a dependency is one of a dependency that there is.
    for (flag, told) in [
        ("nosuch/extra", "none of `users`, `posts` has a dependency `nosuch`"),
        ("nosuch?/extra", "none of `users`, `posts` has a dependency `nosuch`"),
        ("schema-core/nosuch", "`schema-core` has no feature `nosuch`"),
        ("schema-core?/nosuch", "`schema-core` has no feature `nosuch`"),
    ] {
        let run = shop.schema(&["check", "-F", flag]);
        assert!(run.code == 2 && run.stderr.contains(told), "{flag}: {}", run.all());
        assert!(run.stderr.contains("available: `"), "{flag}: {}", run.stderr);
    }
    assert_eq!(code(&["check", "-F", "schema-core/uuid"]), 0);
    assert_eq!(code(&["check", "-F", "users/extra", "-p", "posts"]), 0, "it is a dependency of that one");
    // The metadata has features of one package for all.
    let root = shop.read("Cargo.toml");
    shop.write("Cargo.toml", &format!("{root}features = [\"extra\"]\n"));
    assert_eq!(code(&["check"]), 1);
    shop.schema(&["revision"]).fine();
    assert_eq!(code(&["check"]), 0);
    shop.write("Cargo.toml", &format!("{root}features = [\"nosuch\"]\n"));
    let run = shop.schema(&["check"]);
    assert!(run.code == 2 && run.stderr.contains("set in `features` of `metadata.schema`"), "{}", run.all());
}

/// Its models are compiled, and no schema has them.
#[test]
fn a_package_with_models_that_is_not_set_up_is_named() {
    let shop = new_workspace();
    shop.schema(&["init", "--workspace", "--dialect", "sqlite"]).fine();
    shop.write("crates/users/src/lib.rs", &model("User"));
    shop.write("crates/tool/src/lib.rs", &format!("#[cfg(test)]\nmod tests {{\n{}}}\n", model("Example")));
    let manifest = shop.read("crates/tool/Cargo.toml");
    let core = shop::workspace().join("schema-core");
    let for_tests = format!("{manifest}\n[dev-dependencies]\nschema-core = {{ path = \"{}\" }}\n", core.display());
    shop.write("crates/tool/Cargo.toml", &for_tests);
    let check = shop.schema(&["check"]);
    assert_data_eq!(
        check.all(),
        str![[r#"
warning: `users` has models that belong to no schema
  = help: set it up with `cargo schema init -p users`
--- exit 1

"#]]
    );
    let revision = shop.schema(&["revision"]).fine();
    assert!(revision.stderr.contains("`users` has models that belong to no schema"), "{}", revision.all());
    shop.paste(&check, &[]).fine();
    shop.schema(&["revision"]).fine();
    shop.schema(&["check"]).fine();
    // Beside one that is set up, too.
    shop.write("crates/posts/src/lib.rs", &model("Post"));
    let check = shop.schema(&["check", "--format", "json"]);
    assert!(check.code == 1 && check.stdout.contains("\"not_set_up\""), "{}", check.all());
    assert!(check.stdout.contains("\"posts\""), "{}", check.all());
}
