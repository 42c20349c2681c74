//! What random schemas are made of, and the edits that lead from one to the next: for every test that makes schemas out of dice.

pub(crate) mod answers;
pub(crate) mod dice;
pub(crate) mod generate;
pub(crate) mod mutate;
pub(crate) mod numbers;
pub(crate) mod ordinary;
pub(crate) mod origins;
pub(crate) mod rows;
pub(crate) mod shrink;
pub(crate) mod tidy;
pub(crate) mod trials;
pub(crate) mod values;
pub(crate) mod wide;
pub(crate) mod words;

use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// The first number, unless the environment names another.
pub(crate) const FIRST: u64 = 20_261_122;

/// The dice of a number: the same throws every time.
pub(crate) fn runner(number: u64) -> TestRunner {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&number.to_le_bytes());
    let random = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    TestRunner::new_with_rng(Config { failure_persistence: None, ..Config::default() }, random)
}

/// The number in a variable of the environment.
pub(crate) fn number(name: &str, usually: u64) -> u64 {
    std::env::var(name).map_or(usually, |text| text.parse().unwrap_or_else(|_| panic!("{name} is a number")))
}

/// A reason without the names in it, to be counted.
pub(crate) fn reason(text: &str) -> String {
    let mut out = String::new();
    for (at, part) in text.split('`').enumerate() {
        out.push_str(if at % 2 == 0 { part } else { "`…`" });
    }
    out.chars().take(160).collect()
}
