//! Random projects through the program: models are written as Rust sources, changed as a developer would change them, and
//! taken through the tool into a database, with rows, up, down and up again. Nothing but the binary reads and writes them.
//!
//! `SCHEMA_TEST_JOURNEYS` is the number of journeys for each engine, `SCHEMA_TEST_SEED` the number of the first: a failure
//! says the number of its journey, and `SCHEMA_TEST_SEED=<number> SCHEMA_TEST_JOURNEYS=1` makes that one alone.
//! `cargo xtask journeys` sets them.

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
mod source;
mod step;
mod style;
mod types;

use self::journey::{Place, walk};
use self::seed::JourneySeed;
use crate::random::reason;
use crate::random::trials::{Failure, Tally, Trial, tests};
use crate::support::{Database, Engine, block_on};
use libtest_mimic::Trial as Test;
use proptest::strategy::Strategy;
use schema_core::schema::Dialect;

/// The databases of one thread.
struct Walker {
    database: Database,
    fresh: Database,
    nulls_not_distinct: bool,
}

impl Trial for Walker {
    const NAME: &'static str = "journey";
    const VARIABLE: &'static str = "SCHEMA_TEST_JOURNEYS";
    const PATIENCE: u64 = 60;
    type Seed = JourneySeed;

    fn new(engine: &Engine) -> Self {
        let database = block_on(engine.database("journeys"));
        let fresh = block_on(engine.database("journeys_fresh"));
        let nulls_not_distinct = !block_on(database.is_too_early_for_nulls_not_distinct());
        Self { database, fresh, nulls_not_distinct }
    }

    fn seeds() -> impl Strategy<Value = JourneySeed> {
        seed::journey()
    }

    fn size(seed: &JourneySeed) -> String {
        format!("{} steps from {} models", seed.steps.len(), seed.start.tables.len())
    }

    fn simpler(seed: &JourneySeed) -> Vec<JourneySeed> {
        seed.simpler()
    }

    fn make(&self, seed: &JourneySeed) -> Result<Tally, Failure> {
        let Self { database, fresh, nulls_not_distinct } = self;
        walk(&Place { database, fresh, nulls_not_distinct: *nulls_not_distinct }, seed)
    }

    fn kind(failure: &Failure) -> String {
        let error = failure.text.lines().find(|line| line.starts_with("error")).or(failure.text.lines().next());
        format!("{}: {}", failure.stage, reason(error.unwrap_or_default()))
    }
}

/// `journeys::<dialect>::<number>`.
pub(crate) fn trials() -> Vec<Test> {
    let on = |dialect, usually| tests::<Walker>("journeys", dialect, usually, 1);
    let counts = [(Dialect::SQLITE, 6), (Dialect::POSTGRES, 3), (Dialect::MARIADB, 2), (Dialect::MYSQL, 1)];
    counts.into_iter().flat_map(|(dialect, usually)| on(dialect, usually)).collect()
}
