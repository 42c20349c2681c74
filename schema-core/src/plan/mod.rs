//! From changes to ordered steps for one engine. What the engine can do is asked from its [`Capabilities`] only.

mod added;
mod capabilities;
mod change_group;
mod clash;
mod context;
mod detach;
mod enum_types;
mod enums;
mod error;
mod filled;
mod follow;
mod form;
mod gone;
mod gone_values;
mod hazard;
mod key_names;
mod loss;
mod nulls;
mod order;
mod origin;
mod own_names;
mod pipeline;
mod project;
mod reason;
mod rename;
mod rings;
mod room;
mod row_data;
mod step;
mod stored;
mod table_planner;
mod tables;
mod unheld;
mod values;
mod versioned;
mod work;

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::diff::{Change, Pointing, dangling};
use crate::schema::{Schema, TableName, folded};

use pipeline::Stretch;

pub use capabilities::{
    Capabilities, Comments, ConstraintFacts, Conversion, Enumerations, Enums, Extension, IndexFacts, TableProblem,
};
pub use context::{Context, Item, Work};
pub use error::PlanError;
pub use hazard::Hazard;
pub use own_names::OwnNames;
pub use reason::{Dependent, Obstacle, PlannedChange, Reason};

pub(crate) use added::{after_needed, in_order, made_again};
pub(crate) use capabilities::replaced_text;
pub(crate) use detach::first;
pub(crate) use enums::enum_of;
pub(crate) use project::plain_identity;
pub use project::project;
pub use step::{Alteration, ColumnForm, CopyValue, Operation, Phase, Rebuild, Step, TableForm, ValuePlace};
pub use stored::StoredColumns;
pub use table_planner::TablePlanner;

/// The steps from one schema to another on one engine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Steps in the order in which they run.
    pub steps: Vec<Step>,
    /// Whether the engine must not enforce foreign keys meanwhile; to be switched outside the transaction.
    pub foreign_keys_off: bool,
    /// What the given changes come to on this engine. Steps name these by their places.
    pub changes: Vec<PlannedChange>,
    /// Those for which this engine has nothing to do, by their places in `changes`.
    pub without_effect: Vec<usize>,
    /// Those of enum types that are part of the columns of those types here, by their places in `changes`.
    pub carried_by_columns: Vec<usize>,
    /// What the engine does not hold of the schema afterwards, or the schema of itself, and that no step is about.
    pub unheld: Vec<Hazard>,
}

/// Plans `changes`, which are applied to `old` one after the other.
///
/// The way back is the plan of the inverted changes in reverse order, from the new schema.
///
/// # Errors
/// [`PlanError`] when the changes do not fit `old`, or the engine cannot do what they ask; its text names the ways out.
pub fn plan(old: &Schema, changes: &[Change], capabilities: &Capabilities) -> Result<Plan, PlanError> {
    let mut plan = Plan { unheld: unheld::hazards(old, changes, capabilities)?, ..Plan::default() };
    plan.unheld.extend(gone_values::named(old, changes, capabilities)?);
    let groups = change_group::split(changes);
    // A schema may be large: each is handed on where it is needed last.
    if let Some(group) = change_group::renames_first(&groups, capabilities.enums)
        && let Ok(renamed) = after(old, group.renames)
        && twin(group.renames, &renamed, capabilities).is_none()
        && !meets_table(group.renames, &renamed, capabilities)
    {
        let there = after(old, changes)?.into_owned();
        dangling(&there)?;
        let stretch = Stretch { group: &group, here: old, renamed: renamed.into_owned(), there };
        pipeline::plan(stretch, changes, capabilities, &mut plan)?;
        plan.steps = capabilities.planner.finish(capabilities, old, plan.steps)?;
        return Ok(plan);
    }
    if groups.is_empty() {
        dangling(old)?;
    }
    let mut here = Cow::Borrowed(old);
    for (place, group) in groups.iter().enumerate() {
        let renamed = after(&here, group.renames)?;
        if capabilities.renames_in_views {
            refuse_twin(group.renames, &renamed, capabilities)?;
        }
        let there = after(&renamed, group.rest)?.into_owned();
        let renamed = renamed.into_owned();
        let next = (place + 1 < groups.len()).then(|| there.clone());
        if next.is_none() {
            dangling(&there)?;
        }
        pipeline::plan(Stretch { group, here: &here, renamed, there }, changes, capabilities, &mut plan)?;
        here = next.map_or(here, Cow::Owned);
    }
    if groups.len() > 1 {
        plan.steps = capabilities.planner.join_groups(plan.steps);
    }
    plan.steps = capabilities.planner.finish(capabilities, old, plan.steps)?;
    Ok(plan)
}

/// The first column to which `renames`, with which a schema is `renamed`, give a name that is that of another one to the engine,
/// with that other one.
fn twin<'a>(
    renames: &'a [Change],
    renamed: &'a Schema,
    capabilities: &Capabilities,
) -> Option<(&'a TableName, &'a str, &'a str)> {
    let folded = |name: &str| folded(&[capabilities.dialect], name);
    renames.iter().find_map(|change| {
        let Change::RenameColumn { table, column } = change else { return None };
        let new = folded(&column.new);
        let mut others = renamed.table(table)?.columns.iter().filter(|other| other.name != column.new);
        let other = others.find(|other| folded(&other.name) == new)?;
        Some((table, column.new.as_str(), other.name.as_str()))
    })
}

/// Returns `true` if `renames`, with which a schema is `renamed`, give a table a name that is that of another table to the engine: the
/// other one has to be dropped before.
fn meets_table(renames: &[Change], renamed: &Schema, capabilities: &Capabilities) -> bool {
    let mut new = renames.iter().filter_map(|change| match change {
        Change::RenameTable(name) => Some(&name.new),
        _ => None,
    });
    if new.clone().next().is_none() {
        return false;
    }
    let folded = |name: &TableName| (name.namespace.clone(), folded(&[capabilities.dialect], &name.name));
    let mut tables: BTreeMap<_, usize> = BTreeMap::new();
    renamed.tables.keys().for_each(|name| *tables.entry(folded(name)).or_default() += 1);
    new.any(|name| tables.get(&folded(name)).is_some_and(|tables| *tables > 1))
}

/// The engine takes a rename into the views and triggers that name a column, so that another name meanwhile would stay there.
fn refuse_twin(renames: &[Change], renamed: &Schema, capabilities: &Capabilities) -> Result<(), PlanError> {
    let Some((table, column, other)) = twin(renames, renamed, capabilities) else { return Ok(()) };
    Err(PlanError::Column {
        dialect: capabilities.dialect,
        table: table.clone(),
        column: column.to_owned(),
        reason: format!(
            "letter case says nothing in its name, which `{other}` has until that is dropped: drop that one in a revision of \
             its own before"
        ),
    })
}

/// `schema` with `changes`; the same one where there are none.
fn after<'a>(schema: &'a Schema, changes: &[Change]) -> Result<Cow<'a, Schema>, PlanError> {
    let mut after = Cow::Borrowed(schema);
    let mut pointing = Pointing::default();
    for change in changes {
        pointing.apply(after.to_mut(), change)?;
    }
    Ok(after)
}

#[cfg(test)]
mod tests;
