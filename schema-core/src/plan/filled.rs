//! Values for the rows that are there already.

use std::collections::{BTreeMap, BTreeSet};

use crate::diff::{Change, numbers_of, stand_in};
use crate::schema::{Column, DefaultValue, Deferrable, Literal, Schema, Table, TableName};

use super::context::Context;
use super::hazard::Hazard;
use super::step::{Alteration, ColumnForm, Operation, Phase, Step};
use super::{PlanError, Reason};

impl Context<'_> {
    /// Whether rows are written that a deferred constraint looks at in the end of the transaction, and more is to be done before.
    pub(super) fn rows_wait(&self) -> bool {
        let goes_on = self.steps.iter().any(|step| step.phase > Phase::Settle);
        if !self.capabilities.waits_for_constraints || !goes_on {
            return false;
        }
        let late = |when: Deferrable| when == Deferrable::InitiallyDeferred;
        let mut looked_at = BTreeSet::new();
        for table in self.new.tables.values() {
            for key in table.foreign_keys.values().filter(|key| late(key.deferrable)) {
                looked_at.extend([&table.name, &key.references_table]);
            }
            let exclusions = table.exclusions.values().map(|it| it.deferrable);
            if table.uniques.values().map(|it| it.deferrable).chain(exclusions).any(late) {
                looked_at.insert(&table.name);
            }
        }
        self.steps.iter().any(|step| match &step.operation {
            Operation::Fill { table, .. } | Operation::Convert { table, .. } | Operation::Copy { table, .. } => {
                looked_at.contains(table)
            }
            // It may write anything.
            Operation::Run(_) => !looked_at.is_empty(),
            _ => false,
        })
    }

    /// What the session needs for the tables that it writes, before anything else.
    pub(super) fn settings(&mut self) {
        let written = self.steps.iter().filter_map(|step| match &step.operation {
            Operation::CreateTable(form) => Some(&form.name),
            Operation::AlterTable { table, .. } => Some(table),
            _ => None,
        });
        let mut tables = written.flat_map(|name| [self.old.table(name), self.new.table(name)]).flatten();
        if let Some(sql) = tables.find_map(|table| (self.capabilities.setting)(table)) {
            self.push(Phase::Namespaces, Operation::Run(sql.to_owned()), &[Reason::SessionMode], &[]);
        }
    }

    /// The user's statement that brings rows into order before what `change` adds holds for them.
    pub(crate) fn repair(&mut self, change: &Change, phase: Phase) {
        let wants = change.wants_of_rows();
        let repair = wants.and_then(|(_, name, repair)| Some((name, repair.get(self.capabilities.dialect)?)));
        if let Some((name, sql)) = repair {
            self.push(phase, Operation::Run(sql.to_owned()), &[Reason::Repair(name.to_owned())], &[]);
        }
    }

    /// The same, in a table that stays: rows that a foreign key leads to may be new, too.
    pub(crate) fn repair_in_place(&mut self, change: &Change) {
        let key = matches!(change, Change::AddForeignKey { .. });
        self.repair(change, if key { Phase::AddForeignKeys } else { Phase::FillRows });
    }

    /// A new column in which the rows that are there get `value`.
    pub(crate) fn add_filled(
        &mut self,
        table: &TableName,
        column: &Column,
        form: ColumnForm,
        value: DefaultValue,
        why: &[Reason],
        hazards: &[Hazard],
    ) -> Result<(), PlanError> {
        if !column.nullable && quick(self, column, &value) {
            // A default that is there while the column is made gives every row its value without touching the rows.
            let with = Column { default: Some(value), ..column.clone() };
            let with = self.capabilities.form(table, &with, &self.new.enums)?;
            let same = with == form;
            self.alter(Phase::AlterTables, table, vec![Alteration::AddColumn(with, None)], why, hazards);
            if !same {
                let after = match form.default {
                    Some(default) => Alteration::SetDefault(column.name.clone(), default),
                    None => Alteration::DropDefault(column.name.clone()),
                };
                self.alter(Phase::Tighten, table, vec![after], why, &[]);
            }
            return Ok(());
        }
        let open = ColumnForm { nullable: true, ..form.clone() };
        self.alter(Phase::AlterTables, table, vec![Alteration::AddColumn(open, None)], why, hazards);
        self.fill(table, column, &value, false, why)?;
        if !column.nullable {
            let tightened = self.capabilities.planner.not_null(column, form);
            self.alter(Phase::Tighten, table, vec![tightened], why, &[]);
        }
        Ok(())
    }

    pub(crate) fn fill(
        &mut self,
        table: &TableName,
        column: &Column,
        value: &DefaultValue,
        only_null: bool,
        why: &[Reason],
    ) -> Result<(), PlanError> {
        let value = self.spelled(table, column, value)?;
        let (table, column) = (table.clone(), column.name.clone());
        let operation = Operation::Fill { table, column, value, only_null, kept: Vec::new() };
        self.push(Phase::FillRows, operation, why, &[]);
        Ok(())
    }

    pub(crate) fn spelled(
        &self,
        table: &TableName,
        column: &Column,
        value: &DefaultValue,
    ) -> Result<String, PlanError> {
        let error = |reason: String| self.capabilities.column_error(table, &column.name, reason);
        (self.capabilities.value)(self.capabilities.dialect, &column.ty, value).map_err(error)
    }

    /// The value for existing rows of a new column: the given one, or as for a column that takes no NULL; none where the engine puts
    /// one into them.
    pub(crate) fn value_of_new(
        &self,
        table: &Table,
        column: &Column,
        given: Option<&DefaultValue>,
    ) -> (Option<DefaultValue>, Option<Hazard>) {
        let has_own = column.default.is_some() || column.identity.is_some() || column.generated.is_some();
        let needs = !column.nullable && !has_own;
        if needs || given.is_some() { self.value_for_rows(table, column, given) } else { (None, None) }
    }

    /// The value for existing rows of a column that takes no NULL: the given one; else, for a way back that cannot know
    /// it, a neutral one that is told as a hazard; none for keys, where a neutral value would be wrong for sure. A computed
    /// column takes none: no engine writes into it.
    pub(crate) fn value_for_rows(
        &self,
        table: &Table,
        column: &Column,
        given: Option<&DefaultValue>,
    ) -> (Option<DefaultValue>, Option<Hazard>) {
        if column.generated.is_some() {
            return (None, None);
        }
        if let Some(given) = given {
            return (Some(given.clone()), None);
        }
        let name = table.name.clone();
        let has = |columns: &[String]| columns.contains(&column.name);
        let in_key = table.primary_key.as_ref().is_some_and(|key| has(&key.columns))
            || table.uniques.values().any(|unique| has(&unique.columns))
            || table.foreign_keys.values().any(|key| has(&key.columns));
        let listed = numbers_of(table, &column.name).and_then(|numbers| numbers.first().copied());
        let listed = listed.map(|number| DefaultValue::Literal(Literal::Number(number.to_string())));
        let value = listed.or_else(|| stand_in(&column.ty, |of| self.new.enums.get(of))).filter(|_| !in_key);
        let hazard = match &value {
            Some(value) => Hazard::StandIn(name, column.name.clone(), value.clone()),
            None => Hazard::NoValue(name, column.name.clone()),
        };
        (value, Some(hazard))
    }
}

/// New columns get their values after the others: they may be made from columns whose NULLs are filled. A statement of the
/// user, which brings rows into order for a constraint, may speak of both. Of what loses data, nothing stops a mere drop.
pub(super) fn place_in_phase(step: &Step) -> u8 {
    match (step.phase, &step.operation) {
        (Phase::FillRows, Operation::Fill { only_null: false, .. }) => 1,
        (Phase::FillRows, Operation::Run(_)) => 2,
        // What a table that is made anew gets may come from columns that go.
        (Phase::DropColumns, Operation::AlterTable { .. }) => 1,
        (Phase::LoseData, Operation::DropTable(_)) => 1,
        (Phase::LoseData, Operation::DropEnum(_)) => 2,
        (Phase::LoseData, Operation::AlterTable { alterations, .. }) => {
            u8::from(alterations.iter().all(|it| matches!(it, Alteration::DropColumn(_))))
        }
        _ => 0,
    }
}

/// Sets which columns keep their values while rows are written: those that would get the time of the change, at that moment.
/// `steps` stand in order; `renamed` is the schema before them, under the new names.
pub(super) fn keep_times(steps: &mut [Step], renamed: &Schema) {
    let mut timed: BTreeMap<TableName, Vec<String>> = BTreeMap::new();
    for table in renamed.tables.values() {
        for column in table.columns.iter().filter(|it| it.on_update_now) {
            timed.entry(table.name.clone()).or_default().push(column.name.clone());
        }
    }
    for step in steps {
        match &mut step.operation {
            Operation::AlterTable { table, alterations } => {
                for alteration in alterations {
                    let (name, stays) = match alteration {
                        Alteration::AddColumn(form, _) | Alteration::ModifyColumn(form, _) => {
                            (&form.name, form.on_update_now)
                        }
                        Alteration::DropColumn(name) => (&*name, false),
                        _ => continue,
                    };
                    if let Some(names) = timed.get_mut(table) {
                        names.retain(|it| it != name);
                    }
                    if stays {
                        timed.entry(table.clone()).or_default().push(name.clone());
                    }
                }
            }
            Operation::Fill { table, column, kept, .. }
            | Operation::Convert { table, column, kept, .. }
            | Operation::Copy { table, column, kept, .. } => {
                let others = timed.get(table).into_iter().flatten().filter(|name| *name != column);
                *kept = others.cloned().collect();
            }
            _ => {}
        }
    }
}

/// Whether a value can be a default of the column for a moment.
fn quick(context: &Context<'_>, column: &Column, value: &DefaultValue) -> bool {
    let with = Column { default: Some(value.clone()), ..column.clone() };
    matches!(value, DefaultValue::Literal(_)) && (context.capabilities.default_problem)(&with).is_none()
}
