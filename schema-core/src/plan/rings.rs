//! Rings among tables that point to each other: found as strongly connected components, and opened one table at a time.
//!
//! A ring here is all tables of which each can be reached from each. One that has been opened is looked through again when
//! nothing else is left: it may be several smaller ones by then, with tables between them that stand on none.

use std::collections::BTreeSet;

use super::order::Rules;

/// The rings among the tables that are not made yet.
pub(super) struct Rings<'r> {
    rules: &'r Rules,
    /// For each table, the place of its ring in `rings`. A table on no ring is one by itself.
    ring_of: Vec<usize>,
    rings: Vec<Ring>,
    /// Rings out of which a table was taken, to be looked through again.
    opened: Vec<usize>,
    /// The tables of rings that point to nothing outside themselves, and how many foreign keys of each would wait.
    closed: BTreeSet<(usize, usize)>,
    search: Search,
}

#[derive(Default)]
struct Ring {
    tables: Vec<usize>,
    /// How many foreign keys point to tables outside it that are not made.
    outward: usize,
}

impl<'r> Rings<'r> {
    /// All tables as one: what is a ring, and what is not, is looked for when it matters.
    pub(super) fn new(rules: &'r Rules) -> Self {
        let count = rules.needs.len();
        Self {
            rules,
            ring_of: vec![0; count],
            rings: vec![Ring { tables: (0..count).collect(), outward: 0 }],
            opened: vec![0],
            closed: BTreeSet::new(),
            search: Search { number: vec![NEW; count], low: vec![NEW; count] },
        }
    }

    /// The table with which to open a ring; none where none is left. Every table that is not made must miss something.
    pub(super) fn open_one(&mut self, made: &[bool], missing: &[usize]) -> Option<usize> {
        for ring in std::mem::take(&mut self.opened) {
            self.look_through(ring, made, missing);
        }
        let (_, table) = self.closed.pop_first()?;
        let ring = self.ring_of[table];
        for other in &self.rings[ring].tables {
            self.closed.remove(&(missing[*other], *other));
        }
        self.opened.push(ring);
        Some(table)
    }

    /// A foreign key of `table` points to `target`, which has been made.
    pub(super) fn freed(&mut self, table: usize, target: usize, missing: &[usize]) {
        let ring = self.ring_of[table];
        if ring != self.ring_of[target] {
            self.rings[ring].outward -= 1;
            self.close(ring, missing);
        }
    }

    /// Parts a ring into those that are left of it.
    fn look_through(&mut self, ring: usize, made: &[bool], missing: &[usize]) {
        let mut left = std::mem::take(&mut self.rings[ring].tables);
        left.retain(|table| !made[*table]);
        let inside = |table: usize| self.ring_of[table] == ring && !made[table];
        let parts = self.search.components(&self.rules.needs, &left, inside);
        let first = self.rings.len();
        for tables in parts {
            for table in &tables {
                self.ring_of[*table] = self.rings.len();
            }
            self.rings.push(Ring { tables, outward: 0 });
        }
        for ring in first..self.rings.len() {
            let needs = self.rings[ring].tables.iter().flat_map(|table| &self.rules.needs[*table]);
            let outward = needs.filter(|target| !made[**target] && self.ring_of[**target] != ring).count();
            self.rings[ring].outward = outward;
            self.close(ring, missing);
        }
    }

    /// Offers the tables of a ring that points to nothing outside itself.
    fn close(&mut self, ring: usize, missing: &[usize]) {
        let Ring { tables, outward } = &self.rings[ring];
        if *outward == 0 && tables.len() > 1 {
            self.closed.extend(tables.iter().map(|table| (missing[*table], *table)));
        }
    }
}

/// Tarjan's search, with a path of its own instead of recursion: a chain of tables may be as long as it likes.
struct Search {
    /// When a table was first seen; `NEW` before, `DONE` when its component is complete.
    number: Vec<usize>,
    /// The earliest table that is known to be reached from it.
    low: Vec<usize>,
}

const NEW: usize = usize::MAX - 1;
const DONE: usize = usize::MAX;

impl Search {
    /// The strongly connected components of the part of the graph that is `inside` and has the tables `among`.
    fn components(&mut self, needs: &[Vec<usize>], among: &[usize], inside: impl Fn(usize) -> bool) -> Vec<Vec<usize>> {
        let Self { number, low } = self;
        for &table in among {
            number[table] = NEW;
        }
        let mut components = Vec::new();
        let mut seen = 0;
        // Tables whose component is not complete, and the way to the present one with the next foreign key of each.
        let mut open: Vec<usize> = Vec::new();
        let mut path: Vec<(usize, usize)> = Vec::new();
        for &start in among {
            let mut next = (number[start] == NEW).then_some(start);
            loop {
                if let Some(table) = next.take() {
                    (number[table], low[table]) = (seen, seen);
                    seen += 1;
                    open.push(table);
                    path.push((table, 0));
                }
                let Some((table, key)) = path.last_mut() else { break };
                let table = *table;
                if let Some(&target) = needs[table].get(*key) {
                    *key += 1;
                    if !inside(target) {
                        continue;
                    }
                    match number[target] {
                        NEW => next = Some(target),
                        DONE => {}
                        earlier => low[table] = low[table].min(earlier),
                    }
                    continue;
                }
                path.pop();
                if let Some((parent, _)) = path.last() {
                    low[*parent] = low[*parent].min(low[table]);
                }
                if low[table] == number[table] {
                    let from = open.iter().rposition(|it| *it == table).unwrap_or_default();
                    let component = open.split_off(from);
                    component.iter().for_each(|it| number[*it] = DONE);
                    components.push(component);
                }
            }
        }
        components
    }
}
