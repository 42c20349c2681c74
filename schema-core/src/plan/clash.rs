//! Whether tables and columns that go can stay until new ones are there, so that their rows can be copied on the way.

use std::collections::BTreeSet;

use crate::diff::{Change, ConstraintKind};
use crate::schema::{Column, ForeignKey, Table, TableName};

use super::context::Context;
use super::order::Order;
use super::step::{Operation, Phase, Step};

impl Context<'_> {
    /// The phase in which the tables of `order` go: the last, unless something of `net` needs a name, a key or a type that they
    /// hold. Enum types that go with them follow.
    pub(super) fn phase_of_drops(&mut self, order: &Order<'_>, net: &[Change]) -> Phase {
        if !self.capabilities.transactional_ddl {
            return Phase::LoseData;
        }
        let made: BTreeSet<String> = net.iter().flat_map(|change| self.names_made(change)).collect();
        let columns = order.tables.iter().flat_map(|table| &table.columns);
        let types: BTreeSet<&str> = columns.filter_map(|column| column.ty.enum_name()).collect();
        let held = order.tables.iter().flat_map(|table| self.names_of(table));
        let is_free = held.chain(types.iter().map(|name| name.to_lowercase())).all(|name| !made.contains(&name));
        let held = |key: &&ForeignKey| net.iter().any(|change| is_held(change, key));
        if !is_free || !self.capabilities.foreign_keys_alone && keys_of(order).any(|(_, key)| held(&key)) {
            return Phase::DropTables;
        }
        for (table, key) in keys_of(order).filter(|(_, key)| held(key)) {
            self.let_go(order, table, key);
        }
        for step in &mut self.steps {
            if matches!(&step.operation, Operation::DropEnum(name) if types.contains(name.as_str())) {
                step.phase = Phase::LoseData;
            }
        }
        Phase::LoseData
    }

    /// Has new tables wait for what goes with the columns and types that go, if that has a name which they get.
    pub(super) fn take_names(&mut self, net: &[Change]) {
        let gone: BTreeSet<String> = net
            .iter()
            .filter_map(|change| match change {
                Change::DropEnum(it) => Some(it.name.to_lowercase()),
                Change::DropColumn { table, column } if column.identity.is_some() => Some(sequence(table, column)),
                _ => None,
            })
            .collect();
        if net.iter().flat_map(|change| self.names_made(change)).any(|name| gone.contains(&name)) {
            for step in self.steps.iter_mut().filter(|step| step.phase == Phase::CreateTables) {
                step.phase = Phase::TakeNames;
            }
        }
    }

    /// Has tables that are made anew without some of their columns wait until new tables are there. Not where rows are written
    /// besides: what they get may come from the tables as they will be.
    pub(super) fn remake_late(&mut self) {
        let creates = self.steps.iter().any(|step| matches!(step.operation, Operation::CreateTable(_)));
        let loses = |step: &Step| matches!(&step.operation, Operation::Rebuild(it) if !it.dropped.is_empty());
        let writes = self.steps.iter().any(|step| step.phase == Phase::FillRows);
        if !creates || writes || !self.steps.iter().any(loses) {
            return;
        }
        for step in self.steps.iter_mut().filter(|step| matches!(step.operation, Operation::Rebuild(_))) {
            step.phase = Phase::DropColumns;
        }
    }

    /// The names that a change gives in the namespace of tables, in lower case.
    fn names_made(&self, change: &Change) -> Vec<String> {
        let names: Vec<String> = match change {
            Change::CreateTable(table) => return self.names_of(table),
            Change::CreateEnum(it) => vec![it.name.clone()],
            // It may be made anew, and the old one dropped.
            Change::AlterEnum(it) => vec![it.new.name.clone()],
            Change::AddIndex { index, .. } => vec![index.name.clone()],
            Change::AddUnique { unique, .. } => vec![unique.name.clone()],
            Change::AddExclusion { exclusion, .. } => vec![exclusion.name.clone()],
            Change::AddPartition { partition, .. } => vec![partition.name.clone()],
            Change::AddPrimaryKey { table, primary_key } => {
                let own = || self.capabilities.primary_key_name.map(|name| name(table));
                primary_key.name.clone().or_else(own).into_iter().collect()
            }
            Change::RenamePrimaryKey { table, name } => {
                let own = self.capabilities.primary_key_name.map(|name| name(table));
                own.into_iter().chain([name.new.clone()]).collect()
            }
            Change::RenameConstraint { kind: ConstraintKind::ForeignKey | ConstraintKind::Check, .. } => Vec::new(),
            Change::RenameConstraint { name, .. } => vec![name.new.clone()],
            Change::DropEnum(_)
            | Change::RenameEnum(_)
            | Change::RenameEnumValue { .. }
            | Change::RenameTable(_)
            | Change::DropTable(_)
            | Change::AlterTableComment { .. }
            | Change::AlterTableOptions { .. }
            | Change::AlterPartitioning { .. }
            | Change::DropPartition { .. }
            | Change::RenameColumn { .. }
            | Change::AddColumn { .. }
            | Change::DropColumn { .. }
            | Change::AlterColumn { .. }
            | Change::DropPrimaryKey { .. }
            | Change::DropUnique { .. }
            | Change::DropIndex { .. }
            | Change::AddForeignKey { .. }
            | Change::DropForeignKey { .. }
            | Change::AddCheck { .. }
            | Change::DropCheck { .. }
            | Change::AlterValidity { .. }
            | Change::DropExclusion { .. } => Vec::new(),
        };
        names.into_iter().map(|name| name.to_lowercase()).collect()
    }

    /// The names that a table takes there, in lower case.
    fn names_of(&self, table: &Table) -> Vec<String> {
        let key = table.primary_key.as_ref();
        let own = || self.capabilities.primary_key_name.map(|name| name(&table.name));
        let key = key.and_then(|key| key.name.clone().or_else(own));
        let partitions = table.partitioning.iter().flat_map(|it| it.partitions.keys());
        let numbered = table.columns.iter().filter(|column| column.identity.is_some());
        let sequences = numbered.map(|column| sequence(&table.name, column));
        let names = table.uniques.keys().chain(table.indexes.keys()).chain(table.exclusions.keys()).chain(partitions);
        let names = names.chain([&table.name.name]).chain(&key).map(|name| name.to_lowercase());
        names.chain(sequences).collect()
    }
}

/// The name of the sequence that numbers a column, in lower case.
fn sequence(table: &TableName, column: &Column) -> String {
    format!("{}_{}_seq", table.name, column.name).to_lowercase()
}

/// The foreign keys of tables that go, each with its table.
fn keys_of<'a>(order: &Order<'a>) -> impl Iterator<Item = (&'a Table, &'a ForeignKey)> {
    order.tables.iter().flat_map(|&table| table.foreign_keys.values().map(move |key| (table, key)))
}

/// Whether `key` holds a key or column that changes.
fn is_held(change: &Change, key: &ForeignKey) -> bool {
    let changes = match change {
        Change::AlterColumn { column, .. } => key.references_columns.contains(&column.old.name),
        Change::DropPrimaryKey { .. }
        | Change::DropUnique { .. }
        | Change::DropIndex { .. }
        | Change::AlterPartitioning { .. }
        | Change::DropPartition { .. } => true,
        // No table that outlives a crash may point to one that does not.
        Change::AlterTableOptions { options, .. } => options.old.unlogged != options.new.unlogged,
        _ => false,
    };
    changes && change.table() == Some(&key.references_table)
}
