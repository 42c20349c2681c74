//! What changes say about existing rows, given to what the changes come to.

use std::collections::BTreeMap;

use crate::diff::Change;
use crate::schema::{DefaultValue, Schema, Spelling, TableName};

use super::values::values_after;

/// What the changes of a group say about existing rows. Of two for one thing, the later one counts.
pub(super) struct RowData<'a> {
    fills: BTreeMap<(&'a TableName, &'a str), &'a DefaultValue>,
    repairs: BTreeMap<(&'a TableName, &'a str), &'a Spelling>,
    /// For each enum type, by its new name, the values that rows get in place of others.
    pub(super) replaced: BTreeMap<String, BTreeMap<String, String>>,
}

impl<'a> RowData<'a> {
    /// Collects it from `rest`; `renames` of enum values in it, and in `rest`, lead on from the values in `here`.
    pub(super) fn of(here: &Schema, renames: &'a [Change], rest: &'a [Change]) -> Self {
        let mut data = Self { fills: BTreeMap::new(), repairs: BTreeMap::new(), replaced: BTreeMap::new() };
        for change in rest {
            match change {
                Change::AddColumn { table, fill: Some(fill), column } => {
                    data.fills.insert((table, &column.name), fill);
                }
                Change::AlterColumn { table, fill: Some(fill), column } => {
                    data.fills.insert((table, &column.new.name), fill);
                }
                change => {
                    if let Some((table, name, repair)) = change.wants_of_rows().filter(|(_, _, sql)| !sql.is_empty()) {
                        data.repairs.insert((table, name), repair);
                    }
                }
            }
        }
        for it in here.enums.values() {
            let (name, values) = values_after(it, renames.iter().chain(rest));
            if !values.is_empty() {
                data.replaced.insert(name, values);
            }
        }
        data
    }

    /// The values that rows get in new columns, or in place of NULL.
    pub(super) fn fills(&self) -> impl Iterator<Item = &'a DefaultValue> {
        self.fills.values().copied()
    }

    /// Gives it to changes that were found by comparing two schemas, which say nothing about rows.
    pub(super) fn give_to(&self, net: &mut [Change]) {
        for change in net {
            match change {
                Change::AddColumn { table, column, fill } => {
                    *fill = self.fills.get(&(&*table, column.name.as_str())).map(|value| (*value).clone());
                }
                Change::AlterColumn { table, column, fill } if column.old.nullable && !column.new.nullable => {
                    if let Some(value) = self.fills.get(&(&*table, column.new.name.as_str())) {
                        *fill = Some((*value).clone());
                    }
                }
                Change::AlterEnum(change) => {
                    change.replaced = self.replaced.get(&change.new.name).cloned().unwrap_or_default();
                    change.replaced.retain(|value, _| change.old.values.contains(value));
                }
                change => {
                    if let Some((table, name, repair)) = change.repair_mut()
                        && let Some(given) = self.repairs.get(&(table, name))
                    {
                        *repair = (*given).clone();
                    }
                }
            }
        }
    }
}
