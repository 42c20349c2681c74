//! Whether tables that go can stay until everything else is done, so that their rows can be copied on the way.

use std::collections::BTreeSet;

use crate::diff::{Change, ConstraintKind};
use crate::schema::{Table, TableName};

use super::Alters;
use super::order::Order;
use super::part::Part;
use super::step::{Operation, Phase};

impl Part<'_> {
    /// The phase in which the tables of `order` go: the last, unless something of `net` needs a name, a key or a type that they
    /// hold. Enum types that go with them follow.
    pub(super) fn phase_of_drops(&mut self, order: &Order<'_>, net: &[Change]) -> Phase {
        if self.capabilities.alters == Alters::Together {
            return Phase::LoseData;
        }
        let made: BTreeSet<String> = net.iter().flat_map(|change| self.names_made(change)).collect();
        let columns = order.tables.iter().flat_map(|table| &table.columns);
        let types: BTreeSet<&str> = columns.filter_map(|column| column.ty.enum_name()).collect();
        let held = order.tables.iter().flat_map(|table| self.names_of(table));
        let is_free = held.chain(types.iter().map(|name| name.to_lowercase())).all(|name| !made.contains(&name));
        if !is_free || order.tables.iter().any(|table| holds(table, net)) {
            return Phase::DropTables;
        }
        for step in &mut self.steps {
            if matches!(&step.operation, Operation::DropEnum(name) if types.contains(name.as_str())) {
                step.phase = Phase::LoseData;
            }
        }
        Phase::LoseData
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
            _ => Vec::new(),
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
        let sequences = numbered.map(|column| format!("{}_{}_seq", table.name.name, column.name));
        let names = table.uniques.keys().chain(table.indexes.keys()).chain(table.exclusions.keys()).chain(partitions);
        let names = names.chain([&table.name.name]).chain(&key).map(|name| name.to_lowercase());
        names.chain(sequences.map(|name| name.to_lowercase())).collect()
    }
}

/// Whether a foreign key of `table` holds a key or column that changes.
fn holds(table: &Table, net: &[Change]) -> bool {
    let points = |of: &TableName| table.foreign_keys.values().any(|key| key.references_table == *of);
    net.iter().any(|change| {
        let changes_keys = matches!(
            change,
            Change::DropPrimaryKey { .. }
                | Change::DropUnique { .. }
                | Change::DropIndex { .. }
                | Change::AlterColumn { .. }
                | Change::AlterPartitioning { .. }
                | Change::DropPartition { .. }
        );
        // No table that outlives a crash may point to one that does not.
        let changes_keeping = matches!(
            change,
            Change::AlterTableOptions { options, .. } if options.old.unlogged != options.new.unlogged
        );
        (changes_keys || changes_keeping) && change.table().is_some_and(points)
    })
}
