//! What is known while a group of changes is planned.

use std::collections::BTreeMap;
use std::ops::Deref;

use crate::diff::{Change, ConstraintKind};
use crate::schema::{Schema, TableName};

use super::Capabilities;
use super::hazard::Hazard;
use super::origin::Origins;
use super::reason::{PlannedChange, Reason};
use super::step::{Alteration, Operation, Phase, Step};

/// What is known while a group of changes is planned.
pub struct Context<'a> {
    pub(crate) capabilities: &'a Capabilities,
    /// The schema after the renames of the group.
    pub(crate) old: &'a Schema,
    /// The schema after all of it.
    pub(crate) new: &'a Schema,
    /// Enum types whose columns must be turned into a new type of the same name.
    /// With it the values that rows get in the place of removed ones, spelled.
    pub(crate) replaced: BTreeMap<&'a str, Vec<(String, String)>>,
    /// For each enum type, the values that rows get in place of others.
    pub(crate) values: BTreeMap<String, BTreeMap<String, String>>,
    /// The tables that get a check of a name.
    pub(super) new_checks: BTreeMap<String, Vec<TableName>>,
    /// Where changes that follow from others get their place in [`Plan::changes`].
    pub(super) first_derived: usize,
    pub(super) derived: Vec<PlannedChange>,
    pub(super) origins: Origins<'a>,
    pub(crate) steps: Vec<Step>,
    pub(crate) foreign_keys_off: bool,
}

/// The changes that lie between the two ends of a group, as the engine has them.
pub(super) struct NetChanges {
    pub(super) changes: Vec<Change>,
    /// The place of the first in [`Plan::changes`].
    pub(super) first: usize,
}

impl NetChanges {
    /// Each with the reason that it is for a step.
    pub(super) fn with_reasons(&self) -> impl Iterator<Item = (Reason, &Change)> {
        (self.first..).map(Reason::Change).zip(&self.changes)
    }
}

impl Deref for NetChanges {
    type Target = [Change];

    fn deref(&self) -> &[Change] {
        &self.changes
    }
}

/// A change of one table that is there before and after, with what is told about it.
#[derive(Clone, Debug)]
pub struct Item {
    pub(crate) change: Change,
    pub(crate) why: Vec<Reason>,
    pub(crate) hazards: Vec<Hazard>,
}

/// The changes of each table that exists before and after.
pub type Work<'a> = BTreeMap<&'a TableName, Vec<Item>>;

impl Context<'_> {
    pub(crate) fn push(&mut self, phase: Phase, operation: Operation, why: &[Reason], hazards: &[Hazard]) {
        self.steps.push(Step { phase, operation, why: why.to_vec(), hazards: hazards.to_vec() });
    }

    pub(crate) fn alter(
        &mut self,
        phase: Phase,
        table: &TableName,
        alterations: Vec<Alteration>,
        why: &[Reason],
        hazards: &[Hazard],
    ) {
        if !alterations.is_empty() {
            self.push(phase, Operation::AlterTable { table: table.clone(), alterations }, why, hazards);
        }
    }

    /// Plans a change that follows from others, such as the name of a check that follows its column.
    pub(super) fn derive(&mut self, change: Change) -> Reason {
        let given = self.origins.origin(&change);
        self.derived.push(PlannedChange { change, given });
        Reason::Change(self.first_derived + self.derived.len() - 1)
    }

    /// Whether another table gets a check of the name of one of `table`.
    pub(crate) fn is_taken_over(&self, check: &str, table: &TableName) -> bool {
        self.new_checks.get(&check.to_lowercase()).is_some_and(|tables| tables.iter().any(|other| other != table))
    }
}

/// For each name, the tables that get a check of it.
pub(super) fn new_checks(net: &[Change]) -> BTreeMap<String, Vec<TableName>> {
    let mut checks: BTreeMap<String, Vec<TableName>> = BTreeMap::new();
    for change in net {
        match change {
            Change::AddCheck { table, check, .. } => {
                checks.entry(check.name.to_lowercase()).or_default().push(table.clone());
            }
            Change::RenameConstraint { table, kind: ConstraintKind::Check, name } => {
                checks.entry(name.new.to_lowercase()).or_default().push(table.clone());
            }
            _ => {}
        }
    }
    checks
}

pub(super) fn same_columns(a: &[String], b: &[String]) -> bool {
    a.len() == b.len() && a.iter().all(|column| b.contains(column))
}
