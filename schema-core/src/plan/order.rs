//! The order in which tables are made and dropped: the dependencies as sentences, and the rings among them broken.

use std::collections::{BTreeMap, BTreeSet};

use crate::schema::{ForeignKey, Table, TableName};

use super::rings::Rings;

/// Tables in an order in which each stands after those that it points to, and the names of the foreign keys that must
/// wait until all are there, since they lie on a ring.
pub(super) struct Order<'a> {
    pub(super) tables: Vec<&'a Table>,
    pub(super) waiting: BTreeSet<(&'a TableName, &'a str)>,
}

/// Orders `tables`: a table must be made after every table that it points to. Tables outside the list are there already;
/// a table may point to itself. Names break ties.
///
/// Where only rings are left, one table is made all the same, and its foreign keys to those that are not there yet wait.
/// It is one of a ring that points to nothing outside itself, so that no more foreign keys wait than must; among those
/// the one with the fewest foreign keys to wait.
pub(super) fn by_reference<'a>(tables: impl IntoIterator<Item = &'a Table>) -> Order<'a> {
    let tables: BTreeMap<&TableName, &Table> = tables.into_iter().map(|table| (&table.name, table)).collect();
    let tables: Vec<&Table> = tables.into_values().collect();
    let places: BTreeMap<_, usize> = tables.iter().enumerate().map(|(place, table)| (&table.name, place)).collect();
    let target = |key: &ForeignKey, of: &Table| {
        places.get(&key.references_table).copied().filter(|_| key.references_table != of.name)
    };

    let mut rules = Rules::among(tables.len());
    for (place, table) in tables.iter().enumerate() {
        for target in table.foreign_keys.values().filter_map(|key| target(key, table)) {
            rules.must_make(target).before(place);
        }
    }

    let mut order = Order { tables: Vec::new(), waiting: BTreeSet::new() };
    let mut left = Left::new(&rules);
    while let Some(place) = left.next() {
        let table = tables[place];
        let early = |key: &&ForeignKey| target(key, table).is_some_and(|target| !left.is_made(target));
        order.waiting.extend(table.foreign_keys.values().filter(early).map(|key| (&table.name, key.name.as_str())));
        order.tables.push(table);
        left.made(place);
    }
    order
}

/// What must be made before what. Tables are numbers in the order of their names.
pub(super) struct Rules {
    /// For each table, those that it needs; one as often as foreign keys point to it.
    pub(super) needs: Vec<Vec<usize>>,
    /// For each table, those that need it; likewise.
    needed_by: Vec<Vec<usize>>,
}

/// The first half of a rule.
struct MustMake<'a>(&'a mut Rules, usize);

impl Rules {
    fn among(tables: usize) -> Self {
        Self { needs: vec![Vec::new(); tables], needed_by: vec![Vec::new(); tables] }
    }

    fn must_make(&mut self, first: usize) -> MustMake<'_> {
        MustMake(self, first)
    }
}

impl MustMake<'_> {
    fn before(self, second: usize) {
        let Self(rules, first) = self;
        rules.needs[second].push(first);
        rules.needed_by[first].push(second);
    }
}

/// The tables that are not made yet.
struct Left<'r> {
    rules: &'r Rules,
    made: Vec<bool>,
    /// For each table, how many foreign keys point to tables that are not made.
    missing: Vec<usize>,
    /// Tables for which nothing is missing.
    free: BTreeSet<usize>,
    rings: Rings<'r>,
}

impl<'r> Left<'r> {
    fn new(rules: &'r Rules) -> Self {
        let missing: Vec<usize> = rules.needs.iter().map(Vec::len).collect();
        let free = (0..missing.len()).filter(|place| missing[*place] == 0).collect();
        Self { rules, made: vec![false; missing.len()], missing, free, rings: Rings::new(rules) }
    }

    /// The table that is to be made next: the first by name of those for which nothing is missing, or one on a ring.
    fn next(&mut self) -> Option<usize> {
        self.free.pop_first().or_else(|| self.rings.open_one(&self.made, &self.missing))
    }

    fn made(&mut self, place: usize) {
        self.made[place] = true;
        for &other in &self.rules.needed_by[place] {
            // One that was made too early misses nothing any more.
            if self.made[other] {
                continue;
            }
            self.missing[other] -= 1;
            if self.missing[other] == 0 {
                self.free.insert(other);
            }
            self.rings.freed(other, place, &self.missing);
        }
    }

    fn is_made(&self, place: usize) -> bool {
        self.made[place]
    }
}
