//! What a database has by name and does not go by, where a script is to give that name to another thing.

use std::sync::Arc;

use schema_core::dialect;
use schema_core::diff::{Change, ConstraintKind};
use schema_core::plan::PlanError;
use schema_core::schema::{Dialect, Engines, NameKind, Release, Schema, Table, TableName};
use schema_core::script::Statement;

/// What has a name, as far as it matters for which others there may be of that name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Table,
    Index,
    /// A primary key, a unique or an exclusion constraint: a constraint with an index of its name.
    Key,
    Check,
    ForeignKey,
}

/// The statements that drop what of `idle` has a name that `changes` of `old` give to something.
pub(crate) fn make_way(
    release: Release,
    old: &Schema,
    idle: &[Change],
    changes: &[Change],
) -> Result<Vec<Statement>, PlanError> {
    let dialect = release.dialect;
    let given: Vec<_> = changes.iter().flat_map(|change| given(dialect, change)).collect();
    let is_given = |drop: &&Change| given.iter().any(|(kind, of, name)| clashes(dialect, drop, *kind, of, name));
    let in_the_way: Vec<Change> = idle.iter().filter(is_given).cloned().collect();
    if in_the_way.is_empty() {
        return Ok(Vec::new());
    }
    // Foreign keys of others have no part in it, and may lead to what is not in the schema.
    let mut there = old.clone();
    there.tables.values_mut().for_each(|table| table.foreign_keys.clear());
    let (mut drops, mut targets) = (Vec::new(), Vec::new());
    for drop in in_the_way {
        // Nothing is done to a table that is to be left alone: it is not in the schema.
        let Some(table) = drop.table().and_then(|name| there.tables.get_mut(name)) else { continue };
        match &drop {
            Change::DropIndex { index, .. } => {
                table.indexes.share(index.name.clone(), Arc::clone(index));
            }
            Change::DropCheck { check, .. } => {
                table.checks.share(check.name.clone(), Arc::clone(check));
            }
            Change::DropForeignKey { foreign_key: key, .. } => {
                targets.push(key.references_table.clone());
                table.foreign_keys.share(key.name.clone(), Arc::clone(key));
            }
            _ => continue,
        }
        drops.push(drop);
    }
    for name in targets {
        if there.table(&name).is_none() {
            there.insert_table(Table::new(name));
        }
    }
    Ok(dialect::script(release, &there, &drops)?.statements)
}

/// Whether something called `name`, of the table `of`, cannot be made while what `drop` drops is there.
fn clashes(dialect: Dialect, drop: &Change, kind: Kind, of: &TableName, name: &str) -> bool {
    match drop {
        // PostgreSQL keeps tables and indexes of a namespace apart by name.
        Change::DropIndex { table, index } => {
            matches!(kind, Kind::Table | Kind::Index | Kind::Key)
                && of.namespace == table.namespace
                && name == index.name
        }
        // Checks of a database are told apart by name, whatever the case, or all constraints of a table are.
        Change::DropCheck { check, .. } if dialect.engine().shares_names(NameKind::Check) => {
            kind == Kind::Check && name.to_lowercase() == check.name.to_lowercase()
        }
        Change::DropCheck { table, check } => is_constraint(kind) && of == table && name == check.name,
        Change::DropForeignKey { table, foreign_key } => is_constraint(kind) && of == table && name == foreign_key.name,
        _ => false,
    }
}

fn is_constraint(kind: Kind) -> bool {
    matches!(kind, Kind::Key | Kind::Check | Kind::ForeignKey)
}

/// The names that `change` gives, each to something of a table.
fn given(dialect: Dialect, change: &Change) -> Vec<(Kind, TableName, String)> {
    let own = |of: &TableName| dialect::capabilities(dialect).primary_key_name.map(|name| name(of));
    let one = |kind, of: &TableName, name: &str| vec![(kind, of.clone(), name.to_owned())];
    match change {
        Change::CreateTable(table) => {
            let of = &table.name;
            let key = table.primary_key.as_ref().and_then(|key| key.name.clone().or_else(|| own(of)));
            let partitions = table.partitioning.iter().flat_map(|it| it.partitions.keys());
            let tables = partitions.chain([&of.name]).map(|name| (Kind::Table, name));
            let keys = table.uniques.keys().chain(table.exclusions.keys()).chain(&key).map(|name| (Kind::Key, name));
            let rest = table.indexes.keys().map(|name| (Kind::Index, name));
            let rest = rest.chain(table.checks.keys().map(|name| (Kind::Check, name)));
            let rest = rest.chain(table.foreign_keys.keys().map(|name| (Kind::ForeignKey, name)));
            tables.chain(keys).chain(rest).map(|(kind, name)| (kind, of.clone(), name.clone())).collect()
        }
        Change::RenameTable(pair) => one(Kind::Table, &pair.new, &pair.new.name),
        Change::AddPartition { table, partition } => one(Kind::Table, table, &partition.name),
        Change::AddPrimaryKey { table, primary_key } => {
            let name = primary_key.name.clone().or_else(|| own(table));
            name.map(|name| one(Kind::Key, table, &name)).unwrap_or_default()
        }
        Change::RenamePrimaryKey { table, name } => {
            let name = Some(name.new.clone()).filter(|name| !name.is_empty()).or_else(|| own(table));
            name.map(|name| one(Kind::Key, table, &name)).unwrap_or_default()
        }
        Change::AddUnique { table, unique, .. } => one(Kind::Key, table, &unique.name),
        Change::AddExclusion { table, exclusion, .. } => one(Kind::Key, table, &exclusion.name),
        Change::AddIndex { table, index, .. } => one(Kind::Index, table, &index.name),
        Change::AddCheck { table, check, .. } => one(Kind::Check, table, &check.name),
        Change::AddForeignKey { table, foreign_key, .. } => one(Kind::ForeignKey, table, &foreign_key.name),
        Change::RenameConstraint { table, kind, name } => {
            let kind = match kind {
                ConstraintKind::Unique | ConstraintKind::Exclusion => Kind::Key,
                ConstraintKind::Index => Kind::Index,
                ConstraintKind::Check => Kind::Check,
                ConstraintKind::ForeignKey => Kind::ForeignKey,
            };
            one(kind, table, &name.new)
        }
        Change::CreateEnum(_)
        | Change::DropEnum(_)
        | Change::RenameEnum(_)
        | Change::RenameEnumValue { .. }
        | Change::AlterEnum(_)
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
        | Change::DropForeignKey { .. }
        | Change::DropCheck { .. }
        | Change::AlterValidity { .. }
        | Change::DropExclusion { .. } => Vec::new(),
    }
}
