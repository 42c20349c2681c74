//! What `cargo schema inspect` writes says what the database is: its SQL makes the same database again, its models
//! declare it, and its JSON is the schema. For every case on every engine.

#![expect(clippy::print_stdout, reason = "a test says what it leaves out")]

#[allow(dead_code, reason = "what is expected of a case is not looked at here")]
#[path = "support/case.rs"]
mod case;
mod cli_support;
mod support;

use std::process::Command;

use case::Case;
use schema_core::connect::Session;
use schema_core::dialect::{compare, introspect, script};
use schema_core::diff::{Answers, diff};
use schema_core::schema::{Dialect, Schema};
use schema_core::script::Script;
use support::{Database, engines};

/// What `inspect` writes of a database.
fn written(database: &Database, format: &str) -> Result<String, String> {
    let mut command = Command::new(cli_support::tool());
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

/// One schema on one engine. `Ok(false)` where the dialect cannot have it.
async fn trip(database: &Database, again: &Database, schema: &Schema) -> Result<bool, String> {
    let dialect = database.dialect;
    let nothing = Schema::default();
    let changes = diff(&nothing, schema, &Answers::default()).changes;
    let Ok(made) = script(dialect, &nothing, &changes) else { return Ok(false) };
    database.clear().await;
    again.clear().await;
    let mut session = database.session().await;
    run(&mut session, &made).await.map_err(|error| format!("made: {error}"))?;
    let found = introspect(&mut session).await.map_err(|error| error.to_string())?;
    session.close().await.map_err(|error| error.to_string())?;

    let sql = written(database, "sql")?;
    let mut session = again.session().await;
    let read = Script::parse(dialect, &sql).map_err(|error| error.to_string())?;
    run(&mut session, &read).await.map_err(|error| format!("made again: {error}\n{sql}"))?;
    let second = introspect(&mut session).await.map_err(|error| error.to_string())?;
    session.close().await.map_err(|error| error.to_string())?;
    if in_order(&found) != in_order(&second) {
        let left = diff(&second, &found, &Answers::default()).changes;
        return Err(format!("its SQL makes something else:{}\n{sql}", lines(&left)));
    }

    let models = written(database, "rust")?;
    let declared = case::models(&models).map_err(|error| format!("its models are none: {error}\n{models}"))?;
    let left = compare(dialect, &declared, &found);
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
        if case.after.is_empty() || elsewhere {
            continue;
        }
        match trip(&database, &again, &case.after).await {
            Ok(true) => done += 1,
            Ok(false) => {}
            Err(text) => failed.push(format!("== {} on {dialect}\n{text}", case.name)),
        }
    }
    println!("{dialect}: {done} schemas written as SQL, models and JSON");
    assert!(failed.is_empty(), "{} cases fail\n{}", failed.len(), failed.join("\n\n"));
    assert!(done > 0 || !only.is_empty(), "no case was tested");
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
