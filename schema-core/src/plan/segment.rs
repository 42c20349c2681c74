//! Cutting a list of changes into segments of renames and of the rest, as the names in it go.

use std::collections::BTreeSet;

use super::Enums;
use crate::diff::Change;
use crate::schema::{Column, TableName};

/// Renames of tables and columns, and changes that speak of things by their names after those renames.
pub(super) struct Segment<'a> {
    pub(super) renames: &'a [Change],
    pub(super) rest: &'a [Change],
}

/// Cuts `changes` before each rename that follows another change (the way back of a revision has its renames last), and
/// before a thing that comes again after it went: dropping and adding under one name is not altering.
pub(super) fn split(changes: &[Change]) -> Vec<Segment<'_>> {
    let mut segments = Vec::new();
    let mut left = changes;
    while !left.is_empty() {
        let renames = left.iter().take_while(|change| is_rename(change)).count();
        let (renames, after) = left.split_at(renames);
        let mut gone = BTreeSet::new();
        let end = after.iter().take_while(|change| !is_rename(change) && !comes_again(change, &mut gone)).count();
        let (rest, after) = after.split_at(end);
        segments.push(Segment { renames, rest });
        left = after;
    }
    segments
}

/// The one segment for changes that end in all of their renames, as those of a way back do, if the renames may come
/// first: then no table is changed twice. Values for rows are told by the names before the renames, and forbid it; so do
/// values of an enum type that are renamed in the type itself while texts become values of it, or values texts.
pub(super) fn renames_first<'a>(segments: &[Segment<'a>], enums: Enums) -> Option<Segment<'a>> {
    let [Segment { renames: [], rest }, Segment { renames, rest: [] }] = segments else { return None };
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
    (!rest.iter().any(|change| tells(change) || spells(change))).then_some(Segment { renames, rest })
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
