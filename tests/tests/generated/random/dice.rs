//! What a pair of schemas is made of: dice that were thrown before, so that the same throw is the same pair, and a
//! failing one shrinks to smaller numbers, which mean simpler things, and to fewer of them.

use proptest::prelude::*;

/// What one thing is decided by. All zeros is the plainest thing of its kind.
pub(crate) type Roll = [u8; 16];

/// A schema.
#[derive(Clone, Debug)]
pub(crate) struct SchemaSeed {
    pub(crate) enums: Vec<Roll>,
    pub(crate) tables: Vec<TableSeed>,
}

/// A table.
#[derive(Clone, Debug)]
pub(crate) struct TableSeed {
    pub(crate) head: Roll,
    pub(crate) columns: Vec<Roll>,
    pub(crate) keys: Vec<Roll>,
}

/// A schema, and how another comes from it: by edits, or by being a schema of its own.
#[derive(Clone, Debug)]
pub(crate) struct PairSeed {
    pub(crate) one: SchemaSeed,
    pub(crate) edits: Vec<Roll>,
    pub(crate) other: Option<SchemaSeed>,
}

pub(crate) fn roll() -> impl Strategy<Value = Roll> {
    prop::array::uniform16(any::<u8>())
}

pub(crate) fn table() -> impl Strategy<Value = TableSeed> {
    (roll(), prop::collection::vec(roll(), 1..6), prop::collection::vec(roll(), 0..6))
        .prop_map(|(head, columns, keys)| TableSeed { head, columns, keys })
}

fn schema() -> impl Strategy<Value = SchemaSeed> {
    (prop::collection::vec(roll(), 0..3), prop::collection::vec(table(), 0..5))
        .prop_map(|(enums, tables)| SchemaSeed { enums, tables })
}

/// Pairs.
pub(crate) fn pair() -> impl Strategy<Value = PairSeed> {
    let edits = prop::collection::vec(roll(), 0..12);
    let other = prop::option::weighted(0.15, schema());
    (schema(), edits, other).prop_map(|(one, edits, other)| PairSeed { one, edits, other })
}

/// The dice of a roll, taken one after the other; zeros when there are no more.
#[derive(Debug)]
pub(crate) struct Dice<'a> {
    left: &'a [u8],
}

impl<'a> Dice<'a> {
    pub(crate) fn new(roll: &'a [u8]) -> Self {
        Self { left: roll }
    }

    fn next(&mut self) -> u8 {
        let Some((&first, rest)) = self.left.split_first() else { return 0 };
        self.left = rest;
        first
    }

    /// A number below `count`, which is not 0.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        usize::from(self.next()) * count / 256
    }

    /// True in so many of a hundred throws, and never for 0.
    pub(crate) fn chance(&mut self, percent: u32) -> bool {
        u32::from(self.next()) * 100 >= 256 * (100 - percent)
    }

    /// One of `all`, if there are any.
    pub(crate) fn pick<'b, T>(&mut self, all: &'b [T]) -> Option<&'b T> {
        if all.is_empty() { None } else { all.get(self.below(all.len())) }
    }

    /// Up to `most` different ones of `all`, at least one where there is one.
    pub(crate) fn some<T: Clone>(&mut self, all: &[T], most: usize) -> Vec<T> {
        let mut left = all.to_vec();
        let count = 1 + self.below(most);
        let mut some = Vec::new();
        while some.len() < count && !left.is_empty() {
            let at = self.below(left.len());
            some.push(left.remove(at));
        }
        some
    }
}
