//! `cargo schema import`: the histories of other tools, with the tables that those tools keep.

use crate::support;
use crate::support::shop;
use crate::support::shop::Shop;
use schema_core::connect::{Access, Connect as _, DatabaseUrl, Session};
use schema_core::schema::Dialect;
use snapbox::{assert_data_eq, str};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};

const USERS: &str = "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL);\n";
const BIO: &str = "-- for people\nALTER TABLE users ADD COLUMN bio TEXT;\nUPDATE users SET bio = '';\n";

/// Runs SQL on a database.
fn execute_on(url: &str, sql: &str) {
    support::block_on(async {
        let mut session: Session = DatabaseUrl::parse(url).unwrap().into_session(Access::Write).await.unwrap();
        session.execute(sql).await.unwrap();
        session.close().await.unwrap();
    });
}

/// Runs SQL on `shop.db`, as an old tool did.
fn execute(shop: &Shop, sql: &str) {
    execute_on(&format!("sqlite:{}", shop.path("shop.db").display()), sql);
}

/// Three migrations of sqlx, of which it has run two.
fn sqlx() -> Shop {
    let shop = Shop::bare();
    shop.write("migrations/20240101120000_users.sql", USERS);
    shop.write("migrations/20240102120000_bio.up.sql", BIO);
    shop.write("migrations/20240102120000_bio.down.sql", "ALTER TABLE users DROP COLUMN bio;\n");
    support::block_on(async {
        let options = SqliteConnectOptions::new().filename(shop.path("shop.db")).create_if_missing(true);
        let mut database = options.connect().await.unwrap();
        let migrator = sqlx::migrate::Migrator::new(shop.path("migrations")).await.unwrap();
        migrator.run_direct(None, &mut database, false).await.unwrap();
        database.close().await.unwrap();
    });
    shop.write(
        "migrations/20240103120000_names.sql",
        "-- no-transaction\nCREATE INDEX ix_names ON users (name);\nCREATE VIEW people AS SELECT name FROM users;\n",
    );
    shop
}

const IMPORT_SQLX: [&str; 6] = ["import", "sqlx", "migrations", "--dialect", "sqlite", "--dry-run"];

fn import(shop: &Shop, tool: &str, dir: &str, more: &[&str]) -> shop::Run {
    shop.schema(&[&["import", tool, dir, "--dialect", "sqlite"], more].concat())
}

#[test]
fn sqlx_is_shown_first_and_then_taken_over() {
    let shop = sqlx();
    let before = shop.files();
    assert_data_eq!(
        shop.schema(&IMPORT_SQLX).all(),
        str![[r#"
[ID]_users: 1 change, applied
[ID]_bio: 1 change, 1 untracked, applied
[ID]_names: 1 change, 1 untracked, pending
setup: create `build.rs`, which compares models and revisions
setup: add `schema-core` in `[dependencies]`
setup: add `schema-core` with feature `build` in `[build-dependencies]`
setup: add `migrations` = revisions in `[package.metadata.schema]`
setup: add `dialects` = sqlite in `[package.metadata.schema]`
setup: add `database-url` = sqlite:shop.db in `[package.metadata.schema]`
write: 3 revisions in `revisions/`
write: src/models.rs: 1 model
setup: change `src/main.rs`: `mod models;`
stamp: sqlite:shop.db at [ID]_bio (2 revisions)
--- stderr
warning: not tracked as schema changes: 1 create view, 1 update
   Unchanged dry run, nothing was written; to write, run again without `--dry-run`
--- exit 0

"#]]
    );
    assert!(shop.files() == before, "a look changes nothing");
    assert_data_eq!(
        import(&shop, "sqlx", "migrations", &[]).all(),
        str![[r#"
[ID]_users: 1 change, applied
[ID]_bio: 1 change, 1 untracked, applied
[ID]_names: 1 change, 1 untracked, pending
--- stderr
warning: not tracked as schema changes: 1 create view, 1 update
     Created `build.rs`, which compares models and revisions
       Added `schema-core` in `[dependencies]`
       Added `schema-core` with feature `build` in `[build-dependencies]`
       Added `migrations` = revisions in `[package.metadata.schema]`
       Added `dialects` = sqlite in `[package.metadata.schema]`
       Added `database-url` = sqlite:shop.db in `[package.metadata.schema]`
     Created revisions/: 3 revisions
     Created src/models.rs: 1 model
     Changed `src/main.rs`: `mod models;`
     Stamped sqlite:shop.db at [ID]_bio (2 revisions)
   Remaining steps:
             - remove `sqlx::migrate!` and `sqlx migrate run`, because two migration runners must not change one schema; `cargo schema doctor` lists the calls
             - keep `migrations` and the table `_sqlx_migrations` until no old version of the program runs; then remove them
             - stamp each other database: `cargo schema import sqlx migrations --database-url <url>`
--- exit 0

"#]]
    );
    for (path, text) in &before {
        let stays = path.file_name().is_some_and(|name| name != "shop.db" && name != "Cargo.toml" && name != "main.rs");
        assert!(!stays || std::fs::read(path).unwrap() == *text, "{} changed", path.display());
    }
    assert_data_eq!(
        shop.read("revisions/20240102120000_bio/revision.toml"),
        str![[r##"
# Imported from sqlx.
# Not tracked as schema changes:
#   update `users`

format = 2
id = "20240102120000"
parents = ["20240101120000"]
message = "bio"
dialects = ["sqlite"]

[[changes]]
add_column = { table = "users", name = "bio", type = "text", null = true }

"##]]
    );
    assert_eq!(shop.read("revisions/20240102120000_bio/up.sql"), BIO);
    assert_eq!(shop.read("revisions/20240102120000_bio/down.sql"), "ALTER TABLE users DROP COLUMN bio;\n");
    assert!(!shop.path("revisions/20240101120000_users/down.sql").exists());
    let names = shop.read("revisions/20240103120000_names/up.sql");
    assert!(names.starts_with("-- cargo-schema: no-transaction\n-- no-transaction\nCREATE INDEX"), "{names}");

    // What was pending is pending, and then comes what is new.
    assert!(shop.schema(&["status"]).fine().stdout.contains(" is at [ID]_bio, "));
    shop.schema(&["upgrade"]).fine();
    shop.models(
        "#[derive(Schema)]\n#[schema(table = \"users\")]\nstruct User {\n    #[schema(primary_key)]\n    id: i64,\n    \
         #[schema(index(name = \"ix_names\"))]\n    name: String,\n    bio: Option<String>,\n    age: Option<i64>,\n}\n",
    );
    let revision = shop.schema(&["revision", "-m", "age"]).fine();
    assert!(revision.stderr.contains("+ add column `users.age`"), "{}", revision.stderr);
    assert!(!revision.stderr.contains("- "), "nothing but that: {}", revision.stderr);
    shop.schema(&["upgrade"]).fine();
    shop.schema(&["check", "--database"]).fine();

    // A new database comes out the same, and a second one with the old table is marked.
    shop.schema(&["upgrade", "--database-url", "sqlite:new.db"]).fine();
    shop.schema(&["check", "--database", "--database-url", "sqlite:new.db"]).fine();
}

#[test]
fn a_second_database_is_marked_without_writing_again() {
    let shop = sqlx();
    std::fs::copy(shop.path("shop.db"), shop.path("other.db")).unwrap();
    import(&shop, "sqlx", "migrations", &[]).fine();
    let run = import(&shop, "sqlx", "migrations", &["--database-url", "sqlite:other.db"]).fine();
    assert!(run.stderr.contains("Stamped sqlite:other.db at [ID]_bio (2 revisions)"), "{}", run.stderr);
    assert!(!run.stderr.contains("Created"), "{}", run.stderr);
    shop.write("migrations/20240104120000_late.sql", "CREATE TABLE late (id INTEGER);\n");
    let late = import(&shop, "sqlx", "migrations", &[]);
    assert_eq!(late.code, 6, "{}", late.all());
    assert!(late.stderr.contains("migration `[ID]` is not one of them"), "{}", late.stderr);
}

#[test]
fn a_failed_migration_is_refused() {
    let shop = sqlx();
    execute(&shop, "UPDATE _sqlx_migrations SET success = false WHERE version = 20240102120000");
    let before = shop.files();
    assert_data_eq!(
        import(&shop, "sqlx", "migrations", &[]).all(),
        str![[r#"
--- stderr
error: migration `[ID]` failed on `sqlite:shop.db`, and may be partially applied

Caused by:
  its row in `_sqlx_migrations` has `success = false`

help: fix the database with sqlx first, then import again
--- exit 6

"#]]
    );
    assert!(shop.files() == before);
}

#[test]
fn gaps_and_strangers_are_refused() {
    let shop = sqlx();
    execute(&shop, "INSERT INTO _sqlx_migrations VALUES (20240101130000, 'x', CURRENT_TIMESTAMP, true, x'00', 1)");
    let stranger = import(&shop, "sqlx", "migrations", &["--dry-run"]);
    assert_eq!(stranger.code, 6);
    assert!(stranger.stderr.contains("but is not in the directory"), "{}", stranger.stderr);
    execute(&shop, "DELETE FROM _sqlx_migrations WHERE version <> 20240102120000");
    let gap = import(&shop, "sqlx", "migrations", &["--dry-run"]);
    assert_eq!(gap.code, 6);
    assert!(gap.stderr.contains("has migration `[ID]`, but not `[ID]` before it"), "{}", gap.stderr);
}

#[test]
fn an_edited_file_is_told() {
    let shop = sqlx();
    shop.write("migrations/20240101120000_users.sql", &format!("-- edited\n{USERS}"));
    let run = import(&shop, "sqlx", "migrations", &["--dry-run"]).fine();
    assert!(run.stderr.contains("[ID]_users.sql` was edited after it was applied"), "{}", run.stderr);
    assert_eq!(run.stderr.matches("was edited").count(), 1, "{}", run.stderr);
}

#[test]
fn a_database_that_drifted_is_refused() {
    let shop = sqlx();
    execute(&shop, "ALTER TABLE users ADD COLUMN extra TEXT");
    let before = shop.files();
    let run = import(&shop, "sqlx", "migrations", &[]);
    assert_data_eq!(
        run.stderr,
        str![[r#"
warning: not tracked as schema changes: 1 create view, 1 update
error: `sqlite:shop.db` does not match its migrations up to `[ID]_bio`

Caused by:
  changes needed to match:
  - drop column `users.extra`

help: nothing was written; to import and stamp anyway, run `cargo schema import sqlx migrations --force`

"#]]
    );
    assert_eq!(run.code, 6);
    assert!(shop.files() == before);
    import(&shop, "sqlx", "migrations", &["--force"]).fine();
    assert_eq!(shop.schema(&["check", "--database"]).code, 1);
}

#[test]
fn what_is_no_script_is_named_with_its_line() {
    let shop = Shop::bare();
    shop.write("migrations/1_users.sql", "CREATE TABLE users (id INTEGER);\n.import users.csv users\n");
    assert_data_eq!(
        shop.schema(&IMPORT_SQLX).all(),
        str![[r#"
--- stderr
error: migration `1` is not a valid script
 --> migrations/1_users.sql

Caused by:
  line 2: this is a command of the database's shell, not SQL

help: fix it in a copy of the directory, and import the copy
--- exit 6

"#]]
    );
    shop.write("migrations/1_users.sql", "CREATE TABLE users (id NONSENSE REFERENCES);\n");
    assert_data_eq!(
        shop.schema(&IMPORT_SQLX).all(),
        str![[r#"
--- stderr
error: migration `1` failed on an empty database
 --> migrations/1_users.sql

Caused by:
  revision `00000000000001_users` failed at statement 1 of 1 (up.sql, line 1): near ")": syntax error (code 1)

help: to create a single revision from the database instead, add `--baseline`
--- exit 6

"#]]
    );
    shop.write("migrations/1_users.sql", "BEGIN;\nCREATE TABLE users (id INTEGER);\nCOMMIT;\n");
    import(&shop, "sqlx", "migrations", &[]).fine();
    assert_eq!(
        shop.read("revisions/00000000000001_users/up.sql"),
        "-- BEGIN;\nCREATE TABLE users (id INTEGER);\n-- COMMIT;\n"
    );
}

#[test]
fn diesel() {
    let shop = Shop::bare();
    shop.write("old/2024-01-01-120000_users/up.sql", USERS);
    shop.write("old/2024-01-01-120000_users/down.sql", "DROP TABLE users;\n");
    shop.write("old/2024-01-02-120000-0000_bio/up.sql", "ALTER TABLE users RENAME COLUMN name TO full_name;\n");
    shop.write("old/2024-01-02-120000-0000_bio/down.sql", "-- none\n");
    shop.write("old/2024-01-02-120000-0000_bio/metadata.toml", "run_in_transaction = false\n");
    shop.write("old/2024-01-03-120000_people/up.sql", "ALTER TABLE users RENAME TO people;\n");
    let table = "CREATE TABLE __diesel_schema_migrations (version VARCHAR(50) PRIMARY KEY NOT NULL,
        run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP);
        INSERT INTO __diesel_schema_migrations (version) VALUES ('20240101120000'), ('202401021200000000');";
    execute(&shop, &format!("{USERS}ALTER TABLE users RENAME COLUMN name TO full_name;{table}"));
    let run = import(&shop, "diesel", "old", &["-v", "--dry-run"]).fine();
    assert_data_eq!(
        run.stdout,
        str![[r#"
[ID]_users: 1 change, applied
  + create table `users`: 2 columns
202401021200000000_bio: 1 change, applied
  ~ rename column `users.name` to `full_name`
[ID]_people: 1 change, pending
  ~ rename table `users` to `people`
setup: create `build.rs`, which compares models and revisions
setup: add `schema-core` in `[dependencies]`
setup: add `schema-core` with feature `build` in `[build-dependencies]`
setup: add `dialects` = sqlite in `[package.metadata.schema]`
setup: add `database-url` = sqlite:shop.db in `[package.metadata.schema]`
write: 3 revisions in `migrations/`
write: src/models.rs: 1 model
setup: change `src/main.rs`: `mod models;`
stamp: sqlite:shop.db at 202401021200000000_bio (2 revisions)

"#]]
    );
    import(&shop, "diesel", "old", &[]).fine();
    assert!(shop.read("migrations/202401021200000000_bio/up.sql").starts_with("-- cargo-schema: no-transaction\n"));
    assert!(!shop.path("migrations/202401021200000000_bio/down.sql").exists(), "it would take nothing back");
    shop.schema(&["upgrade"]).fine();
    shop.schema(&["upgrade", "--database-url", "sqlite:new.db"]).fine();
}

#[test]
fn refinery() {
    let shop = Shop::bare();
    shop.write("db/V1__users.sql", USERS);
    shop.write("db/later/V2__bio.sql", BIO);
    shop.write("db/later/U3__tags.sql", "CREATE TABLE tags (name TEXT PRIMARY KEY);\n");
    shop.write("db/notes.sql", "SELECT 1;\n");
    execute(
        &shop,
        &format!(
            "{USERS}CREATE TABLE refinery_schema_history (version INT4 PRIMARY KEY, name VARCHAR(255),
             applied_on VARCHAR(255), checksum VARCHAR(255));
             INSERT INTO refinery_schema_history VALUES (1, 'users', '2024-01-01T12:00:00Z', '42');"
        ),
    );
    let run = import(&shop, "refinery", "db", &[]).fine();
    assert_data_eq!(
        run.all(),
        str![[r#"
00000000000001_users: 1 change, applied
00000000000002_bio: 1 change, 1 untracked, pending
00000000000003_tags: 1 change, pending
--- stderr
warning: skipped: `notes.sql`: not a migration file name
warning: `db/V1__users.sql` was edited after it was applied: its checksum differs
warning: not tracked as schema changes: 1 update
     Created `build.rs`, which compares models and revisions
       Added `schema-core` in `[dependencies]`
       Added `schema-core` with feature `build` in `[build-dependencies]`
       Added `dialects` = sqlite in `[package.metadata.schema]`
       Added `database-url` = sqlite:shop.db in `[package.metadata.schema]`
     Created migrations/: 3 revisions
     Created src/models.rs: 2 models
     Changed `src/main.rs`: `mod models;`
     Stamped sqlite:shop.db at 00000000000001_users (1 revision)
   Remaining steps:
             - remove `embed_migrations!`, `runner().run` and `refinery migrate`, because two migration runners must not change one schema; `cargo schema doctor` lists the calls
             - keep `db` and the table `refinery_schema_history` until no old version of the program runs; then remove them
             - stamp each other database: `cargo schema import refinery db --database-url <url>`
--- exit 0

"#]]
    );
    shop.schema(&["upgrade"]).fine();
}

#[test]
fn flyway() {
    let shop = Shop::bare();
    shop.write("sql/V1__users.sql", USERS);
    shop.write("sql/V1_1__bio.sql", BIO);
    shop.write("sql/V1.10__tags.sql", "CREATE TABLE tags (name TEXT PRIMARY KEY);\n");
    shop.write("sql/U1.1__bio.sql", "ALTER TABLE users DROP COLUMN bio;\n");
    shop.write("sql/R__views.sql", "CREATE VIEW v AS SELECT 1;\n");
    let table = "CREATE TABLE flyway_schema_history (installed_rank INT PRIMARY KEY, version VARCHAR(50),
        description VARCHAR(200), type VARCHAR(20), script VARCHAR(1000), checksum INT, installed_by VARCHAR(100),
        installed_on TEXT, execution_time INT, success BOOLEAN);
        INSERT INTO flyway_schema_history (installed_rank, version, type, checksum, success) VALUES
        (1, '1', 'BASELINE', NULL, 1), (2, '1.1', 'SQL', 5, 1), (3, '1.10', 'SQL', 5, 1), (4, NULL, 'SQL', 5, 1),
        (5, '1.10', 'UNDO_SQL', 5, 1);";
    execute(&shop, &format!("{USERS}{BIO}{table}"));
    let run = import(&shop, "flyway", "sql", &["--dry-run"]).fine();
    assert_data_eq!(
        run.all(),
        str![[r#"
00000000000001_users: 1 change, applied
00000000000001.0001_bio: 1 change, 1 untracked, applied
00000000000001.0010_tags: 1 change, pending
setup: create `build.rs`, which compares models and revisions
setup: add `schema-core` in `[dependencies]`
setup: add `schema-core` with feature `build` in `[build-dependencies]`
setup: add `dialects` = sqlite in `[package.metadata.schema]`
setup: add `database-url` = sqlite:shop.db in `[package.metadata.schema]`
write: 3 revisions in `migrations/`
write: src/models.rs: 2 models
setup: change `src/main.rs`: `mod models;`
stamp: sqlite:shop.db at 00000000000001.0001_bio (2 revisions)
--- stderr
warning: skipped: `R__views.sql`: a repeatable migration; create its objects in a revision
warning: `sql/V1_1__bio.sql` was edited after it was applied: its checksum differs
warning: not tracked as schema changes: 1 update
   Unchanged dry run, nothing was written; to write, run again without `--dry-run`
--- exit 0

"#]]
    );
    shop.write("sql/V2__schema.sql", "SELECT 1;\nCREATE TABLE ${prefix}x (id INTEGER);\n");
    let placeholder = import(&shop, "flyway", "sql", &["--dry-run"]);
    assert_eq!(placeholder.code, 6);
    assert!(placeholder.stderr.contains("line 2 has the placeholder `${prefix}`"), "{}", placeholder.stderr);
}

#[test]
fn programs_become_one_baseline() {
    for (tool, table) in [
        (
            "sea-orm",
            "CREATE TABLE seaql_migrations (version VARCHAR PRIMARY KEY, applied_at BIGINT NOT NULL);
            INSERT INTO seaql_migrations VALUES ('m20220101_000001_users', 1), ('m20220102_000001_bio', 2);",
        ),
        (
            "alembic",
            "CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY);
            INSERT INTO alembic_version VALUES ('b2');",
        ),
    ] {
        let shop = Shop::bare();
        shop.write("old/src/lib.rs", "mod m20220101_000001_users;\n");
        shop.write("old/src/m20220101_000001_users.rs", "// Rust\n");
        shop.write("old/src/m20220102_000001_bio.rs", "// Rust\n");
        shop.write("old/versions/b2_bio.py", "\"\"\"bio\"\"\"\nrevision = 'b2'\ndown_revision = 'a1'\n");
        shop.write("old/versions/a1_users.py", "\"\"\"users\"\"\"\nrevision: str = 'a1'\ndown_revision = None\n");
        let nothing = import(&shop, tool, "old", &["--dry-run"]);
        assert!(nothing.stderr.contains("needs a database that has them"), "{}", nothing.all());
        let elsewhere = import(&shop, tool, "old", &["--database-url", "sqlite:elsewhere.db", "--dry-run"]);
        assert!(elsewhere.stderr.contains("\n  database `sqlite:elsewhere.db` not found\n"), "{}", elsewhere.all());
        execute(
            &shop,
            &format!(
                "{USERS}{BIO}{table}CREATE INDEX ix_users_name ON users (name); CREATE VIEW people AS SELECT name FROM users;"
            ),
        );
        let run = import(&shop, tool, "old", &[]).fine();
        assert!(
            run.stdout.starts_with("[ID]_baseline_from_sea_orm: ")
                || run.stdout.starts_with("00000000000001_baseline_from_alembic: "),
            "{}",
            run.stdout
        );
        assert!(run.stderr.contains("a single revision is created from the database"), "{}", run.stderr);
        assert!(run.stderr.contains("`cargo schema stamp head --database-url <url>`"), "{}", run.stderr);
        assert_eq!(shop.revisions().len(), 1);
        assert!(shop.schema(&["current"]).fine().stdout.contains("(head)"));
        shop.schema(&["upgrade", "--database-url", "sqlite:new.db"]).fine();
        assert_eq!(shop.schema(&["stamp", "head", "--database-url", "sqlite:new.db"]).code, 0);
        shop.schema(&["downgrade", "base", "--database-url", "sqlite:new.db"]).fine();
    }
}

#[test]
fn a_baseline_needs_every_migration() {
    let shop = sqlx();
    let pending = import(&shop, "sqlx", "migrations", &["--baseline", "--dry-run"]);
    assert_eq!(pending.code, 6);
    assert!(pending.stderr.contains("does not have migration `[ID]`"), "{}", pending.stderr);
    std::fs::remove_file(shop.path("migrations/20240103120000_names.sql")).unwrap();
    let run = import(&shop, "sqlx", "migrations", &["--baseline"]).fine();
    assert!(run.stderr.contains("Stamped sqlite:shop.db at [ID]_baseline_from_sqlx (1 revision)"), "{}", run.stderr);
    assert!(run.stderr.contains("`cargo schema stamp head --database-url <url>`"), "{}", run.stderr);
}

#[test]
fn wrong_words_are_told() {
    let shop = sqlx();
    assert_data_eq!(
        import(&shop, "liquibase", "migrations", &["--dry-run"]).all(),
        str![[r#"
--- stderr
error: cannot import migrations of `liquibase`

Caused by:
  supported tools: sqlx, diesel, sea-orm, refinery, flyway, alembic
--- exit 2

"#]]
    );
    assert_eq!(import(&shop, "sqlx", "nowhere", &["--dry-run"]).code, 2);
    assert_eq!(import(&shop, "diesel", "migrations", &["--dry-run"]).code, 2, "no folder with `up.sql`");
    assert_eq!(shop.schema(&["init", "--dialect", "sqlite,postgres", "--import", "sqlx", "migrations"]).code, 2);
    let scratch = shop.schema(&["import", "sqlx", "migrations", "--dialect", "postgres"]);
    assert!(scratch.stderr.contains("`--scratch-url <url>`"), "{}", scratch.all());
}

#[test]
fn on_servers_in_a_scratch_database() {
    for engine in support::engines() {
        if engine.dialect == Dialect::SQLITE {
            continue;
        }
        let database = support::block_on(engine.database("import"));
        let url = database.url.as_str();
        let shop = Shop::bare();
        let users = "CREATE TABLE users (id BIGINT NOT NULL PRIMARY KEY, name VARCHAR(80) NOT NULL)";
        let named = "ALTER TABLE users ADD CONSTRAINT uq_users_name UNIQUE (name)";
        shop.write("old/2024-01-01-120000_users/up.sql", &format!("{users};\n"));
        shop.write("old/2024-01-01-120000_users/down.sql", "DROP TABLE users;\n");
        shop.write("old/2024-01-02-120000_names/up.sql", &format!("{named};\n"));
        shop.write("old/2024-01-03-120000_view/up.sql", "CREATE VIEW people AS SELECT name FROM users;\n");
        let table = "CREATE TABLE __diesel_schema_migrations (version VARCHAR(50) PRIMARY KEY NOT NULL,
            run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP)";
        let rows = "INSERT INTO __diesel_schema_migrations (version) VALUES ('20240101120000'), ('20240102120000')";
        [users, named, table, rows].into_iter().for_each(|sql| execute_on(url, sql));
        let dialect = engine.dialect.name();
        let import = ["import", "diesel", "old", "--dialect", dialect, "--database-url", url, "--scratch-url", url];
        let shown = shop.schema(&[&import[..], &["--dry-run"]].concat()).fine();
        assert!(shown.stdout.contains("_names: 1 change, applied"), "{}", shown.all());
        assert!(shown.stdout.contains("_view: 0 changes, 1 untracked, pending"), "{}", shown.all());
        assert_eq!(scratch_databases(url, engine.dialect, &shown), [""; 0]);
        let written = shop.schema(&import).fine();
        assert_eq!(scratch_databases(url, engine.dialect, &written), [""; 0]);
        shop.schema(&["upgrade", "--database-url", url]).fine();
        shop.schema(&["stamp", "head", "--database-url", url]).fine();
    }
}

/// The scratch databases that `run` left on the server. Other tests have theirs there at the same time.
fn scratch_databases(url: &str, dialect: Dialect, run: &shop::Run) -> Vec<String> {
    let (name, list) = match dialect.name() {
        "postgres" => ("datname", "pg_database"),
        _ => ("schema_name", "information_schema.schemata"),
    };
    let sql = format!("SELECT {name} FROM {list} WHERE {name} LIKE 'cargo_schema_scratch_{}_%'", run.process);
    support::block_on(async {
        let mut session: Session = DatabaseUrl::parse(url).unwrap().into_session(Access::Read).await.unwrap();
        let rows = session.rows(&sql).await.unwrap();
        rows.iter().map(|row| row.text(0).to_owned()).collect()
    })
}
