//! A database whose checks call functions of a loadable extension.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support;
use crate::support::shop::Shop;
use sqlx::ConnectOptions as _;
use sqlx::sqlite::SqliteConnectOptions;

/// An extension with one function, `half(number)`.
const SOURCE: &str = r#"#include "sqlite3ext.h"
SQLITE_EXTENSION_INIT1
static void half(sqlite3_context *context, int count, sqlite3_value **values) {
    (void)count;
    sqlite3_result_int64(context, sqlite3_value_int64(values[0]) / 2);
}
int sqlite3_extension_init(sqlite3 *db, char **error, const sqlite3_api_routines *api) {
    (void)error;
    SQLITE_EXTENSION_INIT2(api);
    return sqlite3_create_function(db, "half", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, 0, half, 0, 0);
}
"#;

/// Where the header of the SQLite is that this is built with.
fn headers() -> PathBuf {
    let rustc = Command::new("rustc").arg("-vV").output().unwrap();
    let host = String::from_utf8(rustc.stdout).unwrap();
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--format-version", "1", "--offline", "--filter-platform", host]);
    cargo.current_dir(env!("CARGO_MANIFEST_DIR"));
    let metadata: serde_json::Value = serde_json::from_slice(&cargo.output().unwrap().stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages.iter().find(|package| package["name"] == "libsqlite3-sys").unwrap();
    Path::new(package["manifest_path"].as_str().unwrap()).with_file_name("sqlite3")
}

fn compile(shop: &Shop) -> String {
    shop.write("half.c", SOURCE);
    let library = shop.path("half.so");
    let mut compiler = Command::new("cc");
    compiler.args(["-shared", "-fPIC", "-o"]).arg(&library).arg("-I").arg(headers()).arg(shop.path("half.c"));
    let output = compiler.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    library.display().to_string()
}

fn insert(shop: &Shop, library: &str, sql: &'static str) {
    let url = shop.path("shop.db");
    support::block_on(async {
        let options = SqliteConnectOptions::new().filename(url);
        #[expect(unsafe_code, reason = "the library is the one above")]
        // SAFETY: its one function reads a number and gives one.
        let options = unsafe { options.extension(library.to_owned()) };
        let mut connection = options.connect().await.unwrap();
        sqlx::query(sql).execute(&mut connection).await.unwrap();
    });
}

#[test]
fn a_history_that_needs_an_extension_is_imported_and_goes_on() {
    let shop = Shop::bare();
    let library = compile(&shop);
    let run =
        |arguments: &[&str]| shop.schema_in(shop.dir(), arguments, &[("CARGO_SCHEMA_SQLITE_EXTENSIONS", &library)]);
    shop.write(
        "old/1_parts.sql",
        "CREATE TABLE parts (\n    id INTEGER NOT NULL PRIMARY KEY,\n    size INTEGER NOT NULL CHECK (half(size) < 10)\n);\n",
    );
    let import = ["import", "sqlx", "old", "--dialect", "sqlite"];
    let without = shop.schema(&import);
    assert_ne!(without.code, 0);
    assert!(without.stderr.contains("half"), "{}", without.stderr);
    run(&import).fine();
    run(&["check"]).fine();
    run(&["upgrade"]).fine();
    insert(&shop, &library, "INSERT INTO parts VALUES (1, 19)");
    let models = shop.read("src/models.rs");
    let field = models.lines().find(|line| line.contains("pub size:")).unwrap();
    shop.write("src/models.rs", &models.replace(field, &format!("{field}\n    pub note: Option<String>,")));
    run(&["revision", "-m", "note"]).fine();
    run(&["upgrade"]).fine();
    run(&["check", "--database"]).fine();
    // A type that changes rebuilds the table, and its check with it.
    let models = shop.read("src/models.rs");
    shop.write("src/models.rs", &models.replace("pub note: Option<String>", "pub note: Option<i64>"));
    run(&["revision", "-m", "number"]).fine();
    run(&["upgrade"]).fine();
    run(&["check", "--database"]).fine();
    insert(&shop, &library, "UPDATE parts SET size = size - 1 WHERE half(size) = 9");
    run(&["downgrade", "-2"]).fine();
    assert_eq!(run(&["check", "--database"]).code, 1);
    run(&["upgrade"]).fine();
    run(&["check", "--database"]).fine();
}
