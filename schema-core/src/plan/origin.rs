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
    /// Its primary key.
    PrimaryKey,
}

impl<'a> Origins<'a> {
    pub(super) fn of(group: &ChangeGroup<'a>) -> Self {
        let mut origins = Self { tables: BTreeMap::new(), enums: BTreeMap::new(), all: Vec::new() };
        for (place, change) in group.numbered() {
            origins.all.push(place);
            if let Some(name) = change.enum_type() {
                origins.enums.entry(name).or_default().push(place);
            } else if let Some(table) = table(change) {
                origins.tables.entry(table).or_default().push(Given { place, part: part(change) });
            }
        }
        origins
    }

    /// The places of the changes that `change` comes from. There is at least one in a group that has any.
    pub(super) fn origin(&self, change: &Change) -> Vec<usize> {
        if let Some(places) = change.enum_type().and_then(|name| self.enums.get(name)) {
            return places.clone();
        }
        let Some(given) = table(change).and_then(|table| self.tables.get(table)) else { return self.all.clone() };
        let part = part(change);
        let same = given.iter().filter(|given| part != Part::Whole && given.part == part);
        let places: Vec<usize> = same.map(|given| given.place).collect();
        if places.is_empty() { given.iter().map(|given| given.place).collect() } else { places }
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
        Change::AddPrimaryKey { .. } | Change::DropPrimaryKey { .. } | Change::RenamePrimaryKey { .. } => {
            Part::PrimaryKey
        }
        change => change.part().map_or(Part::Whole, |name| Part::Named(name.new)),
    }
}
