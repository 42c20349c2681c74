//! The tests that are made when the program starts: one for each case and engine, for each range of random seeds, and for
//! each source that must compile or must not. Their names say which: `cases::sqlite::add_column_fill`.
//!
//! `cargo test -p schema-tests -- add_column` runs those whose names hold these words. What needs a server that is not
//! there is listed as ignored.

mod cases;
mod derives;
mod expected;
mod inspect_formats;
mod journeys;
mod pool;
mod random;
mod random_pairs;
mod revision_texts;
mod roundtrip;

#[allow(dead_code, reason = "the suite takes more of it")]
#[path = "../support/mod.rs"]
mod support;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};
use schema_core::schema::Dialect;
use support::case::Case;

fn main() -> ExitCode {
    let trials = [
        cases::trials(),
        derives::trials(),
        inspect_formats::trials(),
        journeys::trials(),
        random_pairs::trials(),
        revision_texts::trials(),
        roundtrip::trials(),
    ];
    let conclusion = libtest_mimic::run(&Arguments::from_args(), trials.into_iter().flatten().collect());
    pool::drop_all();
    conclusion.exit_code()
}

/// What is tested of a case in a dialect.
type OfCase = fn(Dialect, &Case) -> Result<(), String>;

/// A test for each case and dialect.
fn for_each_case(area: &str, test: OfCase) -> Vec<Trial> {
    let one = |dialect, name: &'static str| {
        let run = move || test(dialect, Case::named(name)).map_err(Failed::from);
        Trial::test(format!("{area}::{dialect}::{name}"), run)
    };
    Dialect::ALL.into_iter().flat_map(|dialect| Case::names().map(move |name| one(dialect, name))).collect()
}

/// The same, where a server is needed.
fn for_each_case_on_engines(area: &str, test: OfCase) -> Vec<Trial> {
    let there: Vec<String> = support::engines().iter().map(|engine| format!("{area}::{}::", engine.dialect)).collect();
    let ignore_missing = |trial: Trial| {
        let missing = !there.iter().any(|start| trial.name().starts_with(start));
        trial.with_ignored_flag(missing)
    };
    for_each_case(area, test).into_iter().map(ignore_missing).collect()
}
