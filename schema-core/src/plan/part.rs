//! One group of changes as steps.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

use crate::diff::{
    Answers, Change, ConstraintKind, EnumChange, Fill, Pair, Pointing, compares, diff, empty_columns,
    holds_without_values, is_held_already,
};
use crate::schema::{
    Check, Column, ColumnType, DefaultValue, Exclusion, ForeignKey, Index, Literal, PrimaryKey, Schema, Spelling,
    Table, TableName, Unique,
};

use super::change_group::ChangeGroup;
use super::hazard::{self, Hazard};
use super::origin::Origins;
use super::project::project_both;
use super::reason::{PlannedChange, Reason};
use super::step::{Alteration, Operation, Phase, Step, ValuePlace};
use super::values::{former_values, replaced_values, values_after, values_that_swap};
use super::{
    Alters, Capabilities, Enums, Plan, PlanError, alter, enums, filled, gone, order, rebuild, rename, together,
};

/// What is known while a group of changes is planned.
pub(super) struct Part<'a> {
    pub(super) capabilities: &'a Capabilities,
    /// The schema after the renames of the group.
    pub(super) old: &'a Schema,
    /// The schema after all of it.
    pub(super) new: &'a Schema,
    /// Enum types whose columns must be turned into a new type of the same name.
    /// With it the values that rows get in the place of removed ones, spelled.
    pub(super) replaced: BTreeMap<&'a str, Vec<(String, String)>>,
    /// For each enum type, the values that rows get in place of others.
    pub(super) values: BTreeMap<String, BTreeMap<String, String>>,
    /// The tables that get a check of a name.
    new_checks: BTreeMap<String, Vec<TableName>>,
    /// Where changes that follow from others get their place in [`Plan::changes`].
    first_derived: usize,
    derived: Vec<PlannedChange>,
    origins: Origins<'a>,
    pub(super) steps: Vec<Step>,
    pub(super) foreign_keys_off: bool,
}

/// The changes that lie between the two ends of a group, as the engine has them.
pub(super) struct NetChanges {
    changes: Vec<Change>,
    /// The place of the first in [`Plan::changes`].
    first: usize,
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
pub(super) struct Item {
    pub(super) change: Change,
    pub(super) why: Vec<Reason>,
    pub(super) hazards: Vec<Hazard>,
}

pub(super) type Work<'a> = BTreeMap<&'a TableName, Vec<Item>>;

/// Plans the way from `here` by `renamed` to `there`, and appends it to `plan`. The group is one of `changes`.
pub(super) fn plan(
    here: &Schema,
    mut renamed: Schema,
    mut there: Schema,
    group: &ChangeGroup<'_>,
    changes: &[Change],
    capabilities: &Capabilities,
    plan: &mut Plan,
) -> Result<(), PlanError> {
    // A type's own rename takes its rows along; elsewhere a renamed value is one that rows get in place of another.
    let answers = match capabilities.enums {
        Enums::Type => told(&renamed, &[], group.rest),
        _ => told(here, group.renames, group.rest),
    };
    // What is for other engines is no difference to this one.
    if capabilities.enums != Enums::Type {
        former_values(here, &mut renamed, &there, group.renames);
    }
    project_both(&mut renamed, &mut there, capabilities);
    let (renamed, there) = (&renamed, &there);
    // Several changes of one thing come down to what lies between the two ends.
    let mut net = diff(renamed, there, &answers).changes;
    if capabilities.enums != Enums::Type {
        net.extend(values_that_swap(renamed, there, &answers, &net));
    }
    gone::refuse_spoken_of(capabilities, &net, |change| there.table(change.table()?))?;
    let first = plan.changes.len();
    let net = NetChanges { changes: net, first: first + group.renames.len() };

    let mut part = Part {
        capabilities,
        old: renamed,
        new: there,
        replaced: BTreeMap::new(),
        values: replaced_values(&net),
        new_checks: new_checks(&net),
        first_derived: net.first + net.len(),
        derived: Vec::new(),
        origins: Origins::of(group),
        steps: Vec::new(),
        foreign_keys_off: false,
    };
    // By the names that the renames before left them.
    let own_key = |table: &Table| table.primary_key.as_ref().is_some_and(|key| key.name.is_none());
    let mut with_own_key: BTreeSet<TableName> =
        here.tables.values().filter(|table| own_key(table)).map(|table| table.name.clone()).collect();
    let mut now = (Cow::Borrowed(here), Pointing::default());
    let carries = capabilities.renames_in_sql || !here.tables.values().any(rename::has_sql);
    for (change, why) in group.renames.iter().zip((first..).map(Reason::Change)) {
        if carries || !rename::in_sql(&mut part, &mut now, change, why.clone())? {
            part.rename(&with_own_key, change, why)?;
        }
        if let Change::RenameTable(pair) = change
            && with_own_key.remove(&pair.old)
        {
            with_own_key.insert(pair.new.clone());
        }
    }
    part.namespaces(here);
    part.extensions();
    part.enums(&net, &answers)?;
    part.tables(&net, changes)?;
    part.primary_keys(&net);
    let mut work = part.work(&net);
    part.respelled(&net, &mut work);
    part.renamed_checks(here, group.renames, &mut work);
    match capabilities.alters {
        Alters::Singly => part.stand_aside(&mut work)?,
        Alters::Together => {
            part.stand_aside_of_remade(&mut work);
            part.stand_aside_of_swapped(&mut work);
        }
        Alters::ByRebuild => {}
    }
    if capabilities.alters != Alters::ByRebuild {
        part.detached(&mut work)?;
    }
    for table in there.tables.values().filter(|table| !work.contains_key(&table.name)) {
        for key in table.foreign_keys.values().filter(|key| work.contains_key(&key.references_table)) {
            capabilities.check_ends(table, key, there)?;
        }
    }
    for (name, items) in &work {
        let (Some(old), Some(new)) = (renamed.table(name), there.table(name)) else { continue };
        capabilities.check_table(new, there)?;
        match capabilities.alters {
            Alters::ByRebuild => rebuild::table(&mut part, old, new, items)?,
            Alters::Singly => alter::table(&mut part, new, items)?,
            Alters::Together => together::table(&mut part, old, new, items)?,
        }
    }

    if part.rows_wait() {
        part.push(Phase::Settle, Operation::Settle, &[], &[]);
    }
    part.settings();
    part.take_names(&net);
    part.remake_late();
    let Part { mut steps, foreign_keys_off, derived, origins, .. } = part;
    // Steps are large, and moved once so.
    steps.sort_by_cached_key(|step| (step.phase, filled::place_in_phase(step)));
    filled::keep_times(&mut steps, renamed);
    if capabilities.alters == Alters::Together {
        steps = merged(rename::stay_off(steps));
        together::write_anew(capabilities, &mut steps);
    }
    let reasons = steps.iter().flat_map(|step| &step.why);
    let done: BTreeSet<usize> =
        reasons.filter_map(|why| if let Reason::Change(place) = why { Some(*place) } else { None }).collect();
    let quiet = |change: &Change| {
        // Where an enum is no type of its own, its columns carry it.
        let of_enum = matches!(
            change,
            Change::CreateEnum(_) | Change::DropEnum(_) | Change::RenameEnum(_) | Change::RenameEnumValue { .. }
        );
        of_enum && capabilities.enums != Enums::Type
    };
    for (place, change) in (first..).zip(group.renames.iter().chain(net.iter())) {
        if !done.contains(&place) {
            let list = if quiet(change) { &mut plan.carried_by_columns } else { &mut plan.without_effect };
            list.push(place);
        }
    }
    let renames = group.renames.iter().enumerate();
    plan.changes.extend(
        renames.map(|(rename, change)| PlannedChange {
            change: change.clone(),
            given: vec![group.place_of_rename(rename)],
        }),
    );
    let planned = |change: Change| PlannedChange { given: origins.origin(&change), change };
    plan.changes.extend(net.changes.into_iter().map(planned));
    plan.changes.extend(derived);
    plan.steps.extend(steps);
    plan.foreign_keys_off |= foreign_keys_off;
    Ok(())
}

/// What the changes of a group say about rows, for the differ to put into the changes that it finds.
fn told(here: &Schema, renames: &[Change], rest: &[Change]) -> Answers {
    let mut values = BTreeMap::new();
    let mut answers = Answers::default();
    for change in rest {
        match change {
            Change::AddColumn { table, fill: Some(fill), column } => {
                values.insert((table, &column.name), fill);
            }
            Change::AlterColumn { table, fill: Some(fill), column } => {
                values.insert((table, &column.new.name), fill);
            }
            change => {
                if let Some((table, name, repair)) = change.wants_of_rows().filter(|(_, _, repair)| !repair.is_empty())
                {
                    answers.repair(table.clone(), name, repair.clone());
                }
            }
        }
    }
    let fill = |((table, column), value): ((&TableName, &String), &DefaultValue)| Fill {
        table: table.clone(),
        column: column.clone(),
        value: value.clone(),
    };
    answers.fills = values.into_iter().map(fill).collect();
    for it in here.enums.values() {
        let (name, values) = values_after(it, renames.iter().chain(rest));
        for (old, new) in values {
            answers.replace_value(name.as_str(), old, new);
        }
    }
    answers
}

/// For each name, the tables that get a check of it.
fn new_checks(net: &[Change]) -> BTreeMap<String, Vec<TableName>> {
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

/// Puts neighbouring alterations of one table into one statement.
pub(super) fn merged(steps: Vec<Step>) -> Vec<Step> {
    let mut merged: Vec<Step> = Vec::new();
    for mut step in steps {
        if let Operation::AlterTable { table, alterations } = &mut step.operation
            && let Some(Step { phase, operation: Operation::AlterTable { table: of, alterations: all }, why, hazards }) =
                merged.last_mut()
            && of == table
            && *phase == step.phase
            && together::go_together(all, alterations)
        {
            all.append(alterations);
            for reason in step.why {
                if !why.contains(&reason) {
                    why.push(reason);
                }
            }
            for hazard in step.hazards {
                if !hazards.contains(&hazard) {
                    hazards.push(hazard);
                }
            }
        } else {
            merged.push(step);
        }
    }
    merged
}

impl<'a> Part<'a> {
    pub(super) fn push(&mut self, phase: Phase, operation: Operation, why: &[Reason], hazards: &[Hazard]) {
        self.steps.push(Step { phase, operation, why: why.to_vec(), hazards: hazards.to_vec() });
    }

    /// Plans a change that follows from others, such as the name of a check that follows its column.
    pub(super) fn derive(&mut self, change: Change) -> Reason {
        let given = self.origins.origin(&change);
        self.derived.push(PlannedChange { change, given });
        Reason::Change(self.first_derived + self.derived.len() - 1)
    }

    /// Whether another table gets a check of the name of one of `table`.
    pub(super) fn is_taken_over(&self, check: &str, table: &TableName) -> bool {
        self.new_checks.get(&check.to_lowercase()).is_some_and(|tables| tables.iter().any(|other| other != table))
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

    /// Steps for enum types, where they are types of their own.
    fn enums(&mut self, net: &NetChanges, fills: &Answers) -> Result<(), PlanError> {
        if self.capabilities.enums != Enums::Type {
            return Ok(());
        }
        for (why, change) in net.with_reasons() {
            let why = [why];
            if let Change::CreateEnum(it) = change
                && let Some(problem) =
                    self.capabilities.bad_name(&it.name).or_else(|| self.capabilities.own_type_problem(&it.name))
            {
                let dialect = self.capabilities.dialect;
                return Err(PlanError::Enum { dialect, name: it.name.clone(), reason: problem });
            }
            match change {
                Change::CreateEnum(it) => self.push(Phase::CreateTypes, Operation::CreateEnum(it.clone()), &why, &[]),
                Change::DropEnum(it) => self.push(Phase::DropTypes, Operation::DropEnum(it.name.clone()), &why, &[]),
                Change::AlterEnum(pair) => self.alter_enum(pair, net, fills, &why)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn alter_enum(
        &mut self,
        pair: &EnumChange,
        net: &[Change],
        fills: &Answers,
        why: &[Reason],
    ) -> Result<(), PlanError> {
        let name = &pair.new.name;
        let fills: Vec<&DefaultValue> = fills.fills.iter().map(|fill| &fill.value).collect();
        let usable = |added: &Vec<(String, ValuePlace)>| {
            let values = added.iter().map(|(value, _)| value.as_str()).collect();
            !enums::uses(self.new, name, net, &fills, &values)
        };
        if let Some(added) = enums::additions(pair).filter(usable) {
            for (value, place) in added {
                self.push(Phase::CreateTypes, Operation::AddEnumValue { name: name.clone(), value, place }, why, &[]);
            }
            return Ok(());
        }
        let removed: Vec<String> = pair.lost().cloned().collect();
        let hazards: Vec<_> =
            (!removed.is_empty()).then(|| Hazard::RemoveValues(name.clone(), removed)).into_iter().collect();
        let aside = Pair::new(name.clone(), enums::aside(name));
        self.push(Phase::CreateTypes, Operation::RenameEnum(aside.clone()), why, &hazards);
        self.push(Phase::CreateTypes, Operation::CreateEnum(pair.new.clone()), why, &[]);
        self.push(Phase::DropTypes, Operation::DropEnum(aside.new), why, &[]);
        let dialect = self.capabilities.dialect;
        let spelled = |value: &String| {
            let value = DefaultValue::Literal(Literal::Text(value.clone()));
            (self.capabilities.value)(dialect, &ColumnType::Text { max_length: None }, &value)
        };
        let gone = pair.replaced.iter().filter(|(old, _)| pair.old.values.contains(old));
        let values = gone.map(|(old, new)| Ok((spelled(old)?, spelled(new)?))).collect::<Result<Vec<_>, String>>();
        let values = values.map_err(|reason| PlanError::Enum { dialect, name: name.clone(), reason })?;
        self.replaced.extend(self.new.enums.get_key_value(name).map(|(name, _)| (name.as_str(), values)));
        Ok(())
    }

    /// Steps for tables that are new or gone.
    fn tables(&mut self, net: &NetChanges, changes: &[Change]) -> Result<(), PlanError> {
        let in_place = self.capabilities.alters != Alters::ByRebuild;
        let together = self.capabilities.alters == Alters::Together;
        let dropped: BTreeMap<&TableName, Reason> = net
            .with_reasons()
            .filter_map(|(why, change)| match change {
                Change::DropTable(table) => Some((&table.name, why)),
                _ => None,
            })
            .collect();
        let order = order::by_reference(dropped.keys().filter_map(|name| self.old.table(name)));
        for (table, name) in order.waiting.iter().filter(|_| in_place) {
            let alterations = vec![Alteration::DropForeignKey((*name).to_owned())];
            let why = [Reason::DropCycle { table: (*table).clone(), foreign_key: (*name).to_owned() }];
            let operation = Operation::AlterTable { table: (*table).clone(), alterations };
            self.push(Phase::DropForeignKeys, operation, &why, &[]);
        }
        // Dropping a table deletes its rows first on such an engine, and with them rows that point to them.
        if !in_place {
            let gone: BTreeSet<_> = order.tables.iter().map(|table| &table.name).collect();
            let mut keys = self.old.tables.values().flat_map(|table| table.foreign_keys.values());
            self.foreign_keys_off |= keys.any(|key| gone.contains(&key.references_table));
        }
        if together {
            self.release(&order, changes);
        }
        let phase = self.phase_of_drops(&order, net);
        for table in order.tables.into_iter().rev() {
            let why: Vec<Reason> = dropped.get(&table.name).cloned().into_iter().collect();
            let hazards = [Hazard::DropTable(table.name.clone())];
            self.push(phase, Operation::DropTable(table.name.clone()), &why, &hazards);
        }

        let created: BTreeMap<&TableName, Reason> = net
            .with_reasons()
            .filter_map(|(why, change)| match change {
                Change::CreateTable(table) => Some((&table.name, why)),
                _ => None,
            })
            .collect();
        let order = order::by_reference(created.keys().filter_map(|name| self.new.table(name)));
        for table in &order.tables {
            self.capabilities.check_table(table, self.new)?;
            let later = |key: &ForeignKey| {
                let waits = order.waiting.contains(&(&table.name, key.name.as_str()));
                // Its indexes come after it.
                let own_index =
                    key.references_table == table.name && !table.has_key_constraint(&key.references_columns);
                in_place && (waits || own_index || !self.key_is_there(key))
            };
            let form = self.capabilities.table_form(table, &self.new.enums, later)?;
            let late: Vec<ForeignKey> = table.foreign_keys.values().filter(|key| later(key)).cloned().collect();
            let why: Vec<Reason> = created.get(&table.name).cloned().into_iter().collect();
            let hazards = self.compared_as_text(table, |_| true);
            self.push(Phase::CreateTables, Operation::CreateTable(form), &why, &hazards);
            for foreign_key in late {
                let change = Change::AddForeignKey {
                    table: table.name.clone(),
                    foreign_key: foreign_key.clone(),
                    repair: Spelling::default(),
                };
                let alterations = vec![Alteration::AddForeignKey(foreign_key)];
                let operation = Operation::AlterTable { table: table.name.clone(), alterations };
                let why = self.derive(change);
                self.push(Phase::AddForeignKeys, operation, &[why], &[]);
            }
        }
        Ok(())
    }

    /// Whether the key that a new table points to is there before keys are added: in a table that is new too, or
    /// unchanged in one that was there.
    fn key_is_there(&self, key: &ForeignKey) -> bool {
        let (Some(old), Some(new)) = (self.old.table(&key.references_table), self.new.table(&key.references_table))
        else {
            return true;
        };
        let is_it = |columns: &[String]| same_columns(columns, &key.references_columns);
        let primary = old.primary_key == new.primary_key
            && old.primary_key.as_ref().and_then(PrimaryKey::whole_columns).is_some_and(is_it);
        let index = |index: &Index| index.unique_columns().is_some_and(|columns| is_it(&columns));
        primary
            || old.uniques.iter().any(|(name, it)| is_it(&it.columns) && new.uniques.get(name) == Some(it))
            || old.indexes.iter().any(|(name, it)| index(it) && new.indexes.get(name) == Some(it))
    }

    /// Whether a new primary key has all columns of the one before it.
    fn tells_rows_apart(&self, change: &Change) -> bool {
        let Change::AddPrimaryKey { table, primary_key } = change else { return false };
        let before = self.old.table(table).and_then(|table| table.primary_key.as_ref());
        let added = |column: &String| self.old.table(table).is_none_or(|table| table.column(column).is_none());
        before.is_some_and(|key| primary_key.is_finer_than(key)) && !primary_key.columns.iter().any(added)
    }

    /// What compares numbers that the engine keeps as text, of checks, indexes and generated columns that are `meant`.
    fn compared_as_text(&self, table: &Table, meant: impl Fn(&str) -> bool) -> Vec<Hazard> {
        let is_text = |column: &&Column| (self.capabilities.text_numbers)(&column.ty);
        let numbers: Vec<&Column> = table.columns.iter().filter(is_text).collect();
        if numbers.is_empty() {
            return Vec::new();
        }
        let checks = table.checks.values().map(|it| (&it.name, &it.expression));
        let indexes = table.indexes.values().map(|it| (&it.name, &it.predicate));
        let generated = table.columns.iter().filter_map(|it| Some((&it.name, &it.generated.as_ref()?.expression)));
        let compared = |(name, sql): (&String, &Spelling)| {
            let sql = sql.get(self.capabilities.dialect)?;
            let column = numbers.iter().find(|column| compares(sql, &column.name))?;
            Some(Hazard::TextCompared(table.name.clone(), name.clone(), column.name.clone()))
        };
        checks.chain(indexes).chain(generated).filter(|(name, _)| meant(name)).filter_map(compared).collect()
    }

    /// The changes of tables that are there before and after.
    fn work(&mut self, net: &NetChanges) -> Work<'a> {
        let mut work = Work::new();
        let empty = empty_columns(net);
        for (why, change) in net.with_reasons() {
            let Some((name, table)) = change.table().and_then(|name| self.new.tables.get_key_value(name)) else {
                continue;
            };
            let why = vec![why];
            let items = match change {
                Change::CreateTable(_) | Change::DropTable(_) => continue,
                Change::RenameConstraint { table, kind, name } if self.capabilities.renames.contains(kind) => {
                    let operation =
                        Operation::RenameConstraint { table: table.clone(), kind: *kind, name: name.clone() };
                    self.push(Phase::Rename, operation, &why, &[]);
                    continue;
                }
                Change::RenameConstraint { table: _, kind, name } => {
                    let changes = dropped_and_added(table, *kind, name);
                    changes.into_iter().map(|change| Item { change, why: why.clone(), hazards: Vec::new() }).collect()
                }
                Change::AlterValidity { table: _, kind, name, valid: false, .. } => {
                    let name = Pair::new(name.clone(), name.clone());
                    let changes = dropped_and_added(table, *kind, &name);
                    changes.into_iter().map(|change| Item { change, why: why.clone(), hazards: Vec::new() }).collect()
                }
                change => {
                    let holds = is_held_already(self.old, self.new, change)
                        || holds_without_values(change, &empty)
                        || self.tells_rows_apart(change);
                    let mut hazards = if holds { Vec::new() } else { hazards(change) };
                    hazards.extend(self.compared_as_text(table, |name| is_about(change, name)));
                    vec![Item { change: change.clone(), why, hazards }]
                }
            };
            work.entry(name).or_default().extend(items);
        }
        work
    }
}

pub(super) fn same_columns(a: &[String], b: &[String]) -> bool {
    a.len() == b.len() && a.iter().all(|column| b.contains(column))
}

/// Whether a change brings the SQL of the check, index or column `name`.
fn is_about(change: &Change, name: &str) -> bool {
    match change {
        Change::AddCheck { check, .. } => check.name == name,
        Change::AddIndex { index, .. } => index.name == name,
        Change::AddColumn { column, .. } => column.name == name,
        Change::AlterColumn { column, .. } => column.old.generated != column.new.generated && column.new.name == name,
        _ => false,
    }
}

/// What is dangerous about a change of a table that has rows.
fn hazards(change: &Change) -> Vec<Hazard> {
    match change {
        Change::DropColumn { table, column } => vec![Hazard::DropColumn(table.clone(), column.name.clone())],
        Change::AlterColumn { table, column, .. } if hazard::narrows(&column.old, &column.new) => {
            vec![Hazard::Narrow(table.clone(), column.new.name.clone())]
        }
        Change::AddPrimaryKey { table, .. } => vec![Hazard::Key(table.clone())],
        Change::DropPartition { table, partition } => {
            vec![Hazard::DropTable(TableName { name: partition.name.clone(), ..table.clone() })]
        }
        Change::AlterTableOptions { table, options } if options.new.strict && !options.old.strict => {
            vec![Hazard::Strict(table.clone())]
        }
        change => match change.wants_of_rows() {
            Some((table, name, _)) => vec![Hazard::Constraint(table.clone(), name.to_owned())],
            None => Vec::new(),
        },
    }
}

/// What does the work of a rename where the engine has none. `table` has the constraint by its new name.
fn dropped_and_added(table: &Table, kind: ConstraintKind, name: &Pair<String>) -> Vec<Change> {
    let of = table.name.clone();
    match kind {
        ConstraintKind::Unique => table.uniques.get(&name.new).map(|new| {
            let old = Unique { name: name.old.clone(), ..new.clone() };
            [
                Change::DropUnique { table: of.clone(), unique: old },
                Change::AddUnique { table: of, unique: new.clone(), repair: Spelling::default() },
            ]
        }),
        ConstraintKind::Index => table.indexes.get(&name.new).map(|new| {
            let old = Index { name: name.old.clone(), ..new.clone() };
            [
                Change::DropIndex { table: of.clone(), index: old },
                Change::AddIndex { table: of, index: new.clone(), repair: Spelling::default() },
            ]
        }),
        ConstraintKind::ForeignKey => table.foreign_keys.get(&name.new).map(|new| {
            let old = ForeignKey { name: name.old.clone(), ..new.clone() };
            [
                Change::DropForeignKey { table: of.clone(), foreign_key: old },
                Change::AddForeignKey { table: of, foreign_key: new.clone(), repair: Spelling::default() },
            ]
        }),
        ConstraintKind::Check => table.checks.get(&name.new).map(|new| {
            let old = Check { name: name.old.clone(), ..new.clone() };
            [
                Change::DropCheck { table: of.clone(), check: old },
                Change::AddCheck { table: of, check: new.clone(), repair: Spelling::default() },
            ]
        }),
        ConstraintKind::Exclusion => table.exclusions.get(&name.new).map(|new| {
            let old = Exclusion { name: name.old.clone(), ..new.clone() };
            [
                Change::DropExclusion { table: of.clone(), exclusion: old },
                Change::AddExclusion { table: of, exclusion: new.clone(), repair: Spelling::default() },
            ]
        }),
    }
    .map(Vec::from)
    .unwrap_or_default()
}
