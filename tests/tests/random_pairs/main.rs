//! Random pairs of schemas on every engine: what is planned from one to the other is what the database becomes, up,
//! down and up again, with rows in it. Nothing is compared by our own differ alone: the catalogs of the migrated
//! database are those of one that never was anything else.
//!
//! `SCHEMA_TEST_PAIRS` is the number of pairs for each engine, `SCHEMA_TEST_SEED` the number of the first pair: a failure
//! says the number of its pair, and `SCHEMA_TEST_SEED=<number> SCHEMA_TEST_PAIRS=1` runs that one alone.
//! `SCHEMA_TEST_ENGINE` is the one engine to run on. `cargo xtask roundtrip` sets them.

#![expect(clippy::print_stdout, reason = "a test says what it did")]

mod loss;
mod trip;

#[path = "../random/mod.rs"]
mod random;
#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use proptest::strategy::{Strategy, ValueTree};
use random::dice::PairSeed;
use random::generate::Draft;
use random::mutate::Edited;
use random::{FIRST, dice, number, reason, runner};
use schema_core::diff::Answers;
use schema_core::schema::Dialect;
use support::{Database, Engine, engines};
use trip::{Failure, Pair, Verdict};

/// So many failures are told; the rest is counted.
const TOLD: usize = 5;
/// A failing pair is made simpler for so long.
const PATIENCE: Duration = Duration::from_secs(20);

/// The two schemas of a seed on an engine.
fn pair(dialect: Dialect, seed: &PairSeed) -> Pair {
    let one = Draft::of(dialect, &seed.one);
    let (other, answers) = match &seed.other {
        Some(other) => (Draft::of(dialect, other), Answers::default()),
        None => {
            let mut edited = Edited::new(&one);
            seed.edits.iter().for_each(|roll| edited.edit(roll));
            edited.done()
        }
    };
    Pair { dialect, old: one.schema, new: other.schema, answers }
}

/// The databases of one thread.
struct Walker {
    runtime: tokio::runtime::Runtime,
    database: Database,
    fresh: Database,
    /// Whether the server knows `NULLS NOT DISTINCT`.
    nulls_not_distinct: bool,
}

impl Walker {
    fn new(engine: &Engine, number: usize) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let database = runtime.block_on(engine.database(&format!("pairs_{number}")));
        let fresh = runtime.block_on(engine.database(&format!("pairs_fresh_{number}")));
        let early = runtime.block_on(database.is_too_early_for_nulls_not_distinct());
        Self { runtime, database, fresh, nulls_not_distinct: !early }
    }

    /// The two schemas of a seed, as far as the server has what they say.
    fn pair(&self, seed: &PairSeed) -> Pair {
        let mut pair = pair(self.database.dialect, seed);
        if !self.nulls_not_distinct {
            for table in [&mut pair.old, &mut pair.new].into_iter().flat_map(|schema| schema.tables.values_mut()) {
                table.uniques.values_mut().for_each(|unique| unique.nulls_not_distinct = false);
                table.indexes.values_mut().for_each(|index| index.nulls_not_distinct = false);
            }
        }
        pair
    }

    /// One pair; a panic on the way is a failure too.
    fn walk(&self, pair: &Pair) -> Result<Verdict, Failure> {
        let walk = AssertUnwindSafe(|| self.runtime.block_on(pair.walk(&self.database, &self.fresh)));
        std::panic::catch_unwind(walk).unwrap_or_else(|panic| {
            let text = panic.downcast_ref::<String>().cloned();
            let text = text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
            Err(Failure { stage: "panic", text: text.unwrap_or_default(), scripts: String::new() })
        })
    }

    /// The pair of a number, and how it ends; a failing one in its simplest form.
    fn walk_number(&self, number: u64) -> Result<Verdict, String> {
        let dialect = self.database.dialect;
        let mut tree = dice::pair().new_tree(&mut runner(number)).expect("all seeds are good");
        let mut failed = match self.walk(&self.pair(&tree.current())) {
            Ok(verdict) => return Ok(verdict),
            Err(failure) => (failure, tree.current()),
        };
        let (start, stage) = (Instant::now(), failed.0.stage);
        let mut simpler = tree.simplify();
        while simpler && start.elapsed() < PATIENCE {
            match self.walk(&self.pair(&tree.current())) {
                Err(failure) if failure.stage == stage => {
                    failed = (failure, tree.current());
                    simpler = tree.simplify();
                }
                _ => simpler = tree.complicate(),
            }
        }
        let (failure, seed) = failed;
        let Pair { old, new, answers, .. } = self.pair(&seed);
        let json = |it: &schema_core::schema::Schema| serde_json::to_string(it).unwrap();
        Err(format!(
            "== pair {number} on {dialect}: {}\n{}\nold: {}\nnew: {}\nanswers: {}\n{}",
            failure.stage,
            failure.text,
            json(&old),
            json(&new),
            serde_json::to_string(&answers).unwrap(),
            failure.scripts
        ))
    }
}

/// What became of the pairs of an engine.
#[derive(Default)]
struct Tally {
    done: u64,
    rows: usize,
    refused: BTreeMap<String, u64>,
    failed: Vec<String>,
}

fn run(dialect: Dialect, usually: u64) {
    if std::env::var("SCHEMA_TEST_ENGINE").is_ok_and(|name| !name.is_empty() && name != dialect.name()) {
        return;
    }
    let Some(engine) = engines().into_iter().find(|engine| engine.dialect == dialect) else { return };
    let (pairs, first) = (number("SCHEMA_TEST_PAIRS", usually), number("SCHEMA_TEST_SEED", FIRST));
    let threads = if pairs > usually { std::thread::available_parallelism().map_or(1, usize::from) } else { 1 };
    let (next, tally, start) = (AtomicU64::new(0), Mutex::new(Tally::default()), Instant::now());
    std::thread::scope(|scope| {
        for thread in 0..threads {
            let (engine, next, tally) = (&engine, &next, &tally);
            scope.spawn(move || {
                let walker = Walker::new(engine, thread);
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= pairs || tally.lock().unwrap().failed.len() >= TOLD {
                        return;
                    }
                    let outcome = walker.walk_number(first + number);
                    let mut tally = tally.lock().unwrap();
                    match outcome {
                        Ok(Verdict::Done { rows }) => {
                            tally.done += 1;
                            tally.rows += rows;
                        }
                        Ok(Verdict::Refused(text)) => *tally.refused.entry(reason(&text)).or_default() += 1,
                        Err(text) => {
                            println!("{text}\n");
                            tally.failed.push(text);
                        }
                    }
                }
            });
        }
    });
    let Tally { done, rows, refused, failed } = tally.into_inner().unwrap();
    let seconds = start.elapsed().as_secs_f64();
    let not: u64 = refused.values().sum();
    println!(
        "{dialect}: pairs {first} and on: {done} there and back with {rows} rows, {not} refused, {} failed; \
         {seconds:.0} s, {:.1} a second",
        failed.len(),
        (done + not) as f64 / seconds
    );
    let mut refused: Vec<_> = refused.into_iter().collect();
    refused.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for (reason, count) in refused.iter().take(12) {
        println!("  {count} refused: {reason}");
    }
    assert!(failed.is_empty(), "{} pairs fail, see above", failed.len());
}

#[test]
fn sqlite_from_any_schema_to_any_other() {
    run(Dialect::Sqlite, 200);
}

#[test]
fn postgres_from_any_schema_to_any_other() {
    run(Dialect::Postgres, 60);
}

#[test]
fn mariadb_from_any_schema_to_any_other() {
    run(Dialect::Mariadb, 40);
}

#[test]
fn mysql_from_any_schema_to_any_other() {
    run(Dialect::Mysql, 15);
}
