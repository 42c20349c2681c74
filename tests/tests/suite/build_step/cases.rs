//! What is in a crate.

use super::package::{Package, USER, manifest};

#[test]
fn unrecorded_changes_fail_the_build_and_say_what_to_do() {
    let shop = Package::unrecorded("changes", &[("src/lib.rs", "pub mod models;\n"), ("src/models.rs", USER)]);
    let first = shop.cargo(&["build"]);
    first.says(&[
        "error: shop@0.1.0: model change without a revision: create table `user`: 2 columns",
        " --> src/models.rs:5:12",
        "5 | pub struct User {",
        "|            ^^^^",
        "help: run `cargo schema revision -m \"initial\"`",
    ]);
    shop.record("initial");
    shop.cargo(&["build"]).is_fine();
    let again = shop.cargo(&["build"]);
    again.is_fine();
    assert!(again.compiled().is_empty(), "{again:?}");

    shop.edit("src/models.rs", "name: String,", "name: String,\n    pub bio: Option<String>,");
    shop.cargo(&["build"]).says(&[
        "model change without a revision: add column `user.bio`: text, null",
        " --> src/models.rs:9:9",
        "9 |     pub bio: Option<String>,",
        "|         ^^^",
        "help: run `cargo schema revision -m \"add user bio\"`",
    ]);
    shop.record("add_bio");
    shop.cargo(&["build"]).is_fine();

    shop.edit("src/models.rs", "name: String", "name: Option<String>");
    shop.edit("src/models.rs", "/// People.", "/// All people.");
    shop.cargo(&["build"]).says(&[
        "alter column `user.name`: not null -> null",
        "alter table `user`: comment",
        "help: run `cargo schema revision -m \"",
    ]);

    // What is gone has no place, and fails the build all the same.
    shop.write("src/models.rs", "");
    shop.cargo(&["build"]).says(&[
        "model change without a revision: drop table `user`",
        " --> migrations",
        "help: no models found: write them, or drop all tables with `cargo schema revision --drop-all-tables`",
    ]);
}

#[test]
fn what_the_reader_cannot_see_is_a_compile_error() {
    let shop = Package::new("unseen", &[("src/lib.rs", USER)]);
    shop.cargo(&["check"]).is_fine();

    // A model that a macro makes.
    shop.write(
        "src/lib.rs",
        &format!("{USER}macro_rules! model {{ ($name:ident) => {{ #[derive(Schema)] pub struct $name {{ pub id: i64 }} }} }}\nmodel!(Made);\n"),
    );
    shop.cargo(&["check"]).says(&["the build step has not seen `Made` in `shop`", "model!(Made);"]);

    // A type that a macro puts in front of the usual one.
    shop.write(
        "src/lib.rs",
        &USER.replace(
            "/// People.",
            "macro_rules! text { ($name:ident) => { type $name = Vec<u8>; } }\ntext!(String);\n\n/// People.",
        ),
    );
    shop.cargo(&["check"]).says(&["took this type for `text`", "`bytes`", "src/lib.rs:11:15"]);

    // One that the reader sees is known for what it is.
    shop.write("src/lib.rs", &format!("{USER}#[derive(schema_core::SchemaType)]\npub struct String(pub Vec<u8>);\n"));
    shop.cargo(&["check"]).says(&["alter column `user.name`: text -> bytes"]);
    shop.write("src/lib.rs", &format!("{USER}pub struct String;\n"));
    shop.cargo(&["check"])
        .says(&["the type `String` has no column type that can be seen from here", "src/lib.rs:8:15"]);

    // A field that is there under a condition that another build script sets.
    shop.write(
        "src/lib.rs",
        &USER.replace("pub name: String,", "pub name: String,\n    #[cfg(extra)]\n    pub more: u8,"),
    );
    shop.write("build.rs", "fn main() {\n    println!(\"cargo::rustc-check-cfg=cfg(extra)\");\n    println!(\"cargo::rustc-cfg=extra\");\n    schema_core::build::run();\n}\n");
    shop.cargo(&["check"]).says(&["the build step read another `User` than the compiler"]);

    // No build script at all.
    std::fs::remove_file(shop.dir.join("build.rs")).unwrap();
    shop.cargo(&["check"]).says(&["this crate has no build script that reads its models: run `cargo schema init`"]);
}

#[test]
fn conditions_are_the_compilers() {
    let features = "[features]\ndefault = [\"base\"]\nbase = []\nextra = []\n[workspace]\n";
    let text = format!(
        "{USER}
#[cfg(feature = \"base\")]
#[derive(Schema)]
pub struct Based {{
    pub id: i64,
    #[cfg(feature = \"extra\")]
    pub more: i32,
    #[cfg(not(feature = \"extra\"))]
    pub less: i32,
    #[cfg(test)]
    pub tested: i32,
}}

#[cfg(feature = \"extra\")]
#[derive(Schema)]
pub struct Extra {{
    pub id: i64,
}}

#[cfg(test)]
mod tests {{
    use schema_core::{{Schema, SchemaEnum}};

    #[derive(Schema)]
    pub struct OnlyInTests {{
        pub id: i64,
        pub kind: Kind,
    }}

    #[derive(SchemaEnum)]
    pub enum Kind {{
        One,
    }}
}}
"
    );
    let shop = Package::new("conditions", &[("Cargo.toml", &manifest("shop", features)), ("src/lib.rs", &text)]);
    assert!(!shop.read("migrations/20260101000000_initial/revision.toml").contains("only_in_tests"));
    shop.cargo(&["build"]).is_fine();
    shop.cargo(&["test", "--no-run"]).is_fine();
    // Less is no change, more is one.
    shop.cargo(&["build", "--no-default-features"]).is_fine();
    let extra = shop.cargo(&["build", "--features", "extra"]);
    extra.says(&["create table `extra`", "add column `based.more`", "`metadata.schema.features`"]);
    extra.is_silent_about("drop column");

    // The project may say that all features are the schema.
    let more = format!("[package.metadata.schema]\nfeatures = [\"default\", \"extra\"]\n{features}");
    shop.write("Cargo.toml", &manifest("shop", &more));
    shop.record("extra");
    shop.cargo(&["build", "--features", "extra"]).is_fine();
    shop.cargo(&["build"]).says(&["add column `based.less`"]);
}

#[test]
fn a_forgotten_column_is_no_matter_of_features() {
    let text = "#[derive(schema_core::Schema)]\npub struct User {\n    #[schema(primary_key)]\n    pub id: i64,\n}\n\n\
                #[cfg(feature = \"extra\")]\n#[derive(schema_core::Schema)]\npub struct Extra {\n    \
                #[schema(primary_key)]\n    pub id: i64,\n}\n";
    let keys = "[features]\nextra = []\n\n[package.metadata.schema]\nfeatures = [\"extra\"]\n\n[workspace]\n";
    let shop = Package::new("forgotten", &[("Cargo.toml", &manifest("shop", keys)), ("src/lib.rs", text)]);
    shop.cargo(&["build"]).is_fine();
    shop.write("src/lib.rs", &text.replacen("pub id: i64,", "pub id: i64,\n    pub name: String,", 1));
    let forgotten = shop.cargo(&["build"]);
    forgotten.says(&["add column `user.name`", "run `cargo schema revision -m"]);
    forgotten.is_silent_about("metadata.schema.features");
}

#[test]
fn a_file_that_is_being_typed_is_left_to_the_compiler() {
    let shop = Package::new(
        "half-typed",
        &[("src/lib.rs", "mod a;\nmod b;\n"), ("src/a.rs", USER), ("src/b.rs", &USER.replace("User", "Item"))],
    );
    shop.cargo(&["check"]).is_fine();
    for broken in [
        USER.replace("pub name: String,", "pub name: ,"),
        format!("{USER}fn half("),
        format!("fn half() {{\n{USER}"),
        format!("use std::\n{USER}"),
        format!("{USER}const X: &str = \""),
        USER.replace("pub id: i64,", "pub id: i64"),
        USER.replace("#[derive(Schema)]", "#[derive(Schema"),
    ] {
        shop.write("src/a.rs", &broken);
        let outcome = shop.cargo(&["check"]);
        outcome.says(&["src/a.rs"]);
        outcome.is_silent_about("model change without a revision");
        outcome.is_silent_about("error: shop@0.1.0");
        outcome.is_silent_about("the build step");
    }
    shop.write("src/a.rs", USER);
    shop.cargo(&["check"]).is_fine();
}

#[test]
fn line_ends_byte_order_marks_and_raw_names_are_no_difference() {
    let text = format!(
        "\u{feff}{USER}\n#[derive(Schema)]\npub struct r#Match {{\n    /// Of\n    /// two lines.\n    pub r#type: i32,\n    /** Block.\n    More. */\n    pub x: i32,\n}}\n"
    );
    let shop = Package::new("line-ends", &[("src/lib.rs", &text)]);
    shop.cargo(&["check"]).is_fine();
    shop.write("src/lib.rs", &text.replace('\n', "\r\n"));
    shop.cargo(&["check"]).is_fine();
}

#[test]
fn nothing_is_written_beside_the_sources() {
    let shop = Package::new("read-only", &[("src/lib.rs", USER)]);
    shop.cargo(&["generate-lockfile"]).is_fine();
    let paths = || std::iter::once(shop.dir.clone()).chain(["src", "migrations"].map(|name| shop.dir.join(name)));
    let set_read_only = |value: bool| {
        for path in paths() {
            let mut permissions = std::fs::metadata(&path).unwrap().permissions();
            permissions.set_readonly(value);
            #[cfg(unix)]
            if !value {
                use std::os::unix::fs::PermissionsExt as _;
                permissions.set_mode(0o755);
            }
            std::fs::set_permissions(&path, permissions).unwrap();
        }
    };
    let before = shop.tree();
    set_read_only(true);
    let outcome = shop.cargo(&["build"]);
    set_read_only(false);
    outcome.is_fine();
    assert_eq!(shop.tree(), before);
}

#[test]
fn library_binaries_tests_and_examples() {
    let model = |name: &str| format!("#[derive(schema_core::Schema)]\npub struct {name} {{\n    pub id: i64,\n}}\n");
    let main = |text: &str| format!("{text}\nfn main() {{}}\n");
    let shop = Package::new(
        "targets",
        &[
            ("src/lib.rs", "pub mod models;\npub mod deep { pub mod er { pub use crate::models::User; } }\n"),
            ("src/models.rs", USER),
            (
                "src/main.rs",
                &main("mod models;\n#[path = \"models.rs\"]\nmod again;\nuse models as _;\nuse again as _;"),
            ),
            ("src/bin/tool.rs", &main(&model("Tool"))),
            ("src/bin/big/main.rs", &main("mod part;")),
            ("src/bin/big/part.rs", &model("Part")),
            ("tests/it.rs", &format!("mod common;\n{}", model("It"))),
            ("tests/common/mod.rs", &model("Common")),
            ("examples/demo.rs", &main(&model("Demo"))),
            ("benches/speed.rs", &main(&model("Speed"))),
        ],
    );
    let revision = shop.read("migrations/20260101000000_initial/revision.toml");
    let tables = revision.matches("create_table]").count();
    assert_eq!(tables, 3, "{revision}");
    shop.cargo(&["build", "--all-targets"]).is_fine();
    // A new file is seen without anything else being touched.
    shop.write("src/bin/new.rs", &main(&model("New")));
    shop.cargo(&["build"]).says(&["create table `new`", "src/bin/new.rs:2:12"]);
    std::fs::remove_file(shop.dir.join("src/bin/new.rs")).unwrap();
    shop.cargo(&["build"]).is_fine();
    shop.edit("tests/it.rs", "pub id: i64", "pub id: i32");
    let test = shop.cargo(&["test", "--no-run"]);
    test.is_fine();
}

#[test]
fn a_packaged_crate_builds_wherever_it_is_unpacked() {
    let home = super::package::home().display();
    let with_versions = manifest("shop", "").replace("schema-core\"", "schema-core\", version = \"0.1.0\"");
    let text = format!("{with_versions}\n[workspace]\n");
    let text = text.replace(
        "edition = \"2024\"",
        "edition = \"2024\"\nlicense = \"MIT\"\ndescription = \"A shop\"\nexclude = [\"migrations\"]",
    );
    let shop = Package::new("packaged", &[("Cargo.toml", &text), ("src/lib.rs", USER)]);
    // The crates are in no registry here: what a registry would give comes from this workspace.
    shop.write(
        ".cargo/config.toml",
        &format!(
            "[patch.crates-io]\nschema-core = {{ path = \"{home}/schema-core\" }}\n\
             schema-core-derive = {{ path = \"{home}/schema-derive\" }}\n\
             schema-core-grammar = {{ path = \"{home}/schema-derive/grammar\" }}\n"
        ),
    );
    // The package has no revisions in it, and is built all the same: nobody's build breaks downstream.
    shop.cargo(&["package", "--allow-dirty", "--no-metadata"]).is_fine();
}

/// A dependency can have another name, and another crate can hand it on.
#[test]
fn the_crate_goes_by_another_name() {
    let models = |path: &str| {
        format!(
            "use {path}::{{Schema, SchemaEnum, SchemaType}};\n\n\
             #[derive(Schema)]\n#[schema(crate = \"{path}\")]\npub struct User {{\n    #[schema(primary_key)]\n    \
             pub id: i64,\n    pub state: State,\n    pub email: Email,\n}}\n\n\
             #[derive(SchemaEnum)]\n#[schema(crate = \"{path}\")]\npub enum State {{\n    On,\n    Off,\n}}\n\n\
             #[derive(SchemaType)]\n#[schema(crate = \"{path}\")]\npub struct Email(String);\n"
        )
    };
    let workspace = format!("{}[workspace]\n\n", manifest("shop", ""));
    let renamed = workspace.replace("schema-core = {", "store = { package = \"schema-core\",");
    let build = super::package::BUILD.replace("schema_core", "store");
    let lib = models("store") + "\npub static MIGRATOR: store::migrate::Migrator = store::migrator!();\n";
    let renamed = renamed.replacen("schema-core\" }", "schema-core\", features = [\"sqlite\"] }", 1);
    let files = [("Cargo.toml", renamed.as_str()), ("build.rs", &build), ("src/lib.rs", &lib)];
    Package::new("renamed", &files).cargo(&["build"]).is_fine();

    let ours = format!("schema-core = {{ path = \"{}/schema-core\" }}", super::package::home().display());
    let handed_on = workspace.replacen(&ours, "db = { path = \"db\" }", 1);
    let db = format!("[package]\nname = \"db\"\nedition = \"2024\"\n\n[dependencies]\n{ours}\n");
    let files = [
        ("Cargo.toml", handed_on.as_str()),
        ("db/Cargo.toml", &db),
        ("db/src/lib.rs", "pub use schema_core;\n"),
        ("src/lib.rs", &models("db::schema_core")),
    ];
    Package::new("handed_on", &files).cargo(&["build"]).is_fine();
}
