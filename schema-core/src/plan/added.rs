//! The columns that a table gets at its end, each after those that it is computed from.

use std::sync::Arc;

use crate::diff::{Change, Pair, Spoken};
use crate::schema::{Column, DefaultValue, Dialect};

use super::context::Item;

/// The items, with each that adds a column after those that add what it is computed from: the engine computes none from
/// one that comes later.
pub(crate) fn in_order(items: &[Item], dialect: Dialect) -> Vec<&Item> {
    let added: Vec<(&Item, &Column)> = items.iter().filter_map(|item| Some((item, added_by(item)?))).collect();
    let needs = |at: usize, other: usize| is_made_from(added[at].1, added[other].1, dialect);
    let mut ordered = after_needed(added.len(), needs).into_iter().map(|at| added[at].0);
    items.iter().map(|item| added_by(item).and_then(|_| ordered.next()).unwrap_or(item)).collect()
}

/// The numbers below `count` in their order, but each after those that it needs. Where two need each other, one comes first all
/// the same.
pub(crate) fn after_needed(count: usize, needs: impl Fn(usize, usize) -> bool) -> Vec<usize> {
    fn push(at: usize, needs: &dyn Fn(usize, usize) -> bool, seen: &mut [bool], ordered: &mut Vec<usize>) {
        if std::mem::replace(&mut seen[at], true) {
            return;
        }
        for other in 0..seen.len() {
            if !seen[other] && needs(at, other) {
                push(other, needs, seen, ordered);
            }
        }
        ordered.push(at);
    }
    let mut ordered = Vec::with_capacity(count);
    let mut seen = vec![false; count];
    (0..count).for_each(|at| push(at, &needs, &mut seen, &mut ordered));
    ordered
}

/// The column that an item adds at the end of its table.
fn added_by(item: &Item) -> Option<&Column> {
    match &item.change {
        Change::AddColumn { column, .. } => Some(column),
        Change::AlterColumn { column, .. } if made_again(column) => Some(&column.new),
        _ => None,
    }
}

/// Whether the value of a column, or its default, speaks of another one.
fn is_made_from(column: &Column, other: &Column, dialect: Dialect) -> bool {
    let computed = column.generated.as_ref().map(|it| &it.expression);
    let default = column.default.as_ref().and_then(|it| match it {
        DefaultValue::Sql(sql) => Some(sql),
        _ => None,
    });
    computed.into_iter().chain(default).any(|sql| Spoken::from(other.name.as_str()).is_in_spelling(sql, &[dialect]))
}

/// Whether a column can only be dropped and made again: it is, or was, computed when it is read.
pub(crate) fn made_again(pair: &Pair<Arc<Column>>) -> bool {
    let stored = |column: &Column| column.generated.as_ref().map(|it| it.stored);
    let (old, new) = (stored(&pair.old), stored(&pair.new));
    old != new && (old == Some(false) || new == Some(false))
}
