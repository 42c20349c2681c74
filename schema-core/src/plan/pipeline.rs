//! One group of changes as steps, pass by pass.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::diff::{Answers, Change, Pair, Pointing, diff};
use crate::schema::{Schema, Table, TableName};

use super::change_group::ChangeGroup;
use super::context::{Context, NetChanges, Work, new_checks};
use super::origin::Origins;
use super::project::project_both;
use super::reason::{PlannedChange, Reason};
use super::row_data::RowData;
use super::step::{Operation, Phase, Step};
use super::values::{former_values, replaced_values, values_that_swap};
use super::{Capabilities, Enums, Plan, PlanError, filled, gone, rename};

/// The way of one group of changes.
pub(super) struct Stretch<'a> {
    /// The group.
    pub(super) group: &'a ChangeGroup<'a>,
    /// The schema before it.
    pub(super) here: &'a Schema,
    /// The schema after its renames.
    pub(super) renamed: Schema,
    /// The schema after all of it.
    pub(super) there: Schema,
}

/// Plans one group of `changes`, and appends it to `plan`.
pub(super) fn plan(
    stretch: Stretch<'_>,
    changes: &[Change],
    capabilities: &Capabilities,
    plan: &mut Plan,
) -> Result<(), PlanError> {
    let Stretch { group, here, mut renamed, mut there } = stretch;
    let (net, rows) = net_changes(group, here, (&mut renamed, &mut there), capabilities);
    gone::refuse_spoken_of(capabilities, &net, |change| there.table(change.table()?))?;
    let first = plan.changes.len();
    let net = NetChanges { changes: net, first: first + group.renames.len() };
    let mut context = Context {
        capabilities,
        old: &renamed,
        new: &there,
        replaced: BTreeMap::new(),
        values: replaced_values(&net),
        new_checks: new_checks(&net),
        first_derived: net.first + net.len(),
        derived: Vec::new(),
        origins: Origins::of(group),
        steps: Vec::new(),
        foreign_keys_off: false,
    };
    context.renames(here, group, first)?;
    context.namespaces(here);
    context.extensions();
    context.enums(&net, &rows)?;
    context.tables(&net, changes)?;
    context.primary_keys(&net);
    let mut work = context.work(&net);
    context.respelled(&net, &mut work);
    context.renamed_checks(here, group.renames, &mut work);
    capabilities.planner.detach(&context, &mut work)?;
    context.check_ends_elsewhere(&work)?;
    for (name, items) in &work {
        let (Some(old), Some(new)) = (renamed.table(name), there.table(name)) else { continue };
        capabilities.check_table(new, &there)?;
        capabilities.check_columns(Some(old), new)?;
        capabilities.planner.table(&mut context, old, new, items)?;
    }
    if context.rows_wait() {
        context.push(Phase::Settle, Operation::Settle, &[], &[]);
    }
    context.settings();
    context.take_names(&net);
    context.remake_late();
    let Context { mut steps, foreign_keys_off, derived, origins, .. } = context;
    // Steps are large, and moved once so.
    steps.sort_by_cached_key(|step| (step.phase, filled::place_in_phase(step)));
    filled::keep_times(&mut steps, &renamed);
    let steps = capabilities.planner.finish_group(capabilities, steps);
    capabilities.check_steps(&steps)?;
    let renames = group.renames.iter().enumerate();
    let renames = renames
        .map(|(place, change)| PlannedChange { change: change.clone(), given: vec![group.place_of_rename(place)] });
    let net = net.changes.into_iter().map(|change| PlannedChange { given: origins.origin(&change), change });
    plan.changes.extend(renames.chain(net));
    plan.note_idle(first, &steps, capabilities);
    plan.changes.extend(derived);
    plan.steps.extend(steps);
    plan.foreign_keys_off |= foreign_keys_off;
    Ok(())
}

/// The changes that lie between the two ends of a group as the engine has them, and what the given ones say about rows. Brings both
/// ends into the form that the engine has.
fn net_changes<'a>(
    group: &ChangeGroup<'a>,
    here: &Schema,
    (renamed, there): (&mut Schema, &mut Schema),
    capabilities: &Capabilities,
) -> (Vec<Change>, RowData<'a>) {
    // A type's own rename takes its rows along; elsewhere a renamed value is one that rows get in place of another.
    let rows = match capabilities.enums {
        Enums::Type => RowData::of(renamed, &[], group.rest),
        _ => RowData::of(here, group.renames, group.rest),
    };
    // What is for other engines is no difference to this one.
    if capabilities.enums != Enums::Type {
        former_values(here, renamed, there, group.renames);
    }
    project_both(renamed, there, capabilities);
    // Several changes of one thing come down to what lies between the two ends. Tables that both share cost nothing.
    let mut net = diff(renamed, there, &Answers::default()).changes;
    rows.give_to(&mut net);
    if capabilities.enums != Enums::Type {
        net.extend(values_that_swap(renamed, there, &rows.replaced, &net));
    }
    (net, rows)
}

impl Plan {
    /// Notes which of the changes from `first` on no step carries out.
    fn note_idle(&mut self, first: usize, steps: &[Step], capabilities: &Capabilities) {
        let mut done = BTreeSet::new();
        for reason in steps.iter().flat_map(|step| &step.why) {
            if let Reason::Change(place) = reason {
                done.insert(*place);
            }
        }
        // Where an enum is no type of its own, its columns carry it.
        let is_carried = |change: &Change| {
            let of_enum = matches!(
                change,
                Change::CreateEnum(_) | Change::DropEnum(_) | Change::RenameEnum(_) | Change::RenameEnumValue { .. }
            );
            of_enum && capabilities.enums != Enums::Type
        };
        for (place, planned) in self.changes.iter().enumerate().skip(first) {
            if !done.contains(&place) {
                let list =
                    if is_carried(&planned.change) { &mut self.carried_by_columns } else { &mut self.without_effect };
                list.push(place);
            }
        }
    }
}

impl Context<'_> {
    /// Steps for the renames of a group; the first of them is at the place `first` of [`Plan::changes`].
    fn renames(&mut self, here: &Schema, group: &ChangeGroup<'_>, first: usize) -> Result<(), PlanError> {
        // By the names that the renames before left them.
        let own_key = |table: &Table| table.primary_key.as_ref().is_some_and(|key| key.name.is_none());
        let mut with_own_key: BTreeSet<TableName> =
            here.tables.values().filter(|table| own_key(table)).map(|table| table.name.clone()).collect();
        let mut now = (Cow::Borrowed(here), Pointing::default());
        let carries = self.capabilities.renames_in_sql || !here.tables.values().any(rename::has_sql);
        for (change, why) in group.renames.iter().zip((first..).map(Reason::Change)) {
            if carries || !rename::in_sql(self, &mut now, change, why.clone())? {
                self.rename(&with_own_key, change, why)?;
            }
            if let Change::RenameTable(pair) = change
                && with_own_key.remove(&pair.old)
            {
                with_own_key.insert(pair.new.clone());
            }
        }
        Ok(())
    }

    /// Looks at the foreign keys of tables that do not change to tables that do.
    fn check_ends_elsewhere(&self, work: &Work<'_>) -> Result<(), PlanError> {
        for table in self.new.tables.values().filter(|table| !work.contains_key(&table.name)) {
            for key in table.foreign_keys.values().filter(|key| work.contains_key(&key.references_table)) {
                self.capabilities.check_ends(table, key, self.new)?;
            }
        }
        Ok(())
    }

    /// A table or column takes another name.
    fn rename(&mut self, with_own_key: &BTreeSet<TableName>, change: &Change, why: Reason) -> Result<(), PlanError> {
        let operation = match change {
            Change::RenameTable(pair) => {
                let (from, to) = (&pair.old.namespace, &pair.new.namespace);
                if from != to && (from.is_none() || to.is_none()) {
                    let reason = "a table cannot move between a namespace and the connection's default: name both";
                    return Err(self.capabilities.table_error(&pair.new, reason));
                }
                let name = self.capabilities.primary_key_name.filter(|_| with_own_key.contains(&pair.old));
                let primary_key = name.map(|name| Pair::new(name(&pair.old), name(&pair.new)));
                Operation::RenameTable { table: pair.clone(), primary_key: primary_key.filter(|it| it.old != it.new) }
            }
            Change::RenameColumn { table, column } => {
                Operation::RenameColumn { table: table.clone(), column: column.clone() }
            }
            Change::RenameEnum(pair) if self.capabilities.enums == Enums::Type => Operation::RenameEnum(pair.clone()),
            Change::RenameEnumValue { enum_type, value } if self.capabilities.enums == Enums::Type => {
                Operation::RenameEnumValue { name: enum_type.clone(), value: value.clone() }
            }
            _ => return Ok(()),
        };
        self.push(Phase::Rename, operation, &[why], &[]);
        Ok(())
    }
}
