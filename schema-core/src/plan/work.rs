//! The changes of tables that exist before and after, with what is dangerous about them.

use std::sync::Arc;

use crate::diff::{Change, ConstraintKind, Pair, compares, empty_columns, holds_without_values, is_held_already};
use crate::schema::{Check, Column, Exclusion, ForeignKey, Index, Spelling, Table, TableName, Unique};

use super::context::{Context, Item, NetChanges, Work};
use super::hazard::{self, Hazard};
use super::nulls::{Nulls, nulls};
use super::step::{Operation, Phase};

impl<'a> Context<'a> {
    /// The changes of tables that are there before and after.
    pub(super) fn work(&mut self, net: &NetChanges) -> Work<'a> {
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
                    hazards.extend(self.computed_may_be_null(change));
                    if (self.capabilities.keeps_misfits)(&table.options) {
                        hazards = hazards.into_iter().map(Hazard::where_misfits_stay).collect();
                    }
                    hazards.extend(self.compared_as_text(table, |name| is_about(change, name)));
                    vec![Item { change: change.clone(), why, hazards }]
                }
            };
            work.entry(name).or_default().extend(items);
        }
        work
    }

    /// The rows may have no value in a computed column that becomes NOT NULL, is new, or is computed by another expression, and none
    /// is put there. An engine without NOT NULL of computed columns refuses none of them.
    fn computed_may_be_null(&self, change: &Change) -> Option<Hazard> {
        let (table, old, new) = match change {
            Change::AddColumn { table, column, .. } => (table, None, column),
            Change::AlterColumn { table, column: Pair { old, new }, .. } => (table, Some(old), new),
            _ => return None,
        };
        let expression = &new.generated.as_ref()?.expression;
        let former = old.and_then(|old| old.generated.as_ref()).map(|it| &it.expression);
        let is_held = if former == Some(expression) {
            old.is_some_and(|old| !old.nullable)
        } else {
            let columns = self.new.table(table)?;
            let dialect = self.capabilities.dialect;
            expression.get(dialect).is_some_and(|sql| nulls(dialect, sql, columns) == Nulls::Never)
        };
        let fails = !new.nullable && !is_held && self.capabilities.generated_not_null;
        fails.then(|| Hazard::NoValue(table.clone(), new.name.clone()))
    }

    /// Whether a new primary key has all columns of the one before it.
    fn tells_rows_apart(&self, change: &Change) -> bool {
        let Change::AddPrimaryKey { table, primary_key } = change else { return false };
        let before = self.old.table(table).and_then(|table| table.primary_key.as_ref());
        let added = |column: &String| self.old.table(table).is_none_or(|table| table.column(column).is_none());
        before.is_some_and(|key| primary_key.is_finer_than(key)) && !primary_key.columns.iter().any(added)
    }

    /// What compares numbers that the engine keeps as text, of checks, indexes and generated columns that are `meant`.
    pub(super) fn compared_as_text(&self, table: &Table, meant: impl Fn(&str) -> bool) -> Vec<Hazard> {
        let is_text = |column: &&Column| (self.capabilities.text_numbers)(&column.ty);
        let numbers: Vec<&Column> = table.columns.iter().filter(is_text).collect();
        if numbers.is_empty() {
            return Vec::new();
        }
        let checks = table.checks.values().map(|it| (&it.name, &it.expression));
        let indexes = table.indexes.values().map(|it| (&it.name, &it.predicate));
        let generated = table.columns.iter().filter_map(|it| Some((&it.name, &it.generated.as_ref()?.expression)));
        let compared = |(name, sql): (&String, &Spelling)| {
            let dialect = self.capabilities.dialect;
            let sql = sql.get(dialect)?;
            let column = numbers.iter().find(|column| compares(sql, dialect, &column.name))?;
            Some(Hazard::TextCompared(table.name.clone(), name.clone(), column.name.clone()))
        };
        checks.chain(indexes).chain(generated).filter(|(name, _)| meant(name)).filter_map(compared).collect()
    }
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
        // It is computed from what stays, or from what is told to be lost itself.
        Change::DropColumn { column, .. } if column.generated.is_some() => Vec::new(),
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
        ConstraintKind::Unique => table.uniques.get_shared(&name.new).map(|new| {
            let old = Unique { name: name.old.clone(), ..new.as_ref().clone() };
            [
                Change::DropUnique { table: of.clone(), unique: Arc::new(old) },
                Change::AddUnique { table: of, unique: Arc::clone(new), repair: Spelling::default() },
            ]
        }),
        ConstraintKind::Index => table.indexes.get_shared(&name.new).map(|new| {
            let old = Index { name: name.old.clone(), ..new.as_ref().clone() };
            [
                Change::DropIndex { table: of.clone(), index: Arc::new(old) },
                Change::AddIndex { table: of, index: Arc::clone(new), repair: Spelling::default() },
            ]
        }),
        ConstraintKind::ForeignKey => table.foreign_keys.get_shared(&name.new).map(|new| {
            let old = ForeignKey { name: name.old.clone(), ..new.as_ref().clone() };
            [
                Change::DropForeignKey { table: of.clone(), foreign_key: Arc::new(old) },
                Change::AddForeignKey { table: of, foreign_key: Arc::clone(new), repair: Spelling::default() },
            ]
        }),
        ConstraintKind::Check => table.checks.get_shared(&name.new).map(|new| {
            let old = Check { name: name.old.clone(), ..new.as_ref().clone() };
            [
                Change::DropCheck { table: of.clone(), check: Arc::new(old) },
                Change::AddCheck { table: of, check: Arc::clone(new), repair: Spelling::default() },
            ]
        }),
        ConstraintKind::Exclusion => table.exclusions.get_shared(&name.new).map(|new| {
            let old = Exclusion { name: name.old.clone(), ..new.as_ref().clone() };
            [
                Change::DropExclusion { table: of.clone(), exclusion: Arc::new(old) },
                Change::AddExclusion { table: of, exclusion: Arc::clone(new), repair: Spelling::default() },
            ]
        }),
    }
    .map(Vec::from)
    .unwrap_or_default()
}
