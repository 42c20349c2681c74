//! What `cargo schema inspect` writes says what the database is: its SQL makes the same database again, its models
//! declare it, and its JSON is the schema. For every case on every engine, and for random schemas.
//!
//! `SCHEMA_TEST_SCHEMAS` is the number of random schemas for each engine, `SCHEMA_TEST_SEED` that of the first.
//! `cargo xtask roundtrip --schemas` sets them.

use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::random::dice::{self, PairSeed};
use crate::random::generate::Draft;
use crate::random::trials::{self, Failure, Tally};
use crate::support::case;
use crate::support::case::Case;
use crate::support::shop;
use crate::support::{Database, Engine};
use crate::{for_each_case_on_engines, pool, support};
use proptest::strategy::Strategy;
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

/// What rustfmt makes of `source`, as a user has it.
fn rustfmt(source: &str) -> String {
    let mut command = Command::new("rustfmt");
    command.args(["--edition", "2024", "--config-path", "/dev/null", "--emit", "stdout"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut running = command.spawn().expect("rustfmt is there");
    running.stdin.take().unwrap().write_all(source.as_bytes()).unwrap();
    String::from_utf8(running.wait_with_output().unwrap().stdout).unwrap()
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
    let Ok(made) = script(database.release().await, &nothing, &changes) else { return Ok(false) };
    database.clear().await;
    again.clear().await;
    let (session, other) = (&mut *database.kept().await, &mut *again.kept().await);
    if let Some(case) = case {
        for here in [&mut *session, &mut *other] {
            case.make_room(here).await.map_err(|error| format!("room: {error}"))?;
        }
    }
    run(session, &made).await.map_err(|error| format!("made: {error}"))?;
    let json: serde_json::Value = serde_json::from_str(&written(database, "json")?).unwrap();
    let found: Schema = serde_json::from_value(json["data"]["schema"].clone()).map_err(|error| error.to_string())?;
    let left = compare_through(session, schema, &found).await.map_err(|error| error.to_string())?;
    if !left.is_empty() {
        return Err(format!("it is not what was declared:{}\n{made}", lines(&left)));
    }

    let sql = written(database, "sql")?;
    let read = Script::parse(dialect, &sql).map_err(|error| error.to_string())?;
    run(other, &read).await.map_err(|error| format!("made again: {error}\n{sql}"))?;
    let second = introspect(other).await.map_err(|error| error.to_string())?;
    if in_order(&found) != in_order(&second) {
        // What PostgreSQL writes of an expression it may write otherwise when it reads that again.
        let left = compare_through(other, &found, &second).await.map_err(|error| error.to_string())?;
        if !left.is_empty() || dialect != Dialect::POSTGRES {
            return Err(format!("its SQL makes something else:{}\n{sql}", lines(&left)));
        }
    }

    let models = written(database, "rust")?;
    let formatted = rustfmt(&models);
    if formatted != models {
        return Err(format!("rustfmt writes its models otherwise:\n{models}\nbecomes\n{formatted}"));
    }
    let declared = case::models(&models, dialect).map_err(|error| format!("its models are none: {error}\n{models}"))?;
    let left = compare_through(session, &declared, &found).await.map_err(|error| error.to_string())?;
    if !left.is_empty() {
        return Err(format!("its models say something else:{}\n{models}", lines(&left)));
    }
    Ok(true)
}

fn in_order(schema: &Schema) -> Schema {
    let mut schema = schema.clone();
    schema.tables.values_mut().for_each(|table| table.columns.sort_by(|a, b| a.name.cmp(&b.name)));
    schema
}

async fn on(dialect: Dialect, case: &Case) -> Result<(), String> {
    let engine = support::engine(dialect).expect("it is not ignored");
    // Another database of the server is not emptied here.
    let elsewhere = case.after.tables.keys().any(|name| name.namespace.is_some());
    // What is refused may be no schema that a database can have.
    if case.after.is_empty() || elsewhere {
        return Ok(());
    }
    let (database, again) = (pool::take(&engine).await, pool::take(&engine).await);
    if case.up(database.release().await).is_ok() {
        trip(&database, &again, &case.after, Some(case)).await?;
    }
    pool::give_back([database, again]);
    Ok(())
}

/// The random schema of a number.
fn random(dialect: Dialect, seed: &PairSeed) -> Schema {
    let mut schema = Draft::of(dialect, &seed.one).schema;
    // An enum type that no column has is no model's.
    let text = serde_json::to_string(&schema.tables).unwrap();
    schema.enums.retain(|name, _| text.contains(&format!("({name})")));
    schema
}

/// The databases of one thread.
struct Writer {
    database: Database,
    again: Database,
}

impl trials::Trial for Writer {
    const NAME: &'static str = "schema";
    const VARIABLE: &'static str = "SCHEMA_TEST_SCHEMAS";
    const PATIENCE: u64 = 20;
    type Seed = PairSeed;

    fn new(engine: &Engine) -> Self {
        let new = |about| support::block_on(engine.database(about));
        Self { database: new("inspected"), again: new("recreated") }
    }

    fn seeds() -> impl Strategy<Value = PairSeed> {
        dice::pair()
    }

    fn size(seed: &PairSeed) -> String {
        format!("{} tables", seed.one.tables.len())
    }

    fn simpler(seed: &PairSeed) -> Vec<PairSeed> {
        seed.simpler()
    }

    fn make(&self, seed: &PairSeed) -> Result<Tally, Failure> {
        let schema = random(self.database.dialect, seed);
        let mut tally = Tally::default();
        let made = support::block_on(trip(&self.database, &self.again, &schema, None));
        match made {
            Ok(true) => tally = Tally::done(),
            Ok(false) => tally.refuse("the engine cannot have it"),
            Err(text) => {
                let beside = serde_json::to_string(&schema).unwrap();
                return Err(Failure { beside, ..Failure::new("written", text) });
            }
        }
        Ok(tally)
    }
}

/// `inspect_formats::<dialect>::<case>`, and `random_schemas::<dialect>::<range>`.
pub(crate) fn trials() -> Vec<libtest_mimic::Trial> {
    let mut all = for_each_case_on_engines("inspect_formats", |dialect, case| support::block_on(on(dialect, case)));
    for (dialect, usually) in
        [(Dialect::SQLITE, 40), (Dialect::POSTGRES, 15), (Dialect::MARIADB, 10), (Dialect::MYSQL, 5)]
    {
        all.extend(trials::tests::<Writer>("random_schemas", dialect, usually, 5));
    }
    all
}
