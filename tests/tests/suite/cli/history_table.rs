//! `history-table` and `history-schema` of the metadata: the tool and the program agree on where the history is.

use crate::support::shop::Shop;
use crate::support::{self, Database};
use schema_core::schema::Dialect;

const MODELS: &str = "#[derive(Schema)]\nstruct User {\n    #[schema(primary_key, auto_increment)]\n    id: i64,\n    #[schema(max_length = 80)]\n    email: String,\n}\n";

/// A package with the keys, and a revision.
fn shop() -> Shop {
    let shop = Shop::bare();
    shop.schema(&["init", "--dialect", "sqlite,postgres,mariadb,mysql"]).fine();
    let keys = "[package.metadata.schema]\nhistory-table = \"Shop History\"\nhistory-schema = \"ops\"\n";
    shop.write("Cargo.toml", &shop.read("Cargo.toml").replace("[package.metadata.schema]\n", keys));
    shop.models(MODELS);
    shop.schema(&["revision", "-m", "users"]).fine();
    shop.schema(&["check"]).fine();
    shop
}

async fn run(database: &Database, sql: &str) -> String {
    let mut session = database.session().await;
    let value = session.one(sql).await.unwrap();
    session.close().await.unwrap();
    value.unwrap_or_default()
}

#[test]
fn the_tool_keeps_the_history_where_the_metadata_says() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let shop = shop();
    for engine in support::engines() {
        let database = runtime.block_on(engine.database("history"));
        let url = database.url.as_str();
        let schema = |args: &[&str]| shop.schema(&[args, &["--database-url", url]].concat());
        let (quoted, what) = match engine.dialect.name() {
            "postgres" => ("\"ops\".\"Shop History\"", "in the named schema"),
            "sqlite" => ("\"Shop History\"", "in the file"),
            _ => ("`Shop History`", "in the database"),
        };
        assert!(schema(&["upgrade", "--sql"]).fine().stdout.contains(quoted), "{}: {what}", engine.dialect);
        schema(&["upgrade"]).fine();
        let rows = runtime.block_on(run(&database, &format!("SELECT CAST(count(*) AS CHAR(9)) FROM {quoted}")));
        assert_eq!(rows.trim(), "1", "{}", engine.dialect);
        let checked = schema(&["check", "--database"]).fine();
        assert!(!checked.all().contains("unmanaged"), "{}: {}", engine.dialect, checked.all());
        let status = schema(&["status"]).fine();
        assert!(!status.all().contains("warning"), "{}: {}", engine.dialect, status.all());
        schema(&["downgrade", "-1", "--yes"]).fine();
        schema(&["upgrade"]).fine();
        // Without the keys, the history is found under its other name, and nothing is begun anew.
        let keys = shop.read("Cargo.toml");
        let without: String =
            keys.lines().filter(|line| !line.starts_with("history-")).map(|line| format!("{line}\n")).collect();
        shop.write("Cargo.toml", &without);
        let refused = schema(&["upgrade"]);
        assert_eq!(refused.code, 6, "{}: {}", engine.dialect, refused.all());
        if engine.dialect != Dialect::POSTGRES {
            let message =
                "error: the database keeps a migration history in `Shop History`, and not in `_schema_revisions`";
            assert!(refused.stderr.contains(message), "{}: {}", engine.dialect, refused.all());
        }
        shop.write("Cargo.toml", &keys);
        schema(&["check", "--database"]).fine();
        if engine.dialect == Dialect::POSTGRES {
            runtime.block_on(async {
                let mut session = database.session().await;
                session.execute("DROP SCHEMA ops CASCADE").await.unwrap();
                session.close().await.unwrap();
            });
        }
    }
}

/// The program that is built from the same package looks for the history there, too.
#[test]
fn the_program_agrees() {
    let shop = Shop::with(MODELS);
    let keys = "[package.metadata.schema]\nhistory-table = \"Shop History\"\n";
    let manifest = shop.read("Cargo.toml").replace("[package.metadata.schema]\n", keys);
    let manifest = manifest.replacen("[dependencies]\n", "[dependencies]\nsqlx = { version = \"0.9\", default-features = false, features = [\"runtime-tokio\", \"sqlite\"] }\ntokio = { version = \"1\", features = [\"macros\", \"rt\"] }\n", 1);
    shop.write("Cargo.toml", &manifest.replacen("schema-core = { ", "schema-core = { features = [\"sqlite\"], ", 1));
    let main = "use schema_core::Schema;\nuse schema_core::migrate::Migrator;\n\n".to_owned()
        + MODELS
        + "\nstatic MIGRATOR: Migrator = schema_core::migrator!();\n\n#[tokio::main(flavor = \"current_thread\")]\nasync fn main() -> Result<(), schema_core::migrate::Error> {\n    MIGRATOR.require_current(\"sqlite:shop.db\").await\n}\n";
    shop.write("src/main.rs", &format!("#![allow(dead_code)]\n{main}"));
    shop.schema(&["revision", "-m", "users"]).fine();
    let before = shop.cargo(&["run", "-q"]);
    assert_eq!(before.code, 1, "{}", before.all());
    shop.schema(&["upgrade"]).fine();
    assert_eq!(shop.sqlite("SELECT slug FROM \"Shop History\""), "users");
    shop.cargo(&["run", "-q"]).fine();
}
