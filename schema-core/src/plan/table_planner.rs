//! What each engine does in its own way to change existing tables.

use std::fmt;

use crate::schema::{Column, Schema, Table};

use super::context::{Context, Item, Work};
use super::step::{Alteration, ColumnForm, Step};
use super::{Capabilities, PlanError};

/// How an engine changes existing tables. An engine composes its steps from the parts that all share; the pipeline asks for them.
pub trait TablePlanner: fmt::Debug + Sync {
    /// Adds to `work` what has to be dropped temporarily, because it depends on something that changes.
    ///
    /// # Errors
    /// [`PlanError`] if something that depends on a change cannot be dropped.
    fn detach<'a>(&self, context: &Context<'a>, work: &mut Work<'a>) -> Result<(), PlanError>;

    /// Adds the steps for `items`, which lead from `old` to `new`.
    ///
    /// # Errors
    /// [`PlanError`] if the engine cannot make a change.
    fn table(&self, context: &mut Context<'_>, old: &Table, new: &Table, items: &[Item]) -> Result<(), PlanError>;

    /// Makes a column NOT NULL, in whose rows no NULL is left. `form` is the column as it is to be written.
    fn not_null(&self, column: &Column, _form: ColumnForm) -> Alteration {
        Alteration::SetNotNull(column.name.clone())
    }

    /// Returns the steps of one group of changes, which are in the order of their phases, as they are to run.
    fn finish_group(&self, _capabilities: &Capabilities, steps: Vec<Step>) -> Vec<Step> {
        steps
    }

    /// Returns the steps of several groups of changes, one group after the other, as they are to run.
    fn join_groups(&self, steps: Vec<Step>) -> Vec<Step> {
        steps
    }

    /// Returns all steps of a plan from `old` as they are to run.
    ///
    /// # Errors
    /// [`PlanError`] if names meet on the way that the engine takes for one.
    fn finish(&self, _capabilities: &Capabilities, _old: &Schema, steps: Vec<Step>) -> Result<Vec<Step>, PlanError> {
        Ok(steps)
    }
}
