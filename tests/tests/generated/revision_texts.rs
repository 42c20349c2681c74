//! A revision of random changes is read as it was written, in both formats.

use libtest_mimic::{Failed, Trial};
use proptest::strategy::{Strategy as _, ValueTree as _};
use schema_core::diff::{Change, diff};
use schema_core::revision::Manifest;
use schema_core::schema::Dialect;

use crate::random::{FIRST, dice, number, runner};
use crate::random_pairs;

pub(crate) fn trials() -> Vec<Trial> {
    let one = |dialect: Dialect| Trial::test(format!("revision_texts::{dialect}"), move || trial(dialect));
    Dialect::ALL.into_iter().map(one).collect()
}

fn trial(dialect: Dialect) -> Result<(), Failed> {
    let mut runner = runner(number("SEED", FIRST));
    for _ in 0..number("PAIRS", 300) {
        let seed = dice::pair().new_tree(&mut runner).map_err(|error| error.to_string())?.current();
        let pair = random_pairs::pair(dialect, &seed);
        let changes = diff(&pair.old, &pair.new, &pair.answers).changes;
        let back = changes.iter().rev().cloned().map(Change::invert).collect();
        for changes in [changes, back] {
            let manifest = Manifest { id: "20261122173142".into(), changes, ..Manifest::default() };
            let first = toml::to_string(&manifest).map_err(|error| error.to_string())?;
            for text in [manifest.to_toml(), first] {
                match Manifest::from_toml(&text) {
                    Ok(read) if read == manifest => {}
                    other => return Err(format!("{text}\nis read as {other:#?}\nand not as {manifest:#?}").into()),
                }
            }
        }
    }
    Ok(())
}
