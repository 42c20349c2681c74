//! From which of the given changes a planned one comes.
//!
//! What lies between two schemas is found by comparing them, so the link is made by subject: a planned change comes from
//! the given ones of the same thing; else, as for a column that follows the type of another, from those of its table or
//! enum type; else from all.

use std::collections::BTreeMap;

use crate::diff::Change;
use crate::schema::TableName;

use super::change_group::ChangeGroup;

/// What a change is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Subject<'a> {
    /// An enum type, by its new name.
    Enum(&'a str),
    /// Anything in a table, by its new name.
    Table(&'a TableName),
    /// A column, constraint, index or partition. A name of two kinds of these only adds a change that could be left out.
    Part(&'a TableName, &'a str),
    /// The comment of a table.
    Comment(&'a TableName),
    /// The options of a table.
    Options(&'a TableName),
}

/// The changes of one group by what they are about.
pub(super) struct Origins<'a> {
    by_subject: BTreeMap<Subject<'a>, Vec<usize>>,
    all: Vec<usize>,
}

impl<'a> Origins<'a> {
    pub(super) fn of(group: &ChangeGroup<'a>) -> Self {
        let mut origins = Self { by_subject: BTreeMap::new(), all: Vec::new() };
        for (place, change) in group.numbered() {
            origins.all.push(place);
            for subject in subjects(change) {
                origins.by_subject.entry(subject).or_default().push(place);
            }
        }
        origins
    }

    /// The places of the changes that `change` comes from. There is at least one in a group that has any.
    pub(super) fn origin(&self, change: &Change) -> Vec<usize> {
        let mut subjects = subjects(change);
        // The narrowest first.
        subjects.reverse();
        let found = subjects.iter().find_map(|subject| self.by_subject.get(subject));
        found.unwrap_or(&self.all).clone()
    }
}

/// What a change is about, from the widest subject to the narrowest.
fn subjects(change: &Change) -> Vec<Subject<'_>> {
    match change {
        Change::CreateEnum(it) | Change::DropEnum(it) => vec![Subject::Enum(&it.name)],
        Change::AlterEnum(it) => vec![Subject::Enum(&it.new.name)],
        Change::RenameEnum(pair) => vec![Subject::Enum(&pair.new)],
        Change::RenameEnumValue { enum_type, .. } => vec![Subject::Enum(enum_type)],
        Change::RenameTable(pair) => vec![Subject::Table(&pair.new)],
        change => {
            let Some(table) = change.table() else { return Vec::new() };
            let narrow = match change {
                Change::AlterTableComment { .. } => Some(Subject::Comment(table)),
                Change::AlterTableOptions { .. } => Some(Subject::Options(table)),
                change => part_name(change).map(|part| Subject::Part(table, part)),
            };
            [Subject::Table(table)].into_iter().chain(narrow).collect()
        }
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
