//! What can be left out of dice, for a simpler trial.

use super::dice::{PairSeed, Roll, SchemaSeed, TableSeed};

/// All but one.
pub(crate) fn without<T: Clone>(all: &[T], at: usize) -> Vec<T> {
    [&all[..at], &all[at + 1..]].concat()
}

/// Every way to leave one out, the last first.
pub(crate) fn each_without<T: Clone>(all: &[T]) -> impl Iterator<Item = Vec<T>> + '_ {
    (0..all.len()).rev().map(|at| without(all, at))
}

/// Every way to make one roll the plainest.
fn each_plain(rolls: &[Roll]) -> impl Iterator<Item = Vec<Roll>> + '_ {
    let dice = move |at: usize| (0..16).rev().filter(move |die| rolls[at][*die] != 0).map(move |die| (at, die));
    let whole = (0..rolls.len()).filter(|at| rolls[*at] != [0; 16]).map(|at| (at, None));
    let single = (0..rolls.len()).flat_map(dice).map(|(at, die)| (at, Some(die)));
    whole.chain(single).map(|(at, die)| {
        let mut plain = rolls.to_vec();
        match die {
            None => plain[at] = [0; 16],
            Some(die) => plain[at][die] = 0,
        }
        plain
    })
}

impl SchemaSeed {
    /// This without a table or an enum type.
    pub(crate) fn with_less(&self) -> Vec<Self> {
        let tables = each_without(&self.tables).map(|tables| Self { tables, ..self.clone() });
        let enums = each_without(&self.enums).map(|enums| Self { enums, ..self.clone() });
        tables.chain(enums).collect()
    }

    /// This with less in one of its tables.
    pub(crate) fn with_smaller_tables(&self) -> Vec<Self> {
        let mut all = Vec::new();
        for (at, table) in self.tables.iter().enumerate() {
            let mut add = |table| {
                let mut simpler = self.clone();
                simpler.tables[at] = table;
                all.push(simpler);
            };
            each_without(&table.keys).for_each(|keys| add(TableSeed { keys, ..table.clone() }));
            each_without(&table.columns).for_each(|columns| add(TableSeed { columns, ..table.clone() }));
            if table.head != [0; 16] {
                add(TableSeed { head: [0; 16], ..table.clone() });
            }
        }
        all
    }
}

impl PairSeed {
    /// Everything that can be left out of a pair at once, the most first.
    pub(crate) fn simpler(&self) -> Vec<Self> {
        let with_one = |one| Self { one, ..self.clone() };
        let with_other = |other| Self { other: Some(other), ..self.clone() };
        let mut all: Vec<Self> = each_without(&self.edits).map(|edits| Self { edits, ..self.clone() }).collect();
        all.extend(self.other.as_ref().map(|_| Self { other: None, ..self.clone() }));
        all.extend(self.one.with_less().into_iter().map(with_one));
        all.extend(self.other.iter().flat_map(SchemaSeed::with_less).map(with_other));
        all.extend(self.one.with_smaller_tables().into_iter().map(with_one));
        all.extend(self.other.iter().flat_map(SchemaSeed::with_smaller_tables).map(with_other));
        all.extend(each_plain(&self.edits).map(|edits| Self { edits, ..self.clone() }));
        all
    }
}
