//! Random pairs of schemas on every engine: what is planned from one to the other is what the database becomes, up,
//! down and up again, with rows in it. Nothing is compared by our own differ alone: the catalogs of the migrated
//! database are those of one that never was anything else.
//!
//! `SCHEMA_TEST_PAIRS` is the number of pairs for each engine, `SCHEMA_TEST_SEED` the number of the first pair: a failure
//! says the number of its pair, and `SCHEMA_TEST_SEED=<number> SCHEMA_TEST_PAIRS=1` runs that one alone.
//! `cargo xtask roundtrip` sets them.

mod loss;
mod trip;

use self::trip::{Pair, Verdict};
use crate::random::dice::{PairSeed, SchemaSeed};
use crate::random::generate::Draft;
use crate::random::mutate::Edited;
use crate::random::trials::{Failure, Tally, Trial, tests};
use crate::random::{FIRST, dice, runner};
use crate::support::{Database, Engine, block_on};
use libtest_mimic::Trial as Test;
use proptest::strategy::Strategy;
use schema_core::diff::Answers;
use schema_core::schema::Dialect;

/// The two schemas of a seed on an engine.
pub(crate) fn pair(dialect: Dialect, seed: &PairSeed) -> Pair {
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
    database: Database,
    fresh: Database,
    /// Whether the server knows `NULLS NOT DISTINCT`.
    nulls_not_distinct: bool,
}

impl Walker {
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
}

impl Trial for Walker {
    const NAME: &'static str = "pair";
    const VARIABLE: &'static str = "SCHEMA_TEST_PAIRS";
    const PATIENCE: u64 = 20;
    type Seed = PairSeed;

    fn new(engine: &Engine) -> Self {
        let database = block_on(engine.database("pairs"));
        let fresh = block_on(engine.database("pairs_fresh"));
        let early = block_on(database.is_too_early_for_nulls_not_distinct());
        Self { database, fresh, nulls_not_distinct: !early }
    }

    fn seeds() -> impl Strategy<Value = PairSeed> {
        dice::pair()
    }

    fn size(seed: &PairSeed) -> String {
        let tables = |schema: &SchemaSeed| schema.tables.len();
        let other = seed.other.as_ref().map_or(0, tables);
        format!("{} edits and {} + {other} tables", seed.edits.len(), tables(&seed.one))
    }

    fn simpler(seed: &PairSeed) -> Vec<PairSeed> {
        seed.simpler()
    }

    fn make(&self, seed: &PairSeed) -> Result<Tally, Failure> {
        let pair = self.pair(seed);
        let verdict = block_on(pair.walk(&self.database, &self.fresh));
        let verdict = verdict.map_err(|failure| {
            let json = |it: &schema_core::schema::Schema| serde_json::to_string(it).unwrap();
            let answers = format!("{:?}", pair.answers.flags());
            let pair = format!("old: {}\nnew: {}\nanswers: {answers}", json(&pair.old), json(&pair.new));
            Failure { beside: format!("{pair}\n{}", failure.beside), ..failure }
        })?;
        let mut tally = Tally::default();
        match verdict {
            Verdict::Done { rows } => {
                tally = Tally::done();
                tally.count("rows", rows);
            }
            Verdict::Refused(text) => tally.refuse(&text),
        }
        Ok(tally)
    }
}

/// `random_pairs::<dialect>::<range>`, and one for the order of plans.
pub(crate) fn trials() -> Vec<Test> {
    let on = |dialect, usually, size| tests::<Walker>("random_pairs", dialect, usually, size);
    let mut all = vec![Test::test("random_pairs::nothing_is_lost_before_rows_can_stop", loss::nothing_is_lost)];
    all.extend(on(Dialect::SQLITE, 200, 25));
    all.extend(on(Dialect::POSTGRES, 60, 15));
    all.extend(on(Dialect::MARIADB, 40, 10));
    all.extend(on(Dialect::MYSQL, 15, 5));
    all
}
