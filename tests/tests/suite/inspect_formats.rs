//! What `cargo schema inspect` writes says what the database is: its SQL makes the same database again, its models
//! declare it, and its JSON is the schema. For every case on every engine, and for random schemas.
//!
//! `SCHEMA_TEST_SCHEMAS` is the number of random schemas for each engine, `SCHEMA_TEST_SEED` that of the first, and
//! `SCHEMA_TEST_ENGINE` the one engine to run on. `cargo xtask roundtrip --schemas` sets them.

#![expect(clippy::print_stdout, reason = "a test says what it leaves out")]

use std::process::Command;

use crate::random::generate::Draft;
use crate::random::{FIRST, dice, number, runner};
use crate::support::case;
use crate::support::case::Case;
use crate::support::shop;
use crate::support::{Database, engines};
use proptest::strategy::{Strategy, ValueTree};
use schema_core::connect::Session;
use schema_core::dialect::{compare_through, introspect, script};
use schema_core::diff::{Answers, diff};
use schema_core::schema::{Dialect, Schema};
use schema_core::script::Script;

/// What `inspect` writes of a database.
fn written(database: &Database, format: &str) -> Result<String, String> {
    let mut command = Command::new(shop::tool());
    command.args(["schema", "inspect", &database.url, "--format", format]).env_remove("DATABASE_URL");
    let output = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if output.status.success() { Ok(text(&output.stdout)) } else { Err(text(&output.stderr)) }
}

async fn run(session: &mut Session, script: &Script) -> Result<(), String> {
    for statement in &script.statements {
        let done = session.execute(&statement.text).await;
        done.map_err(|error| format!("{error}\n{}", statement.text))?;
    }
    Ok(())
}

/// Changes as lines.
fn lines(changes: &[schema_core::diff::Change]) -> String {
    changes.iter().map(|change| format!("\n  {} {change}", change.symbol())).collect()
}

/// One schema on one engine, that after a `case` where it is of one. `Ok(false)` where the dialect cannot have it.
async fn trip(database: &Database, again: &Database, schema: &Schema, case: Option<&Case>) -> Result<bool, String> {
    let dialect = database.dialect;
    let nothing = Schema::default();
    let changes = diff(&nothing, schema, &Answers::default()).changes;
    let Ok(made) = script(dialect, &nothing, &changes) else { return Ok(false) };
    database.clear().await;
    again.clear().await;
    let mut session = database.session().await;
    let mut other = again.session().await;
    if let Some(case) = case {
        for here in [&mut session, &mut other] {
            case.make_room(here).await.map_err(|error| format!("room: {error}"))?;
        }
    }
    run(&mut session, &made).await.map_err(|error| format!("made: {error}"))?;
    let found = introspect(&mut session).await.map_err(|error| error.to_string())?;
    let left = compare_through(&mut session, schema, &found).await.map_err(|error| error.to_string())?;
    if !left.is_empty() {
        return Err(format!("it is not what was declared:{}\n{made}", lines(&left)));
    }

    let sql = written(database, "sql")?;
    let read = Script::parse(dialect, &sql).map_err(|error| error.to_string())?;
    run(&mut other, &read).await.map_err(|error| format!("made again: {error}\n{sql}"))?;
    let second = introspect(&mut other).await.map_err(|error| error.to_string())?;
    if in_order(&found) != in_order(&second) {
        // What PostgreSQL writes of an expression it may write otherwise when it reads that again.
        let left = compare_through(&mut other, &found, &second).await.map_err(|error| error.to_string())?;
        if !left.is_empty() || dialect != Dialect::Postgres {
            return Err(format!("its SQL makes something else:{}\n{sql}", lines(&left)));
        }
    }
    other.close().await.map_err(|error| error.to_string())?;

    let models = written(database, "rust")?;
    let declared = case::models(&models, dialect).map_err(|error| format!("its models are none: {error}\n{models}"))?;
    let left = compare_through(&mut session, &declared, &found).await.map_err(|error| error.to_string())?;
    session.close().await.map_err(|error| error.to_string())?;
    if !left.is_empty() {
        return Err(format!("its models say something else:{}\n{models}", lines(&left)));
    }

    let json: serde_json::Value = serde_json::from_str(&written(database, "json")?).unwrap();
    let saved: Schema = serde_json::from_value(json["schema"].clone()).map_err(|error| error.to_string())?;
    if saved != found { Err("its JSON is another schema".to_owned()) } else { Ok(true) }
}

fn in_order(schema: &Schema) -> Schema {
    let mut schema = schema.clone();
    schema.tables.values_mut().for_each(|table| table.columns.sort_by(|a, b| a.name.cmp(&b.name)));
    schema
}

async fn on(dialect: Dialect) {
    let Some(engine) = engines().into_iter().find(|engine| engine.dialect == dialect) else { return };
    let only = std::env::var("SCHEMA_TEST_CASE").unwrap_or_default();
    let (database, again) = (engine.database("inspected").await, engine.database("recreated").await);
    let (mut done, mut failed) = (0, Vec::new());
    for case in Case::all().iter().filter(|case| case.name.contains(&only)) {
        // Another database of the server is not emptied here.
        let elsewhere = case.after.tables.keys().any(|name| name.namespace.is_some());
        // What is refused may be no schema that a database can have.
        if case.after.is_empty() || elsewhere || case.up(dialect).is_err() || !database.has_all_of(&[&case.after]).await
        {
            continue;
        }
        match trip(&database, &again, &case.after, Some(case)).await {
            Ok(true) => done += 1,
            Ok(false) => {}
            Err(text) => failed.push(format!("== {} on {dialect}\n{text}", case.name)),
        }
    }
    println!("{dialect}: {done} schemas written as SQL, models and JSON");
    assert!(failed.is_empty(), "{} cases fail\n{}", failed.len(), failed.join("\n\n"));
    assert!(done > 0 || !only.is_empty(), "no case was tested");
}

/// So many failures are told.
const TOLD: usize = 5;

/// The random schema of a number.
fn random(dialect: Dialect, number: u64) -> Schema {
    let seed = dice::pair().new_tree(&mut runner(number)).expect("all seeds are good").current().one;
    let mut schema = Draft::of(dialect, &seed).schema;
    // An enum type that no column has is no model's.
    let text = serde_json::to_string(&schema.tables).unwrap();
    schema.enums.retain(|name, _| text.contains(&format!("({name})")));
    schema
}

async fn random_on(dialect: Dialect, usually: u64) {
    if std::env::var("SCHEMA_TEST_ENGINE").is_ok_and(|name| !name.is_empty() && name != dialect.name()) {
        return;
    }
    let Some(engine) = engines().into_iter().find(|engine| engine.dialect == dialect) else { return };
    let (database, again) = (engine.database("random_inspected").await, engine.database("random_recreated").await);
    let (count, first) = (number("SCHEMA_TEST_SCHEMAS", usually), number("SCHEMA_TEST_SEED", FIRST));
    let (mut done, mut refused, mut failed) = (0, 0, Vec::new());
    for number in first..first + count {
        let schema = random(dialect, number);
        if !database.has_all_of(&[&schema]).await {
            refused += 1;
            continue;
        }
        match trip(&database, &again, &schema, None).await {
            Ok(true) => done += 1,
            Ok(false) => refused += 1,
            Err(text) => {
                let json = serde_json::to_string(&schema).unwrap();
                failed.push(format!("== random schema {number} on {dialect}\n{text}\n{json}"));
            }
        }
        if failed.len() == TOLD {
            break;
        }
    }
    println!(
        "{dialect}: {done} random schemas from {first} on written as SQL, models and JSON, {refused} refused, {} failed",
        failed.len()
    );
    assert!(failed.is_empty(), "{} random schemas fail\n{}", failed.len(), failed.join("\n\n"));
}

#[tokio::test]
async fn any_schema_of_sqlite_is_written() {
    random_on(Dialect::Sqlite, 40).await;
}

#[tokio::test]
async fn any_schema_of_postgres_is_written() {
    random_on(Dialect::Postgres, 15).await;
}

#[tokio::test]
async fn any_schema_of_mariadb_is_written() {
    random_on(Dialect::Mariadb, 10).await;
}

#[tokio::test]
async fn any_schema_of_mysql_is_written() {
    random_on(Dialect::Mysql, 5).await;
}

#[tokio::test]
async fn sqlite_is_written() {
    on(Dialect::Sqlite).await;
}

#[tokio::test]
async fn postgres_is_written() {
    on(Dialect::Postgres).await;
}

#[tokio::test]
async fn mariadb_is_written() {
    on(Dialect::Mariadb).await;
}

#[tokio::test]
async fn mysql_is_written() {
    on(Dialect::Mysql).await;
}
