//! Everything that reads what people and other programs wrote, on input that makes no sense: no panic, no hang, and what
//! is read is what was written.
//!
//! Inputs are real texts of this repository that were cut, spliced and sprinkled with tokens, which leads deeper than
//! bytes at random do. `SCHEMA_TEST_FUZZ` is the number of inputs for each target, `SCHEMA_TEST_SEED` another seed.

#![expect(clippy::print_stderr, reason = "what hangs cannot return an error")]

mod corpus;
mod deep;
mod mutate;
mod revisions;
mod sources;
mod sql;
mod texts;

use std::fmt::Debug;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngSeed, TestCaseResult, TestRunner};

/// No input of ours takes a hundredth of this, even without optimisation.
const TOO_LONG: Duration = Duration::from_secs(30);

/// Runs `test` on `usually` inputs, or on as many as the environment asks for.
fn fuzz<S: Strategy>(usually: u32, inputs: &S, test: impl Fn(S::Value) -> TestCaseResult)
where
    S::Value: Clone + Debug + Send,
{
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().expect("a number"));
    let cases = number("SCHEMA_TEST_FUZZ").map_or(usually, |cases| u32::try_from(cases).expect("a number of inputs"));
    let seed = number("SCHEMA_TEST_SEED").unwrap_or(2026);
    let config = Config { cases, rng_seed: RngSeed::Fixed(seed), failure_persistence: None, ..Config::default() };
    let (report, reports) = channel();
    let watching = std::thread::scope(|scope| {
        scope.spawn(move || {
            let mut last = None;
            loop {
                match (reports.recv_timeout(TOO_LONG), &last) {
                    (Ok(input), _) => last = input,
                    (Err(RecvTimeoutError::Timeout), Some(input)) => {
                        eprintln!("takes more than {TOO_LONG:?}: {input:?}");
                        std::process::abort();
                    }
                    (Err(RecvTimeoutError::Timeout), None) => {}
                    (Err(RecvTimeoutError::Disconnected), _) => return,
                }
            }
        });
        let result = TestRunner::new(config).run(inputs, |input| {
            let _ = report.send(Some(input.clone()));
            let outcome = test(input);
            let _ = report.send(None);
            outcome
        });
        drop(report);
        result
    });
    watching.unwrap_or_else(|error| panic!("seed {seed}: {error}"));
}
