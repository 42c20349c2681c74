//! Random projects through the program: models are written as Rust sources, changed as a developer would change them, and
//! taken through the tool into a database, with rows, up, down and up again. Nothing but the binary reads and writes them.
//!
//! `SCHEMA_TEST_JOURNEYS` is the number of journeys for each engine, `SCHEMA_TEST_SEED` the number of the first: a failure
//! says the number of its journey, and `SCHEMA_TEST_SEED=<number> SCHEMA_TEST_JOURNEYS=1` makes that one alone.
//! `SCHEMA_TEST_ENGINE` is the one engine to run on. `cargo xtask journeys` sets them.

#![expect(clippy::print_stdout, reason = "a test says what it did")]

mod attributes;
mod branches;
mod database;
mod ending;
mod journey;
mod keys;
mod names;
mod project;
mod questions;
mod seed;
mod shrink;
mod source;
mod step;
mod style;
mod types;

#[path = "../cli_support/mod.rs"]
mod cli_support;
#[path = "../random/mod.rs"]
mod random;
#[path = "../support/mod.rs"]
mod support;

use std::panic::AssertUnwindSafe;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use journey::{Place, Tally, walk};
use proptest::strategy::{Strategy, ValueTree};
use random::{FIRST, number, reason, runner};
use schema_core::schema::Dialect;
use seed::JourneySeed;
use support::{Database, Engine, block_on, engines};

/// So many failures are told.
const TOLD: usize = 5;

/// How a journey failed.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    /// Where.
    pub(crate) stage: &'static str,
    /// What.
    pub(crate) text: String,
}

impl Failure {
    pub(crate) fn new(stage: &'static str, text: impl Into<String>) -> Self {
        Self { stage, text: text.into() }
    }

    /// What is the same in two failures of one cause.
    fn kind(&self) -> (&'static str, String) {
        let error = self.text.lines().find(|line| line.starts_with("error")).or(self.text.lines().next());
        (self.stage, reason(error.unwrap_or_default()))
    }
}

/// The databases of one thread.
struct Walker {
    database: Database,
    fresh: Database,
    nulls_not_distinct: bool,
    patience: Duration,
}

impl Walker {
    fn new(engine: &Engine, number: usize) -> Self {
        let database = block_on(engine.database(&format!("journeys_{number}")));
        let fresh = block_on(engine.database(&format!("journeys_fresh_{number}")));
        let nulls_not_distinct = !block_on(database.is_too_early_for_nulls_not_distinct());
        let patience = Duration::from_secs(random::number("SCHEMA_TEST_PATIENCE", 60));
        Self { database, fresh, nulls_not_distinct, patience }
    }

    /// One journey; a panic on the way is a failure too.
    fn walk(&self, seed: &JourneySeed) -> Result<Tally, Failure> {
        let Self { database, fresh, nulls_not_distinct, .. } = self;
        let place = Place { database, fresh, nulls_not_distinct: *nulls_not_distinct };
        std::panic::catch_unwind(AssertUnwindSafe(|| walk(&place, seed))).unwrap_or_else(|panic| {
            let text = panic.downcast_ref::<String>().cloned();
            let text = text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
            Err(Failure::new("panic", text.unwrap_or_default()))
        })
    }

    /// The journey of a number, and how it ends; a failing one in its simplest form.
    fn walk_number(&self, number: u64) -> Result<Tally, String> {
        let tree = seed::journey().new_tree(&mut runner(number)).expect("all seeds are good");
        let seed = tree.current();
        let failure = match self.walk(&seed) {
            Ok(tally) => return Ok(tally),
            Err(failure) => failure,
        };
        let (steps, models) = (seed.steps.len(), seed.start.tables.len());
        let (seed, Failure { stage, text }) =
            shrink::shrink(seed, failure, self.patience, |seed| self.walk(seed).err());
        let (dialect, fewer, few) = (self.database.dialect, seed.steps.len(), seed.start.tables.len());
        Err(format!(
            "== journey {number} on {dialect}, with {fewer} of {steps} steps and {few} of {models} models: {stage}\n{text}"
        ))
    }
}

fn run(dialect: Dialect, usually: u64) {
    if std::env::var("SCHEMA_TEST_ENGINE").is_ok_and(|name| !name.is_empty() && name != dialect.name()) {
        return;
    }
    let Some(engine) = engines().into_iter().find(|engine| engine.dialect == dialect) else { return };
    let (journeys, first) = (number("SCHEMA_TEST_JOURNEYS", usually), number("SCHEMA_TEST_SEED", FIRST));
    let threads = if journeys > usually { std::thread::available_parallelism().map_or(1, usize::from) } else { 1 };
    let (next, tally, start) = (AtomicU64::new(0), Mutex::new((Tally::default(), 0)), Instant::now());
    std::thread::scope(|scope| {
        for thread in 0..threads {
            let (engine, next, tally) = (&engine, &next, &tally);
            scope.spawn(move || {
                let walker = Walker::new(engine, thread);
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= journeys || tally.lock().unwrap().1 >= TOLD {
                        return;
                    }
                    let outcome = walker.walk_number(first + number);
                    let mut tally = tally.lock().unwrap();
                    match outcome {
                        Ok(done) => tally.0.add(&done),
                        Err(text) => {
                            println!("{text}\n");
                            tally.1 += 1;
                        }
                    }
                }
            });
        }
    });
    let (Tally { journeys, steps, merges, rows, refused }, failed) = tally.into_inner().unwrap();
    println!(
        "{dialect}: journeys {first} and on: {journeys} done with {steps} steps, {merges} merges and {rows} rows, \
         {} refusals, {failed} failed; {:.0} s",
        refused.values().sum::<u64>(),
        start.elapsed().as_secs_f64()
    );
    let mut refused: Vec<_> = refused.into_iter().collect();
    refused.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for (reason, count) in refused {
        println!("  {count} refused: {reason}");
    }
    assert!(failed == 0, "{failed} journeys fail, see above");
}

#[test]
fn any_journey_on_sqlite() {
    run(Dialect::Sqlite, 6);
}

#[test]
fn any_journey_on_postgres() {
    run(Dialect::Postgres, 3);
}

#[test]
fn any_journey_on_mariadb() {
    run(Dialect::Mariadb, 2);
}

#[test]
fn any_journey_on_mysql() {
    run(Dialect::Mysql, 1);
}
