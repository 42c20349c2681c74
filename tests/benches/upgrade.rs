//! `cargo bench -p schema-tests --bench upgrade`: 1,000 small revisions, by our migrator and by sqlx's, in turns.
//!
//! An argument names one engine. SQLite always; a server where `SCHEMA_TEST_POSTGRES` or `SCHEMA_TEST_MARIADB` names one. Where `SQLX` names the
//! program `sqlx`, `sqlx migrate run` is measured too.
#![allow(clippy::print_stdout, reason = "a bench prints what it measured")]

#[path = "../tests/suite/migrate/support.rs"]
#[allow(dead_code, reason = "a bench needs less than the tests")]
mod migrations;
#[path = "../tests/support/mod.rs"]
#[allow(dead_code, reason = "a bench needs less than the tests")]
mod support;

use migrations::{Database, engines, migrator};
use schema_core::schema::Dialect;
use std::path::Path;
use std::time::{Duration, Instant};

const REVISIONS: usize = 1000;
const ROUNDS: usize = 5;

fn main() {
    // One thread, as the command line tools have it: waking another one for each answer costs more than the answer.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(async {
        println!("{REVISIONS} revisions, best of {ROUNDS} rounds in turns");
        for dialect in engines() {
            // MySQL itself commits each statement: there is nothing to win, and it takes minutes.
            let asked = std::env::args()
                .skip(1)
                .filter(|argument| !argument.starts_with('-'))
                .all(|name| name == dialect.name());
            if dialect != Dialect::MYSQL && asked {
                engine(dialect).await;
            }
        }
    });
}

async fn engine(dialect: Dialect) {
    let database = Database::new(dialect).await.expect("a database");
    let folder = tempfile::tempdir().expect("a folder");
    let scripts = write(folder.path());
    let revisions: Vec<(&str, &str, &str)> = scripts.iter().map(|text| ("small", text.as_str(), "")).collect();
    let ours = migrator(dialect, &revisions);
    let theirs = sqlx::migrate::Migrator::new(folder.path()).await.expect("migrations");
    let program = std::env::var("SQLX").ok();
    let (mut best, mut library, mut command) = (Duration::MAX, Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        database.reset().await;
        let start = Instant::now();
        assert_eq!(ours.upgrade(&database.url).await.expect("upgraded").len(), REVISIONS);
        best = best.min(start.elapsed());

        database.reset().await;
        let start = Instant::now();
        run_sqlx(&theirs, &database).await;
        library = library.min(start.elapsed());

        if let Some(program) = program.as_deref().filter(|_| dialect != Dialect::MARIADB) {
            database.reset().await;
            let start = Instant::now();
            run_program(program, folder.path(), &database);
            command = command.min(start.elapsed());
        }
    }
    let ratio = |other: Duration| best.as_secs_f64() / other.as_secs_f64();
    println!("{dialect}: ours {best:?}; sqlx's library {library:?}, ratio {:.2}", ratio(library));
    if program.is_some() && dialect != Dialect::MARIADB {
        println!("{dialect}: ours {best:?}; sqlx migrate run {command:?}, ratio {:.2}", ratio(command));
    }
    database.drop().await;
}

/// Writes the migrations as sqlx reads them. Gives their texts.
fn write(folder: &Path) -> Vec<String> {
    (1..=REVISIONS)
        .map(|number| {
            let table = number / 4;
            let text = match number % 4 {
                0 => format!("CREATE TABLE t{table} (id integer NOT NULL PRIMARY KEY, name varchar(40) NOT NULL);\n"),
                1 => format!(
                    "CREATE TABLE u{table} (id integer NOT NULL PRIMARY KEY);\nINSERT INTO u{table} VALUES (1);\n"
                ),
                2 => format!("ALTER TABLE u{table} ADD COLUMN age integer;\n"),
                _ => format!("CREATE INDEX ix_{table} ON u{table} (age);\n"),
            };
            std::fs::write(folder.join(format!("{number:014}_small.sql")), &text).expect("written");
            text
        })
        .collect()
}

async fn run_sqlx(migrator: &sqlx::migrate::Migrator, database: &Database) {
    use sqlx::Connection;
    let result = match database.dialect.name() {
        "sqlite" => {
            let mut connection = sqlx::SqliteConnection::connect(&database.text).await.expect("a connection");
            migrator.run_direct(None, &mut connection, false).await
        }
        "postgres" => {
            let mut connection = sqlx::PgConnection::connect(&database.text).await.expect("a connection");
            migrator.run_direct(None, &mut connection, false).await
        }
        _ => {
            let mut connection = sqlx::MySqlConnection::connect(&database.text).await.expect("a connection");
            migrator.run_direct(None, &mut connection, false).await
        }
    };
    result.expect("migrated");
}

fn run_program(program: &str, folder: &Path, database: &Database) {
    let output = std::process::Command::new(program)
        .args(["migrate", "run", "--source"])
        .arg(folder)
        .args(["--database-url", &database.text])
        .output()
        .expect("sqlx");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
