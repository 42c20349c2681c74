//! The columns that a table gets at its end, each after those that it is computed from.

use crate::diff::{Change, Pair, mentions};
use crate::schema::{Column, DefaultValue};

use super::part::Item;

/// The items, with each that adds a column after those that add what it is computed from: the engine computes none from
/// one that comes later.
pub(super) fn in_order(items: &[Item]) -> Vec<&Item> {
    let added: Vec<(&Item, &Column)> = items.iter().filter_map(|item| Some((item, added_by(item)?))).collect();
    let mut ordered = Vec::new();
    let mut seen = vec![false; added.len()];
    (0..added.len()).for_each(|at| after_needed(at, &added, &mut seen, &mut ordered));
    let mut ordered = ordered.into_iter();
    items.iter().map(|item| added_by(item).and_then(|_| ordered.next()).unwrap_or(item)).collect()
}

/// The column that an item adds at the end of its table.
fn added_by(item: &Item) -> Option<&Column> {
    match &item.change {
        Change::AddColumn { column, .. } => Some(column),
        Change::AlterColumn { column, .. } if made_again(column) => Some(&column.new),
        _ => None,
    }
}

fn after_needed<'i>(at: usize, added: &[(&'i Item, &Column)], seen: &mut [bool], ordered: &mut Vec<&'i Item>) {
    if std::mem::replace(&mut seen[at], true) {
        return;
    }
    let (item, column) = added[at];
    let computed = column.generated.as_ref().map(|it| &it.expression);
    let default = column.default.as_ref().and_then(|it| match it {
        DefaultValue::Sql(sql) => Some(sql),
        _ => None,
    });
    for sql in computed.into_iter().chain(default) {
        for (place, (_, other)) in added.iter().enumerate() {
            if !seen[place] && sql.texts().any(|sql| mentions(sql, &other.name)) {
                after_needed(place, added, seen, ordered);
            }
        }
    }
    ordered.push(item);
}

/// Whether a column can only be dropped and made again: it is, or was, computed when it is read.
pub(super) fn made_again(pair: &Pair<Column>) -> bool {
    let stored = |column: &Column| column.generated.as_ref().map(|it| it.stored);
    let (old, new) = (stored(&pair.old), stored(&pair.new));
    old != new && (old == Some(false) || new == Some(false))
}
