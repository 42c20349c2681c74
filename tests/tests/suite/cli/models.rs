//! Which models there are: files that are part of no crate, features, and none at all.

use crate::support::shop::Shop;
use snapbox::{assert_data_eq, str};

const USER: &str = "#[derive(Schema)]\nstruct User {\n    #[schema(primary_key)]\n    id: i64,\n}\n";
const POST: &str = "#[derive(Schema)]\nstruct Post {\n    #[schema(primary_key)]\n    id: i64,\n}\n";

#[test]
fn a_project_without_models_says_so() {
    let shop = Shop::with("");
    assert_data_eq!(
        shop.schema(&["check"]).all(),
        str![[r#"
--- stderr
     Checked the project has no models, and the revisions create no tables
--- exit 0

"#]]
    );
    assert_data_eq!(
        shop.schema(&["revision"]).all(),
        str![[r#"
--- stderr
   Unchanged the project has no models, and the revisions create no tables
--- exit 0

"#]]
    );
}

#[test]
fn a_file_with_models_that_no_mod_leads_to_is_named() {
    let shop = Shop::with("");
    shop.write("src/db/tables.rs", &format!("use schema_core::Schema;\n\n{USER}"));
    shop.write("src/db/other.rs", "/// The Schema of others.\npub struct Other;\n");
    assert_data_eq!(
        shop.schema(&["check"]).all(),
        str![[r#"
--- stderr
warning: `src/db/tables.rs` has models, but no `mod` item includes it
     Checked the project has no models, and the revisions create no tables
--- exit 0

"#]]
    );
    assert_data_eq!(
        shop.schema(&["revision"]).all(),
        str![[r#"
--- stderr
error: no models found

Caused by:
  `src/db/tables.rs` has models, but no `mod` item includes it

help: add a `mod` item, such as `mod tables;`, to the file above it
--- exit 3

"#]]
    );
    // Behind a revision it is the drop of a table that says where to look.
    shop.write("src/main.rs", "#[path = \"db/tables.rs\"]\nmod tables;\n\nfn main() {}\n");
    shop.schema(&["revision"]).fine();
    shop.write("src/main.rs", "fn main() {}\n");
    assert_data_eq!(
        shop.schema(&["check"]).all(),
        str![[r#"
error: model change without a revision: drop table `user`
 --> migrations
  = help: `src/db/tables.rs` has models, but no `mod` item includes it: add one
--- exit 1

"#]]
    );
    let build = shop.cargo(&["check"]);
    assert!(build.stderr.contains("has models, but no `mod` item includes it"), "{}", build.all());
    let refused = shop.schema(&["revision"]);
    assert_eq!((refused.code, shop.revisions().len()), (3, 1), "{}", refused.all());
}

#[test]
fn the_drop_of_every_table_is_meant_only_where_somebody_says_so() {
    let shop = Shop::with(&format!("{USER}{POST}"));
    shop.schema(&["revision"]).fine();
    shop.models("");
    assert_data_eq!(
        shop.schema(&["revision"]).all(),
        str![[r#"
--- stderr
error: no models found

Caused by:
  the revision would drop every table: `post`, `user`

help: write the models, or drop all tables with `cargo schema revision --drop-all-tables`
--- exit 3

"#]]
    );
    // All of them replaced by another is the same.
    let tag = USER.replace("User", "Tag").replace("id: i64", "tag: String");
    shop.models(&tag);
    let replaced = shop.schema(&["revision", "--no-rename", "tag"]);
    assert_eq!(replaced.code, 3, "{}", replaced.all());
    assert!(replaced.stderr.contains("would drop every table: `post`, `user`"), "{}", replaced.all());
    assert_eq!(shop.revisions().len(), 1);
    // One of several is an ordinary change.
    shop.models(USER);
    shop.schema(&["revision"]).fine();
    // So is the only one, where another takes its place.
    shop.models(&tag);
    shop.schema(&["revision", "--no-rename", "tag"]).fine();
    shop.models("");
    shop.schema(&["revision", "--drop-all-tables"]).fine();
    shop.schema(&["check"]).fine();
}

#[test]
fn types_in_models_need_features() {
    let shop = Shop::with("");
    let manifest = shop.read("Cargo.toml").replacen("[dependencies]\n", "[dependencies]\nuuid = \"1\"\n", 1);
    shop.write("Cargo.toml", &manifest);
    shop.models(&USER.replace(
        "id: i64,",
        "id: i64,\n    key: uuid::Uuid,\n    #[schema(type = \"text\")]\n    note: chrono::NaiveDate,",
    ));
    let doctor = shop.schema(&["doctor"]);
    let said = "types in the models of `shop` need `schema-core` with the feature `uuid`";
    assert!(doctor.stdout.contains(said) && !doctor.stdout.contains("chrono"), "{}", doctor.all());
    let revision = shop.schema(&["revision"]).fine();
    assert!(revision.stderr.contains("`cargo schema init -p shop` adds it"), "{}", revision.stderr);
    let init = shop.schema(&["init"]).fine();
    assert!(init.stderr.contains("Changed `schema-core` with feature `uuid` in `[dependencies]`"), "{}", init.stderr);
    assert_eq!(shop.read("Cargo.toml").matches("uuid = ").count(), 1, "its crate is the user's");
    assert!(!shop.schema(&["doctor"]).stdout.contains("feature"));
}

/// With the lints that a strict project turns on.
#[test]
fn clippy_has_nothing_to_say_of_models() {
    let shop = Shop::with("");
    let keys = "#[schema(unique[tenant, name])]\n#[schema(unique[tenant, number], index(number, tenant))]";
    let models = format!(
        "//! A shop.\n\nuse schema_core::{{Schema, SchemaEnum}};\n\n\
         /// Where an order is.\n#[derive(SchemaEnum)]\npub enum Status {{\n    /// New.\n    Open,\n    /// Over.\n    Paid,\n}}\n\n\
         /// What somebody buys.\n#[derive(Schema)]\n{keys}\npub struct Order {{\n    /// Its number.\n    #[schema(primary_key)]\n    pub id: i64,\n    \
         /// Whose.\n    pub tenant: i32,\n    /// Called.\n    #[schema(max_length = 20)]\n    pub name: String,\n    /// Among others.\n    \
         pub number: i32,\n    /// Where.\n    pub status: Status,\n}}\n"
    );
    std::fs::remove_file(shop.path("src/main.rs")).unwrap();
    shop.write("src/lib.rs", &models);
    shop.schema(&["revision"]).fine();
    let sql = std::fs::read_to_string(shop.revisions()[0].join("up.sql")).unwrap();
    assert_eq!(sql.matches("UNIQUE INDEX").count(), 2, "{sql}");
    let manifest = shop.read("Cargo.toml");
    let lints = "[lints.rust]\nwarnings = \"deny\"\n\n[lints.clippy]\nall = \"deny\"\npedantic = \"deny\"\n";
    shop.write("Cargo.toml", &format!("{manifest}\n{lints}"));
    shop.cargo(&["clippy"]).fine();
    // Models that are written are written so.
    shop.schema(&["upgrade"]).fine();
    let rust = shop.schema(&["inspect", "--format", "rust"]).fine().stdout;
    assert!(rust.contains("unique[tenant, name, ") && rust.contains("unique[tenant, number, "), "{rust}");
}

/// A pipe never ends, and a device gives for ever: neither is read, for whatever purpose.
#[test]
#[cfg(unix)]
fn what_is_no_file_in_place_of_a_source_is_refused() {
    let pipe = |path: &std::path::Path| {
        assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
    };
    let zero = |path: &std::path::Path| std::os::unix::fs::symlink("/dev/zero", path).unwrap();
    let makers: [&dyn Fn(&std::path::Path); 2] = [&pipe, &zero];
    for make in makers {
        let shop = Shop::with(USER);
        shop.schema(&["revision"]).fine();
        let main = shop.read("src/main.rs");
        shop.write("src/main.rs", &format!("mod f;\n{main}"));
        make(&shop.path("src/f.rs"));
        for command in ["check", "revision"] {
            let run = shop.schema(&[command]);
            assert!(run.code == 3 && run.stderr.contains("it is not a regular file"), "{}", run.all());
        }
        // Nothing leads to it.
        shop.write("src/main.rs", "fn main() {}\n");
        assert_eq!(shop.schema(&["check"]).code, 1);
        shop.schema(&["doctor"]);
        let new = Shop::bare();
        make(&new.path("build.rs"));
        let run = new.schema(&["init", "--dialect", "sqlite"]);
        assert!(run.code == 2 && run.stderr.contains("it is not a regular file"), "{}", run.all());
    }
}

#[test]
fn a_forgotten_file_is_named_where_there_are_other_models() {
    let shop = Shop::with(USER);
    shop.schema(&["revision", "-m", "users"]).fine();
    shop.schema(&["upgrade"]).fine();
    shop.schema(&["check"]).fine();
    shop.write("src/post.rs", &format!("use schema_core::Schema;\n\n{POST}"));
    // Left out of this configuration is not forgotten.
    shop.write("src/admin/mod.rs", &format!("mod deep;\nuse schema_core::Schema;\n\n{POST}"));
    shop.write("src/admin/deep.rs", &format!("use schema_core::Schema;\n\n{POST}"));
    let main = shop.read("src/main.rs");
    shop.write("src/main.rs", &format!("{main}\n#[cfg(any())]\nmod admin;\n"));

    let warning = "warning: `src/post.rs` has models, but no `mod` item includes it\n";
    let run = shop.schema(&["check"]).fine();
    assert!(run.stderr.starts_with(warning) && !run.stderr.contains("admin"), "{}", run.all());
    let run = shop.schema(&["revision"]).fine();
    assert!(run.stderr.starts_with(warning), "{}", run.all());
    let run = shop.schema(&["doctor"]);
    assert_eq!(run.code, 1, "{}", run.all());
    assert!(run.all().contains("--> src/post.rs") && run.all().contains("such as `mod post;`"), "{}", run.all());
    assert!(!run.all().contains("admin"), "{}", run.all());

    let main = shop.read("src/main.rs");
    shop.write("src/main.rs", &format!("{main}\nmod post;\n"));
    let run = shop.schema(&["check"]);
    assert!(run.code == 1 && !run.stderr.contains("no `mod` item"), "{}", run.all());
}
