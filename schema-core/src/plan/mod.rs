//! From changes to ordered steps for one engine. What the engine can do is asked from its [`Capabilities`] only.

mod alter;
mod capabilities;
mod enums;
mod error;
mod follow;
mod form;
mod hazard;
mod order;
mod part;
mod rebuild;
mod segment;
mod step;

use crate::diff::{Change, apply};
use crate::schema::Schema;

pub use capabilities::{Alters, Capabilities, Comments, Conversion, Enumerations, Enums};
pub use error::PlanError;
pub use hazard::{Hazard, Severity};
pub use step::{Alteration, ColumnForm, CopyValue, Operation, Phase, Rebuild, Step, TableForm, ValuePlace};

/// The steps from one schema to another on one engine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Steps in the order in which they run.
    pub steps: Vec<Step>,
    /// Whether the engine must not enforce foreign keys meanwhile; to be switched outside the transaction.
    pub foreign_keys_off: bool,
    /// Changes, as sentences, for which this engine has nothing to do.
    pub without_effect: Vec<String>,
    /// Changes of enum types, as sentences, that are in the columns of those types here.
    pub carried_by_columns: Vec<String>,
}

impl Plan {
    /// What is dangerous about it.
    pub fn hazards(&self) -> impl Iterator<Item = &Hazard> {
        self.steps.iter().flat_map(|step| &step.hazards)
    }
}

/// Plans `changes`, which are applied to `old` one after the other.
///
/// The way back is the plan of the inverted changes in reverse order, from the new schema.
///
/// # Errors
/// [`PlanError`] when the changes do not fit `old`, or the engine cannot do what they ask; its text names the ways out.
pub fn plan(old: &Schema, changes: &[Change], capabilities: &Capabilities) -> Result<Plan, PlanError> {
    let mut plan = Plan::default();
    let mut here = old.clone();
    for segment in segment::split(changes) {
        let mut renamed = here.clone();
        for change in segment.renames {
            apply(&mut renamed, change)?;
        }
        let mut there = renamed.clone();
        for change in segment.rest {
            apply(&mut there, change)?;
        }
        part::plan(&here, &renamed, &there, &segment, capabilities, &mut plan)?;
        here = there;
    }
    crate::diff::apply_all(&mut here, &[])?;
    Ok(plan)
}

#[cfg(test)]
mod tests;
