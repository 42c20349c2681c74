//! The order in which tables are made and dropped.

use std::collections::{BTreeMap, BTreeSet};

use crate::schema::{Table, TableName};

/// Tables in an order in which each stands after those that it points to, and the names of the foreign keys that must
/// wait until all are there, since they lie on a ring.
pub(super) struct Order<'a> {
    pub(super) tables: Vec<&'a Table>,
    pub(super) waiting: BTreeSet<(&'a TableName, &'a str)>,
}

/// Orders `tables`: a table must be made after every table that it points to. Tables outside the list are there already;
/// a table may point to itself. Names break ties.
pub(super) fn by_reference<'a>(tables: impl IntoIterator<Item = &'a Table>) -> Order<'a> {
    let mut left: BTreeMap<&TableName, &Table> = tables.into_iter().map(|table| (&table.name, table)).collect();
    let mut order = Order { tables: Vec::new(), waiting: BTreeSet::new() };
    while !left.is_empty() {
        let free = left.values().copied().find(|table| targets(table, &left).next().is_none());
        let next = free.or_else(|| on_ring(&left));
        let Some(table) = next else { break };
        for key in table.foreign_keys.values() {
            if key.references_table != table.name && left.contains_key(&key.references_table) {
                order.waiting.insert((&table.name, &key.name));
            }
        }
        left.remove(&table.name);
        order.tables.push(table);
    }
    order
}

/// The tables among `left` that `table` points to, without itself.
fn targets<'a: 'b, 'b>(
    table: &'a Table,
    left: &'b BTreeMap<&'a TableName, &'a Table>,
) -> impl Iterator<Item = &'a Table> + 'b {
    let keys = table.foreign_keys.values().filter(|key| key.references_table != table.name);
    keys.filter_map(|key| left.get(&key.references_table).copied())
}

/// A table of a ring that points to nothing outside its ring, so that no more foreign keys wait than must. Among those
/// the one with the fewest targets left.
fn on_ring<'a>(left: &BTreeMap<&'a TableName, &'a Table>) -> Option<&'a Table> {
    let reach: BTreeMap<&TableName, BTreeSet<&TableName>> =
        left.iter().map(|(name, table)| (*name, reachable(table, left))).collect();
    let closed = left.values().filter(|table| {
        reach[&table.name].iter().all(|name| reach.get(name).is_some_and(|back| back.contains(&table.name)))
    });
    closed.min_by_key(|table| (targets(table, left).count(), &table.name)).copied()
}

fn reachable<'a>(from: &'a Table, left: &BTreeMap<&'a TableName, &'a Table>) -> BTreeSet<&'a TableName> {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(table) = open.pop() {
        for target in targets(table, left) {
            if seen.insert(&target.name) {
                open.push(target);
            }
        }
    }
    seen
}
