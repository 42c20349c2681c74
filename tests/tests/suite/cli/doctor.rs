//! `cargo schema doctor`: what it finds in sources, set-up and databases, and what it leaves alone.

use crate::support;
use crate::support::shop::{Run, Shop};
use schema_core::schema::Dialect;
use serde_json::Value;
use snapbox::{assert_data_eq, str};

const USERS: &str = r#"
#[derive(Schema)]
#[schema(table = "users")]
struct User {
    #[schema(primary_key)]
    id: i64,
    name: String,
}
"#;

/// The findings of a JSON report, each as `code: file:line: message`; notes with `(note)` in front.
fn findings(run: &Run) -> Vec<String> {
    let value: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {}", run.all()));
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let show = |it: &Value| {
        let span = &it["spans"][0];
        let line = span["line"].as_u64().map(|line| format!(":{line}")).unwrap_or_default();
        let file = span["file"].as_str().map(|file| format!("{file}{line}: ")).unwrap_or_default();
        assert!(it["help"]["text"].is_string(), "{it}");
        let note = if it["severity"] == "note" { "(note) " } else { "" };
        format!("{note}{}: {file}{}", text(&it["code"]), text(&it["message"]))
    };
    let found: Vec<String> = value["diagnostics"].as_array().unwrap().iter().map(show).collect();
    let counting = found.iter().any(|it| !it.starts_with("(note)"));
    assert_eq!(run.code, i32::from(counting), "{}", run.all());
    found
}

#[track_caller]
fn doctor(shop: &Shop, args: &[&str]) -> Vec<String> {
    let run = shop.schema(&[&["doctor", "--format", "json"], args].concat());
    findings(&run)
}

/// A package with one revision, which its database has.
fn upgraded() -> Shop {
    let shop = Shop::with(USERS);
    shop.schema(&["revision", "-m", "users"]).fine();
    shop.schema(&["upgrade"]).fine();
    shop
}

fn sqlite(shop: &Shop, sql: &str) {
    let url = format!("sqlite:{}", shop.path("shop.db").display());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let mut session = support::session(&url).await;
        session.execute(sql).await.unwrap();
        session.close().await.unwrap();
    });
}

#[test]
fn nothing_to_do() {
    let shop = upgraded();
    let before = shop.files();
    let run = shop.schema(&["doctor"]);
    assert_data_eq!(
        run.all(),
        str![[r#"
--- stderr
     Checked 1 source file, the project setup and sqlite:shop.db: nothing to do
--- exit 0

"#]]
    );
    assert_eq!(doctor(&shop, &[]), [""; 0]);
    assert!(before == shop.files(), "something was written");
}

#[test]
fn second_ways_of_making_tables() {
    let shop = upgraded();
    shop.write(
        "src/main.rs",
        &format!("use schema_core::*;\nmod db;\n#[cfg(test)]\nmod tests;\n{USERS}\nfn main() {{}}\n"),
    );
    shop.write(
        "src/db.rs",
        r#"async fn start(pool: &Pool) {
    sqlx::query("CREATE TABLE IF NOT EXISTS sessions (id TEXT PRIMARY KEY)").execute(pool).await;
    sqlx::migrate!().run(pool).await;
    pool.execute(include_str!("../sql/all.sql")).await;
    schema.create_table_from_entity(a);
    schema.create_table_from_entity(b);
    // cargo-schema: runtime-ddl
    pool.execute("CREATE TABLE cache (a)");
    pool.execute("CREATE TEMP TABLE scratch (a)");
}
"#,
    );
    let offence = "fn f() { x(\"CREATE TABLE meant_for_tests (a)\") }";
    for file in ["src/tests.rs", "tests/it.rs", "benches/b.rs", "examples/e.rs", "other/x.rs"] {
        shop.write(file, offence);
    }
    // No `mod` that can be seen leads here: `cfg_if! { … mod windows; }`.
    shop.write("src/windows.rs", "fn f() { x(\"DROP TABLE IF EXISTS old\") }");
    shop.write("sql/all.sql", "-- all\nCREATE INDEX i ON users (name);\n");
    assert_data_eq!(
        shop.schema(&["doctor"]).all(),
        str![[r#"
warning: `CREATE TABLE sessions` outside a revision
 --> src/db.rs:2:18
  |
2 |     sqlx::query("CREATE TABLE IF NOT EXISTS sessions (id TEXT PRIMARY KEY)").execute(pool).await;
  |                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: declare `sessions` as a model, run `cargo schema revision`, then delete this statement; if this is intentional, add `// cargo-schema: runtime-ddl` above it

warning: `sqlx::migrate!` runs migrations of sqlx beside the revisions
 --> src/db.rs:3:11
  |
3 |     sqlx::migrate!().run(pool).await;
  |           ^^^^^^^
  |
  = help: import their history with `cargo schema import sqlx <dir>`; then call `MIGRATOR.upgrade` instead; if this is intentional, add `// cargo-schema: runtime-ddl` above it

warning: `../sql/all.sql` creates or alters tables outside a revision
 --> src/db.rs:4:18
  |
4 |     pool.execute(include_str!("../sql/all.sql")).await;
  |                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: move it to a revision created with `cargo schema revision --empty`, then delete this statement; if this is intentional, add `// cargo-schema: runtime-ddl` above it

warning: `create_table_from_entity` of SeaORM creates tables outside a revision
 --> src/db.rs:5:12
  |
5 |     schema.create_table_from_entity(a);
  |            ^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: declare the tables as models, run `cargo schema revision`, and call `MIGRATOR.upgrade` instead; if this is intentional, add `// cargo-schema: runtime-ddl` above it
  also at src/db.rs:6:12

warning: `DROP TABLE old` outside a revision
 --> src/windows.rs:1:13
  |
1 | fn f() { x("DROP TABLE IF EXISTS old") }
  |             ^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: move it to a revision created with `cargo schema revision --empty`, then delete this statement; if this is intentional, add `// cargo-schema: runtime-ddl` above it
--- stderr
     Checked 4 source files, the project setup and sqlite:shop.db: 6 findings
--- exit 1

"#]]
    );
}

#[test]
fn packages_without_models_and_with_a_schema_of_their_own() {
    let shop = upgraded();
    let manifest = shop.read("Cargo.toml") + "\n[workspace]\nmembers = [\"jobs\", \"billing\"]\nresolver = \"3\"\n";
    shop.write("Cargo.toml", &manifest);
    let member = |name: &str, keys: &str| {
        let manifest = format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n{keys}");
        shop.write(&format!("{name}/Cargo.toml"), &manifest);
        shop.write(&format!("{name}/src/lib.rs"), "pub fn f() { x(\"CREATE TABLE in_a_member (a int)\") }\n");
    };
    member("jobs", "");
    member("billing", "[package.metadata.schema]\ndialects = [\"sqlite\"]\n");
    let found = "runtime-ddl: jobs/src/lib.rs:1: `CREATE TABLE in_a_member` outside a revision";
    assert_eq!(doctor(&shop, &["-p", "shop"]), [found]);
}

#[test]
fn the_set_up() {
    let shop = Shop::bare();
    let codes = |shop: &Shop| -> Vec<String> {
        doctor(shop, &[]).iter().map(|it| it.split(':').next().unwrap().to_owned()).collect()
    };
    let dependencies = "dependencies";
    let not_set_up = ["not-set-up", "no-build-script", dependencies, dependencies];
    assert_eq!(codes(&shop), not_set_up);
    // The command has what `init` would ask for next.
    let advised = shop.schema(&["doctor"]).all();
    assert!(
        advised.contains("`cargo schema init -p shop --dialect sqlite --git <url>` or `--path <dir>`"),
        "{advised}"
    );

    shop.schema(&["init", "--dialect", "sqlite"]).fine();
    assert_eq!(codes(&shop), ["(note) no-database"]);
    let manifest = shop.read("Cargo.toml");
    let with = |old: &str, new: &str| {
        assert!(manifest.contains(old), "{manifest}");
        shop.write("Cargo.toml", &manifest.replace(old, new));
        let mut found = doctor(&shop, &[]);
        found.retain(|it| !it.starts_with("(note)"));
        shop.write("Cargo.toml", &manifest);
        found
    };
    assert_eq!(
        with("features = [\"build\"]", "features = []"),
        ["dependencies: Cargo.toml: `schema-core` in `[build-dependencies]` has no feature `build`"]
    );
    assert!(with("edition = \"2024\"", "edition = \"2018\"")[0].starts_with("resolver: Cargo.toml: "));
    assert!(with("edition = \"2024\"", "edition = \"2024\"\nresolver = \"1\"")[0].starts_with("resolver"));
    assert_eq!(with("edition = \"2024\"", "edition = \"2018\"\nresolver = \"2\""), [""; 0]);
    assert!(with("edition = \"2024\"", "edition = \"2024\"\ninclude = [\"src\"]")[0].starts_with("not-packaged"));
    assert!(with("edition = \"2024\"", "edition = \"2024\"\nexclude = [\"/migrations\"]")[0].starts_with("not-pack"));
    assert_eq!(
        with("edition = \"2024\"", "edition = \"2024\"\ninclude = [\"/src\", \"migrations/**/*.sql\"]"),
        [""; 0]
    );
    assert_eq!(with("edition = \"2024\"", "edition = \"2024\"\npublish = false\ninclude = [\"src\"]"), [""; 0]);
    let secret = with("database-url = \"sqlite:shop.db\"", "database-url = \"postgres://a:hunter2@localhost/b\"");
    assert!(secret[0].starts_with("password: Cargo.toml: "), "{secret:?}");
    assert!(secret[1].starts_with("unsupported-dialect: "), "{secret:?}");
    assert!(!secret.concat().contains("hunter2"), "{secret:?}");

    for script in ["fn main() {}\n", "fn main() {\n    // schema_core::build::run();\n}\n"] {
        shop.write("build.rs", script);
        assert!(doctor(&shop, &[])[0].starts_with("build-script: build.rs: "), "{script}");
    }
    shop.write("build.rs", "use schema_core::build;\nfn main() -> Result<(), ()> { build::run(); Ok(()) }\n");
    assert_eq!(codes(&shop), ["(note) no-database"]);

    let lock = shop.read("Cargo.lock");
    let version = format!("name = \"schema-core\"\nversion = \"{}\"", env!("CARGO_PKG_VERSION"));
    assert!(lock.contains(&version));
    shop.write("Cargo.lock", &lock.replace(&version, "name = \"schema-core\"\nversion = \"99.0.0\""));
    let found = doctor(&shop, &[]);
    assert!(found[0].starts_with("versions: Cargo.lock: this is cargo-schema "), "{found:?}");
    assert!(found[0].ends_with("the workspace builds with schema-core 99.0.0"), "{found:?}");
}

#[test]
fn the_revisions() {
    let shop = upgraded();
    let first = shop.revisions()[0].clone();
    let id = first.file_name().unwrap().to_str().unwrap()[..14].to_owned();
    let add = |id: &str, slug: &str, parents: &str| {
        let folder = format!("migrations/{id}_{slug}");
        let manifest = format!("id = \"{id}\"\nparents = [{parents}]\nmessage = \"\"\nchanges = []\n");
        shop.write(&format!("{folder}/revision.toml"), &manifest);
        shop.write(&format!("{folder}/up.sql"), "SELECT 1;\n");
    };
    add("29990101000000", "later", &format!("\"{id}\""));
    let found = doctor(&shop, &[]);
    assert!(
        found[0].starts_with("future-revision: migrations: revision `29990101000000` has a future timestamp"),
        "{found:?}"
    );
    add("29990101000001", "other", &format!("\"{id}\""));
    let found = doctor(&shop, &[]);
    assert!(found[0].starts_with("multiple-heads: migrations: 2 heads: "), "{found:?}");
    shop.write("migrations/29990101000001_other/revision.toml", "id = ");
    let found = doctor(&shop, &[]);
    assert!(
        found[0].starts_with("invalid-revision-toml: migrations/29990101000001_other/revision.toml: "),
        "{found:?}"
    );
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn the_database() {
    let shop = upgraded();
    shop.write("src/db.rs", "fn f() { x(\"create table Sessions (id)\"); sqlx::migrate!().run(); }");
    sqlite(
        &shop,
        "CREATE TABLE sessions (id INTEGER); CREATE TABLE carts (id INTEGER); CREATE TABLE _sqlx_migrations (a INTEGER); \
         CREATE TABLE django_migrations (a INTEGER); ALTER TABLE users ADD COLUMN extra TEXT;",
    );
    let script = shop.revisions()[0].join("up.sql");
    std::fs::write(&script, std::fs::read_to_string(&script).unwrap() + "SELECT 1;\n").unwrap();
    assert_data_eq!(
        shop.schema(&["doctor"]).all(),
        str![[r#"
warning: `CREATE TABLE Sessions` outside a revision
 --> src/db.rs:1:13
  |
1 | fn f() { x("create table Sessions (id)"); sqlx::migrate!().run(); }
  |             ^^^^^^^^^^^^^^^^^^^^^
  |
  = help: declare `Sessions` as a model, run `cargo schema revision`, then delete this statement; if this is intentional, add `// cargo-schema: runtime-ddl` above it

warning: `sqlx::migrate!` runs migrations of sqlx beside the revisions
 --> src/db.rs:1:49
  |
1 | fn f() { x("create table Sessions (id)"); sqlx::migrate!().run(); }
  |                                                 ^^^^^^^
  |
  = help: import their history with `cargo schema import sqlx <dir>`; then call `MIGRATOR.upgrade` instead; if this is intentional, add `// cargo-schema: runtime-ddl` above it

warning: `sqlite:shop.db`: revision `[ID]_users` was edited after it was applied
  = help: restore its script; if the database is correct, run `cargo schema stamp --refresh`

warning: unmanaged table `carts`
  = help: declare it as a model and run `cargo schema revision`, drop it, or add it to `ignore-tables` in the metadata

warning: unmanaged table `sessions`
  = help: src/db.rs:1 creates it; declare it as a model, run `cargo schema revision`, then delete that statement

warning: `sqlite:shop.db` does not match its revisions: 1 difference
  = help: list them with `cargo schema check --database`

warning: `_sqlx_migrations` is the history of sqlx
  = help: src/db.rs:1 still runs its migrations: remove the call, because two migration runners must not change one schema

note: `django_migrations` is the history of Django
  = help: if that tool no longer runs on this database, the table is harmless
--- stderr
     Checked 2 source files, the project setup and sqlite:shop.db: 7 findings
--- exit 1

"#]]
    );

    sqlite(&shop, "DROP TABLE _schema_revisions");
    let found = doctor(&shop, &[]);
    assert!(found.iter().any(|it| it.starts_with("no-history: `sqlite:shop.db` has 3 tables")), "{found:?}");
    assert!(!found.iter().any(|it| it.contains("drift")), "{found:?}");

    shop.write("shop.db", "this is no database, whatever its name says, and long enough to be looked at as one");
    let found = doctor(&shop, &[]);
    assert!(found.last().unwrap().starts_with("unreachable-database: "), "{found:?}");
}

#[test]
fn without_a_url_and_with_one_that_leads_nowhere() {
    let shop = upgraded();
    let manifest = shop.read("Cargo.toml").replace("database-url = \"sqlite:shop.db\"\n", "");
    shop.write("Cargo.toml", &manifest.replace("\"sqlite\"", "\"sqlite\", \"postgres\""));
    for (from, to) in [("up.sql", "up.sqlite.sql"), ("up.sql", "up.postgres.sql")] {
        std::fs::copy(shop.revisions()[0].join(from), shop.revisions()[0].join(to)).unwrap();
    }
    assert_eq!(doctor(&shop, &[]), ["(note) no-database-named: no database URL, so no database is checked"]);
    let found = doctor(&shop, &["--database-url", "postgres://me:hunter2@127.0.0.1:1/shop"]);
    assert!(found[0].starts_with("unreachable-database: cannot reach the database `postgres://me:"), "{found:?}");
    assert!(found.len() == 1 && !found[0].contains("hunter2"), "{found:?}");
}

#[test]
fn on_every_engine() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let shop = Shop::bare();
    shop.schema(&["init", "--dialect", "sqlite,postgres,mariadb,mysql"]).fine();
    shop.models(USERS);
    shop.schema(&["revision", "-m", "users"]).fine();
    for engine in support::engines() {
        let database = runtime.block_on(engine.database("doctor"));
        shop.schema(&["upgrade", "--database-url", &database.url]).fine();
        assert_eq!(doctor(&shop, &["--database-url", &database.url]), [""; 0], "{}", engine.dialect);
        let run = |sql: &str| {
            runtime.block_on(async {
                let mut session = database.session().await;
                session.execute(sql).await.unwrap();
                session.close().await.unwrap();
            });
        };
        run(
            "CREATE TABLE carts (id INT); ALTER TABLE users ADD COLUMN extra INT; CREATE TABLE Alembic_Version (a INT)",
        );
        let found = doctor(&shop, &["--database-url", &database.url]);
        assert_eq!(found[0], "unknown-table: unmanaged table `carts`", "{found:?}");
        assert!(found[1].starts_with("drift: ") && found[1].ends_with(": 1 difference"), "{found:?}");
        assert!(found[2].to_lowercase().ends_with("`alembic_version` is the history of alembic"), "{found:?}");
        assert_eq!(found.len(), 3, "{found:?}");

        let Some((scheme, rest)) = database.url.split_once("://").filter(|_| engine.dialect != Dialect::SQLITE) else {
            continue;
        };
        // Somebody who may only read.
        match engine.dialect.name() {
            "postgres" => run("DROP ROLE IF EXISTS doctor_reader; CREATE ROLE doctor_reader LOGIN PASSWORD 'x'; \
                 REVOKE CREATE ON SCHEMA public FROM PUBLIC; GRANT USAGE ON SCHEMA public TO doctor_reader; \
                 GRANT SELECT ON ALL TABLES IN SCHEMA public TO doctor_reader"),
            _ => run(&format!(
                "DROP USER IF EXISTS doctor_reader; CREATE USER doctor_reader IDENTIFIED BY 'x'; \
                 GRANT SELECT, INSERT ON {}.* TO doctor_reader",
                database.name
            )),
        }
        let host = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
        let url = format!("{scheme}://doctor_reader:x@{host}");
        let found = doctor(&shop, &["--database-url", &url]);
        let lacks: Vec<&str> = found.iter().filter_map(|it| it.split(" cannot ").nth(1)).collect();
        match engine.dialect.name() {
            "postgres" => {
                assert_eq!(lacks[0], "create tables in the schema `public`", "{found:?}");
                assert!(lacks[1].starts_with("alter `_schema_revisions`, which belongs to "), "{found:?}");
                assert!(lacks[1].ends_with(", nor 3 more tables"), "{found:?}");
            }
            _ => assert_eq!(
                lacks,
                [format!("CREATE, ALTER, DROP, INDEX, REFERENCES, UPDATE, DELETE in the database `{}`", database.name)],
                "{found:?}"
            ),
        }
        match engine.dialect.name() {
            "postgres" => run("DROP OWNED BY doctor_reader; DROP ROLE doctor_reader"),
            _ => run("DROP USER doctor_reader"),
        }
    }
}

/// An account that lacks one right: `doctor` names it, `upgrade` stops where it is needed, and one that has it goes on from there.
#[test]
fn an_account_of_mysql_without_one_right() {
    for engine in support::engines().into_iter().filter(support::Engine::is_mysql) {
        let shop = Shop::bare();
        shop.schema(&["init", "--dialect", engine.dialect.name()]).fine();
        shop.models(USERS);
        shop.schema(&["revision", "-m", "one"]).fine();
        let more = "id: i64,\n    #[schema(index)]\n    age: Option<i32>,";
        let notes = "#[derive(Schema)]\n#[schema(table = \"notes\")]\nstruct Note {\n    #[schema(primary_key)]\n    id: i64,\n    \
                     #[schema(references(User::id))]\n    user: i64,\n}\n";
        shop.models(&(USERS.replace("id: i64,", more) + notes));
        shop.schema(&["revision", "-m", "two"]).fine();
        shop.models(&USERS.replace("id: i64,", more));
        shop.schema(&["revision", "-m", "three"]).fine();
        for right in ["CREATE", "ALTER", "DROP", "INDEX", "REFERENCES"] {
            let database = support::block_on(engine.database("doctor_right"));
            let run = |sql: &str| {
                support::block_on(async {
                    let mut session = database.session().await;
                    session.execute(sql).await.unwrap();
                    session.close().await.unwrap();
                });
            };
            let owner = |args: &[&str]| shop.schema_on(&database.url, args).fine();
            owner(&["upgrade", "+1"]);
            let rights = ["CREATE", "ALTER", "DROP", "INDEX", "REFERENCES", "SELECT", "INSERT", "UPDATE", "DELETE"];
            let granted: Vec<&str> = rights.into_iter().filter(|it| *it != right).collect();
            run(&format!(
                "DROP USER IF EXISTS doctor_right; CREATE USER doctor_right IDENTIFIED BY 'x'; GRANT {} ON {}.* TO \
                 doctor_right",
                granted.join(", "),
                database.name
            ));
            let (scheme, rest) = database.url.split_once("://").unwrap();
            let host = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
            let url = format!("{scheme}://doctor_right:x@{host}");
            let found = doctor(&shop, &["--database-url", &url]);
            let lacks: Vec<&str> = found.iter().filter_map(|it| it.split(" cannot ").nth(1)).collect();
            assert_eq!(lacks, [format!("{right} in the database `{}`", database.name)], "{found:?}");
            let stopped = shop.schema(&["upgrade", "--database-url", &url]);
            // An index comes along with the rest of a table that changes, and MariaDB asks no right of a foreign key.
            let needs_it = right != "INDEX" && (right != "REFERENCES" || engine.dialect == Dialect::MYSQL);
            assert_eq!(stopped.code, if needs_it { 5 } else { 0 }, "{right}: {}", stopped.all());
            assert!(!needs_it || stopped.stderr.contains(&format!("{right} command denied")), "{}", stopped.all());
            run("DROP USER doctor_right");
            owner(&["upgrade"]);
            owner(&["check", "--database"]);
        }
    }
}

#[test]
fn a_pending_revision_is_a_note() {
    let shop = upgraded();
    shop.schema(&["revision", "--empty", "-m", "more"]).fine();
    assert_eq!(doctor(&shop, &[]), ["(note) behind: `sqlite:shop.db` is 1 revision behind"]);
}
