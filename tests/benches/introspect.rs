//! How long it takes to read a database back, beside the program of the engine that dumps a schema, in the same run.
//!
//! `cargo bench -p schema-tests --bench introspect` with 1,000 tables; `-- 10000` for more, and names of engines
//! (`postgres`) for fewer of those. SQLite always; a server where `SCHEMA_TEST_POSTGRES` or `SCHEMA_TEST_MARIADB` names one.
//! Tables have eight columns, two indexes and a foreign key.

#![allow(clippy::print_stdout, reason = "a bench prints")]

#[allow(dead_code, reason = "tests take more of it")]
#[path = "../tests/support/mod.rs"]
mod support;

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use schema_core::connect::Session;
use schema_core::dialect::{introspect, script};
use schema_core::diff::{Answers, diff};
use schema_core::schema::{Column, Dialect, ForeignKey, Identity, Index, PrimaryKey, Schema, Table};
use support::{Database, engines};

/// As the tool has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const RUNS: usize = 5;
/// So many statements a transaction: a server has room for so many locks.
const BATCH: usize = 200;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // `cargo test --benches` asks whether it starts.
    if arguments.iter().any(|argument| argument == "--test") {
        return;
    }
    let size = arguments.iter().find_map(|argument| argument.parse().ok()).unwrap_or(1_000);
    let named = |dialect: Dialect| {
        let names = arguments.iter().filter(|name| name.parse::<Dialect>().is_ok());
        let names: Vec<&String> = names.collect();
        names.is_empty() || names.iter().any(|name| **name == dialect.name())
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(async {
        println!("{size} tables of 8 columns, 2 indexes and a foreign key; best of {RUNS} runs in turns");
        for engine in engines().into_iter().filter(|engine| named(engine.dialect)) {
            let database = engine.database("introspect").await;
            make(&database, size).await;
            measure(&database, size).await;
            unmake(&database, size).await;
            database.clear().await;
        }
    });
}

async fn measure(database: &Database, size: usize) {
    let dialect = database.dialect;
    let mut session = database.session().await;
    let (mut ours, mut cpu, mut theirs) = (Duration::MAX, Duration::MAX, None::<Duration>);
    for _ in 0..RUNS {
        let (start, before) = (Instant::now(), cpu_time());
        let schema = introspect(&mut session).await.expect("read");
        ours = ours.min(start.elapsed());
        cpu = cpu.min(cpu_time() - before);
        assert_eq!(schema.tables.len(), size);
        if let Some(mut program) = dump(database) {
            let start = Instant::now();
            let done = program.stdout(Stdio::null()).status().expect("the dump runs");
            let took = start.elapsed();
            assert!(done.success(), "{program:?}");
            theirs = Some(theirs.map_or(took, |best| best.min(took)));
        }
    }
    match theirs {
        Some(theirs) => {
            let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
            println!(
                "{dialect}: ours {ours:?}, {cpu:?} of them our own CPU time; its dump {theirs:?}, ratio {ratio:.2}"
            );
        }
        None => println!("{dialect}: ours {ours:?}, CPU time {cpu:?}"),
    }
    session.close().await.expect("closed");
}

/// The CPU time of all threads of this process, as Linux tells it; elsewhere none.
fn cpu_time() -> Duration {
    let threads = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let spent = threads.filter_map(|thread| std::fs::read_to_string(thread.path().join("schedstat")).ok());
    spent.filter_map(|text| text.split(' ').next()?.parse().ok()).map(Duration::from_nanos).sum()
}

/// The program that dumps a schema without rows, where the engine has one that is installed.
fn dump(database: &Database) -> Option<Command> {
    let url = database.url.as_str();
    let installed = |name: &str| Command::new(name).arg("--version").output().is_ok();
    match database.dialect.name() {
        "postgres" if installed("pg_dump") => {
            let mut program = Command::new("pg_dump");
            program.args(["--schema-only", "--dbname", url]);
            Some(program)
        }
        "mariadb" if installed("mariadb-dump") => {
            // mysql://user:password@host:port/name
            let rest = url.split_once("://")?.1;
            let (account, rest) = rest.rsplit_once('@')?;
            let (host, name) = rest.split_once('/')?;
            let (host, port) = host.split_once(':').unwrap_or((host, "3306"));
            let (user, password) = account.split_once(':').unwrap_or((account, ""));
            let mut program = Command::new("mariadb-dump");
            program.args(["--no-data", "--protocol=tcp", "--host", host, "--port", port, "--user", user]);
            program.env("MYSQL_PWD", password).arg(name);
            Some(program)
        }
        _ => None,
    }
}

async fn make(database: &Database, size: usize) {
    let schema = shop(size);
    let changes = diff(&Schema::default(), &schema, &Answers::default()).changes;
    let script = script(database.dialect, &Schema::default(), &changes).expect("planned");
    let mut session: Session = database.session().await;
    for batch in script.statements.chunks(BATCH) {
        session.execute("BEGIN").await.expect("begun");
        for statement in batch {
            session.execute(&statement.text).await.expect("made");
        }
        session.execute("COMMIT").await.expect("committed");
    }
    session.close().await.expect("closed");
}

/// Drops the tables, from the one that nothing points to.
async fn unmake(database: &Database, size: usize) {
    let mut session = database.session().await;
    let names: Vec<String> = (0..size).rev().map(|number| table(number).name.to_string()).collect();
    for batch in names.chunks(BATCH) {
        session.execute("BEGIN").await.expect("begun");
        for name in batch {
            session.execute(&format!("DROP TABLE {name}")).await.expect("dropped");
        }
        session.execute("COMMIT").await.expect("committed");
    }
    session.close().await.expect("closed");
}

fn shop(size: usize) -> Schema {
    let mut schema = Schema::default();
    for number in 0..size {
        schema.insert_table(table(number));
    }
    schema
}

fn table(number: usize) -> Table {
    let name = format!("t{number:05}");
    let column = |name: &str, ty: &str| Column { nullable: true, ..Column::new(name, ty.parse().expect("a type")) };
    let mut table = Table::new(name.as_str());
    table.columns = [
        Column { nullable: false, identity: Some(Identity::default()), ..column("id", "i64") },
        Column { nullable: false, ..column("name", "varchar(80)") },
        column("body", "text"),
        column("count", "i32"),
        column("price", "decimal(10,2)"),
        column("seen", "datetime"),
        column("open", "bool"),
        column("parent", "i64"),
    ]
    .into();
    table.primary_key = Some(PrimaryKey::new(["id"]));
    for columns in [&["name"][..], &["count", "seen"]] {
        let index = Index::new(format!("ix_{name}_{}", columns.join("_")), columns.iter().copied());
        table.indexes.insert(index.name.clone(), index);
    }
    // To the table before it, so that each is there when it is wanted.
    let target = format!("t{:05}", number.saturating_sub(1));
    let key = ForeignKey::new(format!("fk_{name}_parent"), ["parent"], target.as_str(), ["id"]);
    table.foreign_keys.insert(key.name.clone(), key);
    table
}
