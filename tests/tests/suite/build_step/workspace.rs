//! Several packages with one schema.

use super::package::{BUILD, Package, USER, manifest};

fn workspace(name: &str) -> Package {
    let shop = Package::empty(name);
    shop.write(
        "Cargo.toml",
        "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\", \"app\"]\n\n[workspace.metadata.schema]\nmembers = [\"crates/users\", \"crates/orders\", \"crates/stock\"]\ndialects = [\"sqlite\"]\n",
    );
    for (name, dependencies, text) in [
        ("users", "", USER.to_owned()),
        ("stock", "", "#[derive(schema_core::Schema)]\npub struct Item {\n    #[schema(primary_key)]\n    pub id: Sku,\n}\n\n#[derive(schema_core::SchemaType)]\npub struct Sku(pub String);\n".to_owned()),
        (
            "orders",
            "users = { path = \"../users\" }\nstock-keeping = { path = \"../stock\", package = \"stock\" }\n",
            "use schema_core::Schema;\nuse stock_keeping::{Item, Sku};\n\n#[derive(Schema)]\npub struct Order {\n    #[schema(primary_key)]\n    pub id: i64,\n    #[schema(references(users::User::id))]\n    pub user: i64,\n    #[schema(references(Item::id), max_length = 80)]\n    pub item: Sku,\n}\n".to_owned(),
        ),
    ] {
        let text_of_manifest = manifest(name, "").replace("\n\n[build-", &format!("\n{dependencies}\n[build-"));
        shop.write(&format!("crates/{name}/Cargo.toml"), &text_of_manifest);
        shop.write(&format!("crates/{name}/build.rs"), BUILD);
        shop.write(&format!("crates/{name}/src/lib.rs"), &text);
    }
    shop.write("app/Cargo.toml", "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[dependencies]\nstock = { path = \"../crates/stock\" }\n");
    shop.write("app/src/main.rs", "fn main() {}\n");
    shop
}

#[test]
fn three_crates_share_one_folder_of_revisions() {
    let shop = workspace("workspace");
    std::fs::create_dir(shop.dir.join("migrations")).unwrap();
    let first = shop.cargo(&["build"]);
    first.says(&["model change without a revision: create table"]);
    // Each crate answers for its own models.
    let orders = shop.cargo(&["build", "-p", "users"]);
    orders.says(&[
        "error: users@0.1.0: model change without a revision: create table `user`",
        " --> crates/users/src/lib.rs:5:12",
    ]);
    orders.is_silent_about("create table `order`");

    shop.record("initial");
    let revision = shop.read("migrations/20260101000000_initial/revision.toml");
    assert!(revision.contains("fk_order_user") && revision.contains("references = \"item\""), "{revision}");
    shop.cargo(&["build"]).is_fine();
    assert!(shop.cargo(&["build"]).compiled().is_empty());

    // A change concerns its crate, and those that use it.
    shop.edit("crates/stock/src/lib.rs", "pub id: Sku,", "pub id: Sku,\n    pub count: i32,");
    let changed = shop.cargo(&["build", "--keep-going"]);
    changed.says(&["error: stock@0.1.0: model change without a revision: add column `item.count`"]);
    changed.is_silent_about("error: users@0.1.0");
    shop.record("count");
    shop.cargo(&["build"]).is_fine();

    // A line that declares nothing compiles its crate again, and those that use it: users is not one of them.
    shop.edit("crates/stock/src/lib.rs", "pub count: i32,", "pub count: i32, // pieces");
    let touched = shop.cargo(&["build"]);
    touched.is_fine();
    assert_eq!(touched.compiled().into_iter().collect::<Vec<_>>(), ["app", "orders", "stock"]);
    shop.edit("crates/users/src/lib.rs", "pub name", "/* full */ pub name");
    assert_eq!(shop.cargo(&["build"]).compiled().into_iter().collect::<Vec<_>>(), ["orders", "users"]);
}

#[test]
fn references_across_crates_follow_their_targets() {
    let shop = workspace("workspace-references");
    shop.record("initial");
    shop.cargo(&["build"]).is_fine();
    shop.edit(
        "crates/users/src/lib.rs",
        "#[derive(Schema)]",
        "#[derive(Schema)]\n#[schema(table = \"people\", renamed_from = \"user\")]",
    );
    shop.cargo(&["build"])
        .says(&["error: users@0.1.0: model change without a revision: rename table `user` to `people`"]);
    shop.record("rename");
    shop.cargo(&["build"]).is_fine();

    shop.edit("crates/users/src/lib.rs", "pub id: i64", "pub key: i64");
    shop.cargo(&["check", "-p", "orders", "--keep-going"]).says(&["`users::User` has no field `id` with a column"]);
}
