//! How it is said.

use schema_core::revision::Manifest;

use super::package::{Package, USER, manifest};

const BIO: (&str, &str) = ("pub name: String,", "pub name: String,\n    pub bio: Option<String>,");

fn shop(name: &str, metadata: &str) -> Package {
    let text = manifest("shop", &format!("[package.metadata.schema]\n{metadata}\n[workspace]\n"));
    Package::new(name, &[("Cargo.toml", &text), ("src/lib.rs", USER)])
}

#[test]
fn on_the_field() {
    let shop = shop("on-the-field", "check = \"field\"");
    shop.cargo(&["check"]).is_fine();
    shop.edit("src/lib.rs", BIO.0, BIO.1);
    let outcome = shop.cargo(&["check"]);
    outcome.says(&[
        "model change without a revision: add column `user.bio`: text, null: run `cargo schema revision -m \"add user bio\"`",
        "--> src/lib.rs:9:9",
        "pub bio: Option<String>",
    ]);
    outcome.is_silent_about("error: shop@0.1.0");
    // The other errors of the crate are there too.
    shop.edit("src/lib.rs", "use schema_core::Schema;", "use schema_core::Schema;\npub fn f() -> u8 { \"\" }");
    shop.cargo(&["check"]).says(&["mismatched types"]);
    shop.edit("src/lib.rs", "pub fn f() -> u8 { \"\" }", "");
    // Once it is recorded, cargo knows without being told.
    shop.record("bio");
    shop.cargo(&["check"]).is_fine();
    assert!(shop.cargo(&["check"]).compiled().is_empty());
    // What is gone has no field.
    shop.write("src/lib.rs", "");
    shop.cargo(&["check"]).says(&["error: shop@0.1.0: model change without a revision: drop table `user`"]);
}

#[test]
fn a_folder_of_revisions_that_comes_later_is_seen() {
    let shop = Package::unrecorded("later", &[("src/lib.rs", USER)]);
    std::fs::remove_dir(shop.dir.join("migrations")).unwrap();
    shop.cargo_with(&["check"], &[("CARGO_SCHEMA_CHECK", "field")]).says(&["create table `user`"]);
    shop.record("initial");
    shop.cargo_with(&["check"], &[("CARGO_SCHEMA_CHECK", "field")]).is_fine();
    assert!(shop.cargo_with(&["check"], &[("CARGO_SCHEMA_CHECK", "field")]).compiled().is_empty());
}

#[test]
fn in_an_editor_a_warning_or_not_at_all() {
    let shop = shop("modes", "");
    shop.edit("src/lib.rs", BIO.0, BIO.1);
    shop.cargo(&["check"]).says(&["error: shop@0.1.0: model change without a revision"]);
    for editor in [
        ("RA_RUSTC_WRAPPER", "1"),
        ("__CARGO_TEST_CHANNEL_OVERRIDE_DO_NOT_USE_THIS", "nightly"),
        ("CARGO_LOG", "cargo::core::compiler::fingerprint=info"),
    ] {
        let outcome = shop.cargo_with(&["check"], &[editor]);
        outcome.says(&["error[E0080]", "model change without a revision: add column `user.bio`"]);
        outcome.is_silent_about("error: shop@0.1.0");
        // So that the next one runs the build script again.
        shop.write("build.rs", &format!("{}// {}\n", super::package::BUILD, editor.0));
    }
    let json = shop.cargo(&["check", "--message-format=json"]);
    assert!(!json.success && json.text.contains("\"reason\":\"build-script-executed\""), "{}", json.text);

    let warned = shop.cargo_with(&["check"], &[("CARGO_SCHEMA_CHECK", "warn")]);
    assert!(
        warned.success
            && warned.text.contains("warning: shop@0.1.0: model change without a revision: add column `user.bio`")
    );
    let off = shop.cargo_with(&["check"], &[("CARGO_SCHEMA_CHECK", "off")]);
    off.is_fine();
    shop.cargo_with(&["check"], &[("CARGO_SCHEMA_CHECK", "on")])
        .says(&["`CARGO_SCHEMA_CHECK` is `on`, and can be `build-script`"]);

    let former = shop.cargo_with(&["check"], &[("SCHEMA_CHECK", "off")]);
    former.says(&[
        "`SCHEMA_CHECK` is ignored: the variable is called `CARGO_SCHEMA_CHECK` now",
        "error: shop@0.1.0: model change without a revision",
    ]);

    let text = manifest("shop", "[package.metadata.schema]\nchek = \"off\"\n[workspace]\n");
    shop.write("Cargo.toml", &text);
    shop.cargo(&["check"]).says(&["`metadata.schema` has no key `chek`: did you mean `check`?"]);
}

#[test]
fn silent_in_a_dependency() {
    let app = Package::empty("app");
    let home = super::package::home().display();
    app.write("Cargo.toml", &format!("[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[dependencies]\nshop = {{ path = \"vendor/shop\" }}\nschema-core = {{ path = \"{home}/schema-core\" }}\n[workspace]\nexclude = [\"vendor\"]\n"));
    app.write("src/main.rs", "fn main() {\n    assert_eq!(<shop::User as schema_core::Model>::TABLE, \"user\");\n}\n");
    app.write("vendor/shop/Cargo.toml", &manifest("shop", ""));
    app.write("vendor/shop/build.rs", super::package::BUILD);
    app.write("vendor/shop/src/lib.rs", USER);
    app.cargo(&["run"]).says(&["error: shop@0.1.0: model change without a revision"]);
    app.write("vendor/shop/Cargo.toml.orig", "");
    app.cargo(&["run"]).is_fine();
    assert!(app.cargo(&["run"]).compiled().is_empty());
}

#[test]
fn revisions_are_embedded_and_two_heads_are_refused() {
    let shop = shop("revisions", "dialects = [\"sqlite\"]");
    shop.cargo(&["check"]).is_fine();
    let embedded = || {
        let listed = shop.cargo_with(&["check", "--message-format=json"], &[("CARGO_SCHEMA_CHECK", "build-script")]);
        let line = listed
            .text
            .lines()
            .find(|it| it.contains("\"build-script-executed\"") && it.contains("shop"))
            .unwrap()
            .to_owned();
        let message: serde_json::Value = serde_json::from_str(&line).unwrap();
        std::fs::read_to_string(format!("{}/schema/revisions.rs", message["out_dir"].as_str().unwrap())).unwrap()
    };
    let first = embedded();
    assert!(first.contains("id: \"20260101000000\", slug: \"initial\", parents: &[]"), "{first}");
    assert!(
        first.contains(
            "dialect: __schema_core::schema::Dialect::SQLITE, suffix: None, oldest: None, up: \"SELECT 1;\\n\", down: Some("
        ),
        "{first}"
    );
    assert!(!first.contains("Postgres"));

    let second =
        Manifest { id: "20270101000000".into(), parents: vec!["20260101000000".into()], ..Manifest::default() };
    shop.revision(&second, "second");
    assert!(embedded().contains("slug: \"second\", parents: &[\"20260101000000\"]"));

    shop.revision(&Manifest { id: "20280101000000".into(), ..second }, "third");
    shop.cargo(&["check"])
        .says(&["2 heads: `20270101000000_second`, `20280101000000_third`", "merge them with `cargo schema merge`"]);

    std::fs::remove_dir_all(shop.dir.join("migrations/20280101000000_third")).unwrap();
    std::fs::remove_file(shop.dir.join("migrations/20270101000000_second/up.sql")).unwrap();
    shop.cargo(&["check"]).says(&["20270101000000_second"]);
}

const CREATE: &str = "pub fn set_up(run: impl Fn(&str)) {\n    run(\"CREATE TABLE sessions (id INTEGER)\");\n}\n";

#[test]
fn tables_that_the_program_makes_are_allowed_warned_of_or_denied() {
    let shop = shop("runtime-ddl", "");
    shop.write("src/db.rs", CREATE);
    shop.write("schema.sql", "-- all\nCREATE TABLE IF NOT EXISTS carts (id INTEGER);\n");
    let test = format!("#[cfg(test)] mod tests {{ {CREATE} }}");
    let script = "pub const ALL: &str = include_str!(\"../schema.sql\");";
    shop.write("src/lib.rs", &format!("{USER}pub mod db;\n{script}\n{test}"));
    shop.cargo(&["check"]).is_fine();

    let metadata = |mode: &str| {
        let keys = format!("[package.metadata.schema]\nruntime-ddl = \"{mode}\"\n[workspace]\n");
        shop.write("Cargo.toml", &manifest("shop", &keys));
    };
    metadata("warn");
    let warned = shop.cargo(&["check"]);
    assert!(warned.success, "{}", warned.text);
    for line in [
        "warning: shop@0.1.0: `CREATE TABLE sessions` outside a revision",
        "warning: shop@0.1.0:  --> src/db.rs:2:10",
        "warning: shop@0.1.0: 2 |     run(\"CREATE TABLE sessions (id INTEGER)\");",
        "warning: shop@0.1.0:   |          ^^^^^^^^^^^^^^^^^^^^^",
        "warning: shop@0.1.0: `../schema.sql` creates or alters tables outside a revision",
        "warning: shop@0.1.0:   --> src/lib.rs:11:23",
        "warning: shop@0.1.0: help: use revisions for DDL; if this is intentional, add",
    ] {
        assert!(warned.text.contains(line), "{line}\n{}", warned.text);
    }
    assert_eq!(warned.text.matches("CREATE TABLE sessions` outside").count(), 1, "{}", warned.text);

    metadata("deny");
    shop.cargo(&["check"])
        .says(&["error: shop@0.1.0: `CREATE TABLE sessions`", "error: shop@0.1.0:  --> src/db.rs:2:10"]);
    // An editor is to see the other errors as well.
    let editor = shop.cargo_with(&["check"], &[("RA_RUSTC_WRAPPER", "1")]);
    assert!(editor.success && editor.text.contains("warning: shop@0.1.0: `CREATE TABLE sessions`"), "{}", editor.text);
    // A file without any change is not looked through again, and what it has is known all the same.
    shop.edit("src/lib.rs", script, "");
    shop.cargo(&["check"]).says(&["error: shop@0.1.0: `CREATE TABLE sessions`"]);
    shop.edit("src/db.rs", "    run(", "    // cargo-schema: runtime-ddl\n    run(");
    shop.cargo(&["check"]).is_fine();

    metadata("forbid");
    shop.cargo(&["check"]).says(&["`runtime-ddl` in `metadata.schema` is one of `allow`, `warn`, `deny`"]);
}

/// No script can be written for an older release than that of the revisions.
#[test]
fn a_release_that_is_older_than_the_revisions() {
    let shop = shop("older", "dialects = [\"sqlite\"]");
    let toml = Manifest {
        id: "20270101000000".into(),
        parents: vec!["20260101000000".into()],
        dialects: vec![schema_core::schema::Dialect::SQLITE],
        targets: vec!["sqlite@3.45".parse().unwrap()],
        ..Manifest::default()
    };
    shop.revision(&toml, "newer");
    shop.cargo(&["check"]).says(&[
        "revision `20270101000000_newer` is written for `sqlite@3.45`, and `dialects` names `sqlite@3.37`",
        "help: write `dialects = [\"sqlite@3.45\"]` in `Cargo.toml`",
    ]);
}
