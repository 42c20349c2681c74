//! From which of the given changes a planned one comes.
//!
//! What lies between two schemas is found by comparing them, so the link is made by subject: a planned change comes from
//! the given ones of the same thing; else, as for a column that follows the type of another, from those of its table or
//! enum type; else from all.

use std::collections::BTreeMap;

use crate::diff::Change;
use crate::schema::TableName;

use super::change_group::ChangeGroup;

/// The changes of one group by their tables and enum types.
pub(super) struct Origins<'a> {
    tables: BTreeMap<&'a TableName, Vec<Given<'a>>>,
    enums: BTreeMap<&'a str, Vec<usize>>,
    all: Vec<usize>,
}

/// A given change of a table.
struct Given<'a> {
    place: usize,
    part: Part<'a>,
}

/// What of a table changes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part<'a> {
    /// All of it, or what has no name.
    Whole,
    /// A column, constraint, index or partition. A name of two kinds of these only adds a change that could be left out.
    Named(&'a str),
    /// Its comment.
    Comment,
    /// Its options.
    Options,
}

impl<'a> Origins<'a> {
    pub(super) fn of(group: &ChangeGroup<'a>) -> Self {
        let mut origins = Self { tables: BTreeMap::new(), enums: BTreeMap::new(), all: Vec::new() };
        for (place, change) in group.numbered() {
            origins.all.push(place);
            if let Some(name) = enum_type(change) {
                origins.enums.entry(name).or_default().push(place);
            } else if let Some(table) = table(change) {
                origins.tables.entry(table).or_default().push(Given { place, part: part(change) });
            }
        }
        origins
    }

    /// The places of the changes that `change` comes from. There is at least one in a group that has any.
    pub(super) fn origin(&self, change: &Change) -> Vec<usize> {
        if let Some(places) = enum_type(change).and_then(|name| self.enums.get(name)) {
            return places.clone();
        }
        let Some(given) = table(change).and_then(|table| self.tables.get(table)) else { return self.all.clone() };
        let part = part(change);
        let same = given.iter().filter(|given| part != Part::Whole && given.part == part);
        let places: Vec<usize> = same.map(|given| given.place).collect();
        if places.is_empty() { given.iter().map(|given| given.place).collect() } else { places }
    }
}

/// The enum type that a change is about, by its new name.
fn enum_type(change: &Change) -> Option<&str> {
    match change {
        Change::CreateEnum(it) | Change::DropEnum(it) => Some(&it.name),
        Change::AlterEnum(it) => Some(&it.new.name),
        Change::RenameEnum(pair) => Some(&pair.new),
        Change::RenameEnumValue { enum_type, .. } => Some(enum_type),
        _ => None,
    }
}

/// The table that a change is about, by its new name.
fn table(change: &Change) -> Option<&TableName> {
    match change {
        Change::RenameTable(pair) => Some(&pair.new),
        change => change.table(),
    }
}

fn part(change: &Change) -> Part<'_> {
    match change {
        Change::AlterTableComment { .. } => Part::Comment,
        Change::AlterTableOptions { .. } => Part::Options,
        change => part_name(change).map_or(Part::Whole, Part::Named),
    }
}

/// The name of what changes inside a table; an empty one for the primary key.
fn part_name(change: &Change) -> Option<&str> {
    Some(match change {
        Change::RenameColumn { column, .. } => &column.new,
        Change::AddColumn { column, .. } | Change::DropColumn { column, .. } => &column.name,
        Change::AlterColumn { column, .. } => &column.new.name,
        Change::AddPrimaryKey { .. } | Change::DropPrimaryKey { .. } | Change::RenamePrimaryKey { .. } => "",
        Change::RenameConstraint { name, .. } => &name.new,
        Change::AddUnique { unique, .. } | Change::DropUnique { unique, .. } => &unique.name,
        Change::AddIndex { index, .. } | Change::DropIndex { index, .. } => &index.name,
        Change::AddForeignKey { foreign_key, .. } | Change::DropForeignKey { foreign_key, .. } => &foreign_key.name,
        Change::AddCheck { check, .. } | Change::DropCheck { check, .. } => &check.name,
        Change::AlterValidity { name, .. } => name,
        Change::AddExclusion { exclusion, .. } | Change::DropExclusion { exclusion, .. } => &exclusion.name,
        Change::AddPartition { partition, .. } | Change::DropPartition { partition, .. } => &partition.name,
        _ => return None,
    })
}
