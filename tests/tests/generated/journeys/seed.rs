//! What a journey is made of: dice that were thrown before, so that it can be taken again, and made simpler.

use proptest::prelude::*;

use crate::random::dice::{Roll, SchemaSeed, roll, table};
use crate::random::shrink::each_without;

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

impl JourneySeed {
    /// Everything that can be left out of a journey at once, the most first.
    pub(crate) fn simpler(&self) -> Vec<Self> {
        let mut all = Vec::new();
        let with_start = |start| Self { start, ..self.clone() };
        let with_steps = |steps| Self { steps, ..self.clone() };
        let steps = self.steps.len();
        all.extend(
            [0, steps / 2].into_iter().filter(|kept| *kept < steps).map(|kept| with_steps(self.steps[..kept].into())),
        );
        all.extend(each_without(&self.steps).map(with_steps));
        all.extend(self.branch.as_ref().map(|_| Self { branch: None, ..self.clone() }));
        if !self.last.is_empty() {
            all.push(Self { last: Vec::new(), ..self.clone() });
        }
        all.extend(self.start.with_less().into_iter().map(with_start));
        for (at, step) in self.steps.iter().enumerate() {
            all.extend(each_without(&step.edits).map(|edits| {
                let mut simpler = self.clone();
                simpler.steps[at].edits = edits;
                simpler
            }));
        }
        let branches = self.branch.iter().flat_map(|edits| each_without(edits));
        all.extend(branches.map(|edits| Self { branch: Some(edits), ..self.clone() }));
        all.extend(each_without(&self.last).map(|last| Self { last, ..self.clone() }));
        all.extend(self.start.with_smaller_tables().into_iter().map(with_start));
        if self.head != [0; 16] {
            all.push(Self { head: [0; 16], ..self.clone() });
        }
        all
    }
}
