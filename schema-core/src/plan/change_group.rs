//! Cuts a list of changes into groups of renames and other changes, as the names in it require.

use std::collections::BTreeSet;

use super::Enums;
use crate::diff::Change;
use crate::schema::{Column, TableName};

/// Renames of tables and columns, and changes that use the names after those renames.
pub(super) struct ChangeGroup<'a> {
    pub(super) renames: &'a [Change],
    pub(super) rest: &'a [Change],
    /// The places of the first of each in the list of all changes.
    renames_at: usize,
    rest_at: usize,
}

impl<'a> ChangeGroup<'a> {
    /// Its changes with their places in the list of all changes.
    pub(super) fn numbered(&self) -> impl Iterator<Item = (usize, &'a Change)> {
        (self.renames_at..).zip(self.renames).chain((self.rest_at..).zip(self.rest))
    }

    /// The place of one of its renames in the list of all changes.
    pub(super) fn place_of_rename(&self, rename: usize) -> usize {
        self.renames_at + rename
    }
}

/// Cuts `changes` before each rename that follows another change (the way back of a revision has its renames last), and
/// before a thing that comes again after it went: dropping and adding under one name is not altering.
pub(super) fn split(changes: &[Change]) -> Vec<ChangeGroup<'_>> {
    let mut groups = Vec::new();
    let mut left = changes;
    while !left.is_empty() {
        let renames_at = changes.len() - left.len();
        let renames = left.iter().take_while(|change| is_rename(change)).count();
        let rest_at = renames_at + renames;
        let (renames, after) = left.split_at(renames);
        let mut gone = BTreeSet::new();
        let end = after.iter().take_while(|change| !is_rename(change) && !comes_again(change, &mut gone)).count();
        let (rest, after) = after.split_at(end);
        groups.push(ChangeGroup { renames, rest, renames_at, rest_at });
        left = after;
    }
    groups
}

/// The one group for changes that end in all of their renames, as those of a way back do, if the renames may come
/// first: then no table is changed twice. Not when changes carry values for rows, because those use the names before the renames;
/// nor when an enum value is renamed in the type itself while a column changes between text and that enum.
pub(super) fn renames_first<'a>(groups: &[ChangeGroup<'a>], enums: Enums) -> Option<ChangeGroup<'a>> {
    let [ChangeGroup { renames: [], rest, rest_at, .. }, ChangeGroup { renames, rest: [], renames_at, .. }] = groups
    else {
        return None;
    };
    let (renames_at, rest_at) = (*renames_at, *rest_at);
    let values = enums == Enums::Type && renames.iter().any(|it| matches!(it, Change::RenameEnumValue { .. }));
    let spells = |change: &Change| {
        let Change::AlterColumn { column, .. } = change else { return false };
        let of_enum = |column: &Column| column.ty.enum_name().is_some();
        values && column.old.ty != column.new.ty && (of_enum(&column.old) || of_enum(&column.new))
    };
    let tells = |change: &Change| match change {
        Change::AddColumn { fill, .. } | Change::AlterColumn { fill, .. } => fill.is_some(),
        Change::AlterEnum(change) => !change.replaced.is_empty(),
        change => change.wants_of_rows().is_some_and(|(_, _, repair)| !repair.is_empty()),
    };
    (!rest.iter().any(|change| tells(change) || spells(change))).then_some(ChangeGroup {
        renames,
        rest,
        renames_at,
        rest_at,
    })
}

/// Whether what follows speaks of something else by another name. Nothing speaks of a constraint but by its own change.
fn is_rename(change: &Change) -> bool {
    matches!(
        change,
        Change::RenameTable(_) | Change::RenameColumn { .. } | Change::RenameEnum(_) | Change::RenameEnumValue { .. }
    )
}

fn comes_again<'a>(change: &'a Change, gone: &mut BTreeSet<(Option<&'a TableName>, &'a str)>) -> bool {
    match change {
        Change::DropTable(table) => {
            gone.insert((Some(&table.name), ""));
        }
        Change::DropColumn { table, column } => {
            gone.insert((Some(table), &column.name));
        }
        Change::DropEnum(it) => {
            gone.insert((None, &it.name));
        }
        Change::CreateTable(table) => return gone.contains(&(Some(&table.name), "")),
        Change::AddColumn { table, column, .. } => return gone.contains(&(Some(table), &column.name)),
        Change::CreateEnum(it) => return gone.contains(&(None, &it.name)),
        _ => {}
    }
    false
}
