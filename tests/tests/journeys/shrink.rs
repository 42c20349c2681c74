//! A failing journey in fewer steps, with fewer models.

use std::time::{Duration, Instant};

use super::Failure;
use super::seed::JourneySeed;
use crate::random::dice::Roll;

/// All but one.
fn without(rolls: &[Roll], at: usize) -> Vec<Roll> {
    [&rolls[..at], &rolls[at + 1..]].concat()
}

/// Everything that can be left out of a journey at once, the most first.
fn simpler(seed: &JourneySeed) -> Vec<JourneySeed> {
    let mut all = Vec::new();
    let mut add = |change: &dyn Fn(&mut JourneySeed)| {
        let mut simpler = seed.clone();
        change(&mut simpler);
        all.push(simpler);
    };
    let steps = seed.steps.len();
    for kept in [0, steps / 2] {
        if kept < steps {
            add(&|seed| seed.steps.truncate(kept));
        }
    }
    for at in (0..steps).rev() {
        add(&|seed| drop(seed.steps.remove(at)));
    }
    if seed.branch.is_some() {
        add(&|seed| seed.branch = None);
    }
    if !seed.last.is_empty() {
        add(&|seed| seed.last.clear());
    }
    for at in (0..seed.start.tables.len()).rev() {
        add(&|seed| drop(seed.start.tables.remove(at)));
    }
    for at in (0..seed.start.enums.len()).rev() {
        add(&|seed| seed.start.enums = without(&seed.start.enums, at));
    }
    for (step, edits) in seed.steps.iter().map(|step| step.edits.len()).enumerate() {
        for at in (0..edits).rev() {
            add(&|seed| seed.steps[step].edits = without(&seed.steps[step].edits, at));
        }
    }
    for at in 0..seed.branch.as_ref().map_or(0, Vec::len) {
        add(&|seed| seed.branch = seed.branch.as_ref().map(|edits| without(edits, at)));
    }
    for at in 0..seed.last.len() {
        add(&|seed| seed.last = without(&seed.last, at));
    }
    for (table, of) in seed.start.tables.iter().enumerate() {
        for at in (0..of.keys.len()).rev() {
            add(&|seed| seed.start.tables[table].keys = without(&seed.start.tables[table].keys, at));
        }
        for at in (0..of.columns.len()).rev() {
            add(&|seed| seed.start.tables[table].columns = without(&seed.start.tables[table].columns, at));
        }
        if of.head != [0; 16] {
            add(&|seed| seed.start.tables[table].head = [0; 16]);
        }
    }
    if seed.head != [0; 16] {
        add(&|seed| seed.head = [0; 16]);
    }
    all
}

/// The simplest journey that fails in the same way, as far as there is time to find it.
pub(crate) fn shrink(
    seed: JourneySeed,
    failure: Failure,
    patience: Duration,
    fails: impl Fn(&JourneySeed) -> Option<Failure>,
) -> (JourneySeed, Failure) {
    let start = Instant::now();
    let (mut seed, mut failure) = (seed, failure);
    'again: loop {
        for simpler in simpler(&seed) {
            if start.elapsed() > patience {
                return (seed, failure);
            }
            if let Some(found) = fails(&simpler).filter(|found| found.kind() == failure.kind()) {
                (seed, failure) = (simpler, found);
                continue 'again;
            }
        }
        return (seed, failure);
    }
}
