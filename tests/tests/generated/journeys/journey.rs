//! A journey: a project from its first revision to its last, and what comes after that.

use schema_core::schema::{Dialect, Schema};

use super::project::{Project, shown};
use super::seed::{JourneySeed, StepSeed};
use super::style::Style;
use crate::random::dice::{Dice, Roll};
use crate::random::generate::Draft;
use crate::random::mutate::Edited;
use crate::random::trials::{Failure, Tally};
use crate::support::{self, Database};
use schema_core::diff::Answers;

/// Two databases of an engine, in which journeys are made.
pub(crate) struct Place<'a> {
    pub(crate) database: &'a Database,
    pub(crate) fresh: &'a Database,
    /// Whether the server knows `NULLS NOT DISTINCT`.
    pub(crate) nulls_not_distinct: bool,
}

/// A journey on its way.
pub(crate) struct Journey<'a> {
    pub(crate) project: Project,
    pub(crate) database: &'a Database,
    /// Another one.
    pub(crate) fresh: &'a Database,
    pub(crate) draft: Draft,
    pub(crate) style: Style,
    pub(crate) tally: Tally,
    nulls_not_distinct: bool,
}

/// The number in the last dice of a roll.
fn salt(roll: &Roll) -> u64 {
    u64::from_le_bytes(roll[8..].try_into().expect("eight dice"))
}

/// Makes the journey of a seed.
pub(crate) fn walk(place: &Place<'_>, seed: &JourneySeed) -> Result<Tally, Failure> {
    let Place { database, fresh, nulls_not_distinct } = *place;
    let mut dice = Dice::new(&seed.head);
    let crates = if dice.chance(30) { 2 } else { 1 };
    crate::support::block_on(async {
        database.clear().await;
        fresh.clear().await;
    });
    let mut journey = Journey {
        project: Project::new(support::release(database.dialect), crates, &database.url)?,
        database,
        fresh,
        draft: Draft::from_schema(database.dialect, Schema::default()),
        style: Style { salt: salt(&seed.head), crates },
        tally: Tally::done(),
        nulls_not_distinct,
    };
    journey.go(seed).map_err(|failure| {
        let sources = shown(&journey.project.path(if crates == 1 { "src" } else { "crates" }));
        let scripts = shown(&journey.project.migrations());
        Failure { beside: format!("{sources}\n{scripts}"), ..failure }
    })?;
    Ok(journey.tally)
}

impl Journey<'_> {
    pub(crate) fn dialect(&self) -> Dialect {
        self.database.dialect
    }

    fn go(&mut self, seed: &JourneySeed) -> Result<(), Failure> {
        let mut start = Draft::of(self.dialect(), &seed.start);
        self.level(&mut start);
        self.step(&start, &Answers::default(), false)?;
        let (merged, steps) = match (&seed.branch, seed.steps.split_last()) {
            (Some(branch), Some((last, steps))) => (Some((last, branch)), steps),
            _ => (None, seed.steps.as_slice()),
        };
        for (number, StepSeed { head, edits }) in steps.iter().enumerate() {
            let mut dice = Dice::new(head);
            // Now and then everything is written otherwise: moved between files, modules and crates.
            if dice.chance(35) {
                self.style.salt = salt(head);
            }
            let (after, renames) = self.edited(&self.draft, edits);
            self.step(&after, &renames, number % 3 == 1)?;
        }
        if let Some((last, branch)) = merged {
            self.branches(&last.edits, branch)?;
        }
        self.end(&seed.last)
    }

    /// A draft after edits, and what is renamed in it.
    pub(crate) fn edited(&self, draft: &Draft, edits: &[Roll]) -> (Draft, Answers) {
        let mut edited = Edited::new(draft);
        for roll in edits {
            if roll[15] < 90 { edited.edit_ordinarily(roll) } else { edited.edit(roll) }
        }
        let (mut after, renames) = edited.done();
        after.follow_names(&draft.schema);
        self.level(&mut after);
        (after, renames)
    }

    /// Takes out what the server is too early for.
    fn level(&self, draft: &mut Draft) {
        if !self.nulls_not_distinct {
            for table in draft.schema.tables.values_mut() {
                table.uniques.values_mut().for_each(|unique| unique.nulls_not_distinct = false);
                table.indexes.values_mut().for_each(|index| index.nulls_not_distinct = false);
            }
        }
    }
}
