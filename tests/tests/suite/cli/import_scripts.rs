//! `cargo schema import`: scripts run as their tools ran them.

use crate::support;
use crate::support::shop;
use crate::support::shop::Shop;
use schema_core::connect::{Access, Connect as _, DatabaseUrl, Session};

fn url(shop: &Shop) -> String {
    format!("sqlite:{}", shop.path("shop.db").display())
}

/// Runs SQL on `shop.db`.
fn execute(shop: &Shop, sql: &str) {
    support::block_on(async {
        let mut session = support::session(&url(shop)).await;
        session.execute(sql).await.unwrap();
        session.close().await.unwrap();
    });
}

fn import(shop: &Shop, tool: &str, dir: &str, more: &[&str]) -> shop::Run {
    shop.schema(&[&["import", tool, dir, "--dialect", "sqlite"], more].concat())
}

const FAMILY: &str = "CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY, name TEXT);\n\
    CREATE TABLE posts (\n    id INTEGER NOT NULL PRIMARY KEY,\n    author INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE\n);\n";

/// Made by hand, as SQLite's own documentation says, for tools that leave foreign keys off.
const REBUILD: &str = "CREATE TABLE users_new (id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL);\n\
    INSERT INTO users_new SELECT id, coalesce(name, '') FROM users;\n\
    DROP TABLE users;\n\
    ALTER TABLE users_new RENAME TO users;\n";

/// How many rows there are.
fn rows(shop: &Shop, table: &str) -> String {
    support::block_on(async {
        let mut session: Session = DatabaseUrl::parse(&url(shop)).unwrap().into_session(Access::Read).await.unwrap();
        let count = session.one(&format!("SELECT count(*) FROM {table}")).await.unwrap();
        session.close().await.unwrap();
        count.unwrap_or_default()
    })
}

#[test]
fn no_row_goes_where_the_old_tool_has_foreign_keys_off() {
    let idioms = [
        format!("PRAGMA foreign_keys=OFF; COMMIT; BEGIN;\n{REBUILD}COMMIT;\nPRAGMA foreign_keys=ON;\nBEGIN;\n"),
        format!(
            "COMMIT TRANSACTION;\nPRAGMA foreign_keys = 0;\nBEGIN TRANSACTION;\n\n{REBUILD}\nCOMMIT TRANSACTION;\nPRAGMA foreign_keys(1);\nBEGIN TRANSACTION;\n"
        ),
        format!(
            "-- no-transaction\nPRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\n{REBUILD}COMMIT;\nPRAGMA foreign_keys=ON;\n"
        ),
        format!("PRAGMA foreign_keys=OFF;\n{REBUILD}PRAGMA foreign_keys=ON;\n"),
    ];
    let sqlx = |text: &str| {
        vec![("old/1_family.sql".to_owned(), FAMILY.to_owned()), ("old/2_rebuild.sql".to_owned(), text.to_owned())]
    };
    let mut histories: Vec<(&str, Vec<(String, String)>)> = idioms.iter().map(|text| ("sqlx", sqlx(text))).collect();
    let two = |first: &str, second: &str| {
        vec![(first.to_owned(), FAMILY.to_owned()), (second.to_owned(), REBUILD.to_owned())]
    };
    histories.push(("diesel", two("old/2024-01-01-000000_family/up.sql", "old/2024-01-02-000000_rebuild/up.sql")));
    histories.push(("refinery", two("old/V1__family.sql", "old/V2__rebuild.sql")));
    let mut outside = two("old/2024-01-01-000000_family/up.sql", "old/2024-01-02-000000_rebuild/up.sql");
    outside[1].1 = format!("PRAGMA foreign_keys=OFF;\nBEGIN;\n{REBUILD}COMMIT;\nPRAGMA foreign_keys=ON;\n");
    outside.push(("old/2024-01-02-000000_rebuild/metadata.toml".to_owned(), "run_in_transaction = false\n".to_owned()));
    histories.push(("diesel", outside));
    for (tool, files) in histories {
        let shop = Shop::bare();
        files.iter().for_each(|(name, text)| shop.write(name, text));
        import(&shop, tool, "old", &[]).fine();
        shop.schema(&["check"]).fine();
        let second = shop.read(&format!("migrations/{}/up.sql", file_name(&shop.revisions()[1])));
        assert!(second.starts_with("-- cargo-schema: foreign-keys=off\n"), "{tool}: {second}");
        shop.schema(&["upgrade", "+1"]).fine();
        execute(&shop, "INSERT INTO users VALUES (1, 'ann'), (2, NULL)");
        execute(&shop, "INSERT INTO posts VALUES (1, 1), (2, 1), (3, 2)");
        shop.schema(&["upgrade"]).fine();
        assert_eq!((rows(&shop, "users"), rows(&shop, "posts")), ("2".to_owned(), "3".to_owned()), "{tool}: {second}");
        shop.schema(&["check", "--database"]).fine();
        // Once more: the revisions are those of the folder.
        import(&shop, tool, "old", &["--dry-run"]).fine();
    }
}

fn file_name(path: &std::path::Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// With foreign keys on it would delete rows, and without a transaction they cannot be off.
#[test]
fn a_script_that_can_be_run_in_neither_way_is_refused() {
    let shop = Shop::bare();
    shop.write("old/1_family/up.sql", FAMILY);
    shop.write("old/2_rebuild/up.sql", &format!("{REBUILD}VACUUM;\n"));
    shop.write("old/2_rebuild/metadata.toml", "run_in_transaction = false\n");
    let before = shop.files();
    let run = import(&shop, "diesel", "old", &[]);
    assert_eq!(run.code, 6, "{}", run.all());
    assert!(run.stderr.contains("line 5: this cannot run in a transaction"), "{}", run.stderr);
    assert!(shop.files() == before);
}

#[test]
fn settings_of_the_runner_and_its_table() {
    let shop = Shop::bare();
    shop.write("old/1_family/up.sql", FAMILY);
    shop.write("old/1_family/down.sql", "DROP TABLE posts;\nDROP TABLE users;\n");
    shop.write("old/2_squashed/up.sql", "DELETE FROM __diesel_schema_migrations WHERE version = '0';\n");
    let session = ["--session", "PRAGMA defer_foreign_keys = ON;"];
    let run = import(&shop, "diesel", "old", &session).fine();
    assert!(run.stderr.contains("creates an empty `__diesel_schema_migrations`"), "{}", run.stderr);
    let text = |name: &str| shop.read(&format!("migrations/{}/{name}", file_name(&shop.revisions()[0])));
    assert_eq!(text("up.sql"), format!("PRAGMA defer_foreign_keys = ON;\n{FAMILY}"));
    assert!(
        text("down.sql")
            .starts_with("-- cargo-schema: foreign-keys=off\nPRAGMA defer_foreign_keys = ON;\nDROP TABLE posts;")
    );
    shop.schema(&["upgrade"]).fine();
    shop.schema(&["check", "--database"]).fine();
    shop.schema(&["downgrade", "-1"]);
    shop.schema(&["upgrade"]).fine();
    import(&shop, "diesel", "old", &["--dry-run"]).fine();
}

/// The dialect is that of the database that everything else is about.
#[test]
fn the_dialect_is_that_of_the_database() {
    let shop = Shop::bare();
    shop.write("old/1_family.sql", FAMILY);
    let run = shop.schema(&["import", "sqlx", "old", "--database-url", "sqlite:all.db", "--dry-run"]).fine();
    assert!(run.stdout.contains("setup: add `dialects` = sqlite"), "{}", run.all());
    let unknown = shop.schema(&["import", "sqlx", "old"]);
    assert!(unknown.code == 2 && unknown.stderr.contains("no dialect given"), "{}", unknown.all());
}

/// A package that has models keeps them, and is told.
#[test]
fn models_that_are_there_stay() {
    let shop = Shop::bare();
    shop.write("old/1_family.sql", FAMILY);
    shop.models(
        "#[derive(Schema)]\nstruct Users {\n    #[schema(primary_key)]\n    id: i64,\n    name: Option<String>,\n}\n",
    );
    let before = shop.read("src/main.rs");
    let run = import(&shop, "sqlx", "old", &[]).fine();
    assert!(run.stderr.contains("`src/main.rs` already has models, so none were written"), "{}", run.stderr);
    assert!(shop.read("src/main.rs") == before && !shop.path("src/models.rs").exists());
    assert_eq!(shop.schema(&["check"]).code, 1, "one table has no model");
}

#[test]
fn migrations_of_sea_orm_have_the_names_and_the_order_of_its_migrator() {
    let shop = Shop::bare();
    let migration = |head: &str| format!("{head}\nimpl MigrationTrait for Migration {{}}\n");
    shop.write("old/src/m00001_users.rs", &migration("#[derive(DeriveMigrationName)]\npub struct Migration;"));
    let stated = "impl MigrationName for Migration {\n    fn name(&self) -> &str {\n        \"m2020_posts\"\n    }\n}";
    shop.write("old/src/posts.rs", &migration(stated));
    shop.write("old/src/m00000_unused.rs", &migration("#[derive(DeriveMigrationName)]\npub struct Migration;"));
    shop.write(
        "old/src/lib.rs",
        "impl MigratorTrait for Migrator {\n    fn migrations() -> Vec<Box<dyn MigrationTrait>> {\n        vec![\n            \
         Box::new(posts::Migration),\n            Box::new(m00001_users::Migration),\n        ]\n    }\n}\n",
    );
    execute_new(
        &shop,
        "CREATE TABLE seaql_migrations (version varchar NOT NULL PRIMARY KEY, applied_at bigint NOT NULL)",
    );
    execute(&shop, "INSERT INTO seaql_migrations VALUES ('m2020_posts', 1)");
    let behind = import(&shop, "sea-orm", "old", &["--dry-run"]);
    assert!(behind.code == 6 && behind.stderr.contains("does not have migration `m00001_users`"), "{}", behind.all());
    execute(&shop, "INSERT INTO seaql_migrations VALUES ('m00001_users', 1)");
    execute(&shop, "CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY)");
    let run = import(&shop, "sea-orm", "old", &[]).fine();
    assert!(run.stderr.contains("skipped: `m00000_unused.rs`"), "{}", run.stderr);
    shop.schema(&["check", "--database"]).fine();
}

/// The same on a file that is not there yet.
fn execute_new(shop: &Shop, sql: &str) {
    std::fs::File::create(shop.path("shop.db")).unwrap();
    execute(shop, sql);
}

/// The database of a script that fails is thrown away: there is nothing to go on with.
#[test]
fn a_script_that_fails_names_no_upgrade() {
    const TABLES: &str = "CREATE TABLE a (id int PRIMARY KEY);\nCREATE TABLE b (id int PRIMARY KEY);\n";
    let servers = support::engines().into_iter().filter(support::Engine::is_mysql);
    for engine in servers {
        let server = engine.server().unwrap();
        let shop = Shop::bare();
        let try_it = |text: &str, more: &[&str]| {
            shop.write("old/1_tables.sql", text);
            let args = ["import", "sqlx", "old", "--dialect", engine.dialect.name(), "--scratch-url", server];
            shop.schema(&[&args, more].concat())
        };
        let twice = try_it(&format!("{TABLES}{TABLES}"), &[]);
        assert!(twice.code == 6 && twice.stderr.contains("at statement 3 of 4"), "{}", twice.all());
        for told in ["schema upgrade", "are done", "--session"] {
            assert!(!twice.stderr.contains(told), "{}", twice.all());
        }
        let key = "CREATE TABLE c (id int PRIMARY KEY, d int, FOREIGN KEY (d) REFERENCES d (id));\n\
                   CREATE TABLE d (id int PRIMARY KEY);\n";
        let checked = try_it(&format!("{TABLES}{key}"), &[]);
        assert!(checked.code == 6 && !checked.stderr.contains("schema upgrade"), "{}", checked.all());
        assert!(checked.stderr.contains("add `--session 'SET FOREIGN_KEY_CHECKS = 0'`"), "{}", checked.all());
        try_it(&format!("{TABLES}{key}"), &["--session", "SET FOREIGN_KEY_CHECKS = 0"]).fine();
    }
}
