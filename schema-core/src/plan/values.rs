//! What becomes of the values of enum types: renamed, replaced, gone round.

use std::collections::BTreeMap;

use crate::diff::{Change, EnumChange};
use crate::schema::{Column, DefaultValue, EnumType, Literal, Schema};

/// The name of an enum type after `changes`, and what became of those of its values that rows have by another name now.
pub(super) fn values_after<'a>(
    enum_type: &EnumType,
    changes: impl IntoIterator<Item = &'a Change>,
) -> (String, BTreeMap<String, String>) {
    let mut name = enum_type.name.clone();
    let mut values: BTreeMap<String, String> =
        enum_type.values.iter().map(|value| (value.clone(), value.clone())).collect();
    for change in changes {
        match change {
            Change::RenameEnum(pair) if pair.old == name => name.clone_from(&pair.new),
            Change::RenameEnumValue { enum_type, value } if *enum_type == name => {
                for now in values.values_mut().filter(|now| **now == value.old) {
                    now.clone_from(&value.new);
                }
            }
            Change::AlterEnum(change) if change.old.name == name => {
                for now in values.values_mut() {
                    if let Some(by) = change.replaced.get(now) {
                        now.clone_from(by);
                    }
                }
            }
            _ => {}
        }
    }
    values.retain(|old, new| old != new);
    (name, values)
}

/// Where an enum is no type of its own, a renamed value is a change of the columns that have it: the values stay as they
/// were until those are planned. Where the words only went round, so that no column gets another list of them, nothing but the
/// default itself says that it is another word by now: it is what it was, too.
pub(super) fn former_values(here: &Schema, renamed: &mut Schema, there: &Schema, renames: &[Change]) {
    for it in here.enums.values() {
        let (name, values) = values_after(it, renames);
        let Some(of) = renamed.enums.get_mut(&name) else { continue };
        of.values.clone_from(&it.values);
        let goes_round = !values.is_empty() && there.enums.get(&name).is_some_and(|after| after.values == it.values);
        if !goes_round {
            continue;
        }
        let is_of_it = |column: &Column| column.ty.enum_name() == Some(&name);
        let tables = renamed.tables.values_mut_where(|table| table.columns.iter().any(is_of_it));
        for column in tables.flat_map(|table| table.columns.iter_mut_where(is_of_it)) {
            if let Some(DefaultValue::Literal(Literal::Text(word))) = &mut column.default
                && let Some((former, _)) = values.iter().find(|(_, now)| *now == word)
            {
                word.clone_from(former);
            }
        }
    }
}

/// Enum types whose values are the same words in the same order, and have become others all the same: the words went round
/// among them.
pub(super) fn values_that_swap(
    renamed: &Schema,
    there: &Schema,
    replaced: &BTreeMap<String, BTreeMap<String, String>>,
    net: &[Change],
) -> Vec<Change> {
    let changes =
        |name: &String| net.iter().any(|it| matches!(it, Change::AlterEnum(change) if change.new.name == *name));
    let swap = |it: &EnumType| {
        let replaced = replaced.get(&it.name).filter(|_| !changes(&it.name))?.clone();
        let old = renamed.enums.get(&it.name)?.clone();
        Some(Change::AlterEnum(EnumChange { old, new: it.clone(), replaced }))
    };
    there.enums.values().filter_map(swap).collect()
}

/// For each enum type that changes, the values that rows get in place of others.
pub(super) fn replaced_values(net: &[Change]) -> BTreeMap<String, BTreeMap<String, String>> {
    let of_enum = net.iter().filter_map(|change| match change {
        Change::AlterEnum(change) => Some((change.new.name.clone(), change.replaced.clone())),
        _ => None,
    });
    of_enum.filter(|(_, replaced)| !replaced.is_empty()).collect()
}
