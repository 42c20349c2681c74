//! What a journey is made of: dice that were thrown before, so that it can be taken again, and made simpler.

use proptest::prelude::*;

use crate::random::dice::{Roll, SchemaSeed, roll, table};

/// A journey.
#[derive(Clone, Debug)]
pub(crate) struct JourneySeed {
    /// Crates, style, and whether there is a merge.
    pub(crate) head: Roll,
    pub(crate) start: SchemaSeed,
    pub(crate) steps: Vec<StepSeed>,
    /// The edits of the branch that meets the last step, if there is one.
    pub(crate) branch: Option<Vec<Roll>>,
    /// The step after the database was taken over into a new package.
    pub(crate) last: Vec<Roll>,
}

/// A step.
#[derive(Clone, Debug)]
pub(crate) struct StepSeed {
    pub(crate) head: Roll,
    pub(crate) edits: Vec<Roll>,
}

fn edits() -> impl Strategy<Value = Vec<Roll>> {
    prop::collection::vec(roll(), 1..5)
}

/// A project begins with a model or more.
fn start() -> impl Strategy<Value = SchemaSeed> {
    (prop::collection::vec(roll(), 0..3), prop::collection::vec(table(), 1..6))
        .prop_map(|(enums, tables)| SchemaSeed { enums, tables })
}

/// Journeys.
pub(crate) fn journey() -> impl Strategy<Value = JourneySeed> {
    let step = (roll(), edits()).prop_map(|(head, edits)| StepSeed { head, edits });
    let steps = prop::collection::vec(step, 4..12);
    (roll(), start(), steps, prop::option::weighted(0.2, edits()), edits())
        .prop_map(|(head, start, steps, branch, last)| JourneySeed { head, start, steps, branch, last })
}
