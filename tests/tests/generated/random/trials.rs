//! Trials by number, on every engine: in tests of some numbers each, and told in their simplest form where they fail.
//!
//! `SCHEMA_TEST_SEED` is the number of the first trial, `SCHEMA_TEST_PATIENCE` for how many seconds a failing trial is made simpler,
//! and a variable of each kind of trial says how many there are. With one of these, all are one test, on all threads.

#![expect(clippy::print_stdout, reason = "a long run says what it did")]

use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use libtest_mimic::Failed;
use proptest::strategy::{Strategy, ValueTree};
use schema_core::schema::Dialect;

use super::{FIRST, number, reason, runner};
use crate::support::{Engine, engine};

/// So many failures are told.
const TOLD: usize = 5;

/// How a trial failed.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    /// Where.
    pub(crate) stage: &'static str,
    /// What.
    pub(crate) text: String,
    /// What helps to understand it: sources, scripts.
    pub(crate) beside: String,
}

impl Failure {
    pub(crate) fn new(stage: &'static str, text: impl Into<String>) -> Self {
        Self { stage, text: text.into(), beside: String::new() }
    }
}

/// What was done, and what was refused.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    done: u64,
    counts: BTreeMap<&'static str, usize>,
    refused: BTreeMap<String, u64>,
}

impl Tally {
    /// That of one trial which was made.
    pub(crate) fn done() -> Self {
        Self { done: 1, ..Self::default() }
    }

    pub(crate) fn count(&mut self, what: &'static str, number: usize) {
        *self.counts.entry(what).or_default() += number;
    }

    pub(crate) fn refuse(&mut self, why: &str) {
        *self.refused.entry(reason(why)).or_default() += 1;
    }

    fn add(&mut self, other: Self) {
        self.done += other.done;
        other.counts.into_iter().for_each(|(what, number)| self.count(what, number));
        for (reason, count) in other.refused {
            *self.refused.entry(reason).or_default() += count;
        }
    }

    fn print(self, start: &str, failed: usize, seconds: f64) {
        let counts: Vec<String> = self.counts.iter().map(|(what, number)| format!("{number} {what}")).collect();
        let not: u64 = self.refused.values().sum();
        println!(
            "{start}: {} done with {}, {not} refused, {failed} failed; {seconds:.0} s",
            self.done,
            counts.join(", ")
        );
        let mut refused: Vec<_> = self.refused.into_iter().collect();
        refused.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        for (reason, count) in refused.iter().take(12) {
            println!("  {count} refused: {reason}");
        }
    }
}

/// What is tried with each number, and the databases of one thread that tries it.
pub(crate) trait Trial: Sized {
    /// What one is called.
    const NAME: &'static str;
    /// The variable with the number of them.
    const VARIABLE: &'static str;
    /// For so many seconds a failing one is made simpler.
    const PATIENCE: u64;
    /// What one is made of.
    type Seed: Clone + std::fmt::Debug;

    fn new(engine: &Engine) -> Self;

    fn seeds() -> impl Strategy<Value = Self::Seed>;

    /// How much there is in a seed, in words.
    fn size(seed: &Self::Seed) -> String;

    /// Everything that can be left out of a seed at once, the most first.
    fn simpler(seed: &Self::Seed) -> Vec<Self::Seed>;

    fn make(&self, seed: &Self::Seed) -> Result<Tally, Failure>;

    /// What is the same in two failures of one cause.
    fn kind(failure: &Failure) -> String {
        failure.stage.to_owned()
    }
}

/// A trial; a panic on the way is a failure too.
fn make<T: Trial>(trial: &T, seed: &T::Seed) -> Result<Tally, Failure> {
    std::panic::catch_unwind(AssertUnwindSafe(|| trial.make(seed))).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        let text = text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
        Err(Failure::new("panic", text.unwrap_or_default()))
    })
}

/// The simplest seed that fails in the same way, as far as there is time to find it.
fn shrink<T: Trial>(trial: &T, mut seed: T::Seed, mut failure: Failure) -> (T::Seed, Failure) {
    let (start, patience) = (Instant::now(), Duration::from_secs(number("SCHEMA_TEST_PATIENCE", T::PATIENCE)));
    'again: loop {
        for simpler in T::simpler(&seed) {
            if start.elapsed() > patience {
                return (seed, failure);
            }
            if let Some(found) = make(trial, &simpler).err().filter(|found| T::kind(found) == T::kind(&failure)) {
                (seed, failure) = (simpler, found);
                continue 'again;
            }
        }
        return (seed, failure);
    }
}

/// The trial of a number, and how it ends; a failing one in its simplest form.
fn make_number<T: Trial>(trial: &T, dialect: Dialect, number: u64) -> Result<Tally, String> {
    let seed = T::seeds().new_tree(&mut runner(number)).expect("all seeds are good").current();
    let failure = match make(trial, &seed) {
        Ok(tally) => return Ok(tally),
        Err(failure) => failure,
    };
    let size = T::size(&seed);
    let (seed, Failure { stage, text, beside }) = shrink(trial, seed, failure);
    let (name, left) = (T::NAME, T::size(&seed));
    Err(format!("== {name} {number} on {dialect}, with {left} of {size}: {stage}\n{text}\n{beside}"))
}

/// The tests of a dialect: `usually` so many trials, `size` of them in each test. All are one test where the environment
/// says how many, or where to start.
pub(crate) fn tests<T: Trial>(area: &str, dialect: Dialect, usually: u64, size: u64) -> Vec<libtest_mimic::Trial> {
    let asked = [T::VARIABLE, "SCHEMA_TEST_SEED"].into_iter().any(|name| std::env::var_os(name).is_some());
    let (count, first) = (number(T::VARIABLE, usually), number("SCHEMA_TEST_SEED", FIRST));
    let one = |first: u64, count: u64| {
        let last = first + count.max(1) - 1;
        let numbers = if first == last { first.to_string() } else { format!("{first}_to_{last}") };
        let title = format!("{area}::{dialect}::{numbers}");
        let test = move || {
            let engine = engine(dialect).expect("it is not ignored");
            let threads = if asked { std::thread::available_parallelism().map_or(1, usize::from) } else { 1 };
            run::<T>(&engine, first, count, threads, asked)
        };
        libtest_mimic::Trial::test(title, test).with_ignored_flag(engine(dialect).is_none())
    };
    let size = if asked { count.max(1) } else { size };
    (0..count.max(1)).step_by(usize::try_from(size).unwrap()).map(|at| one(first + at, size.min(count - at))).collect()
}

/// Makes the trials from `first` on, `count` of them. Where somebody asked for them, says what was done.
fn run<T: Trial>(engine: &Engine, first: u64, count: u64, threads: usize, asked: bool) -> Result<(), Failed> {
    let dialect = engine.dialect;
    let (next, tally, failures, start) =
        (AtomicU64::new(0), Mutex::new(Tally::default()), Mutex::new(Vec::new()), Instant::now());
    std::thread::scope(|scope| {
        for _ in 0..threads.min(usize::try_from(count).unwrap_or(usize::MAX)) {
            scope.spawn(|| {
                let trial = T::new(engine);
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= count || failures.lock().unwrap().len() >= TOLD {
                        return;
                    }
                    match make_number(&trial, dialect, first + number) {
                        Ok(done) => tally.lock().unwrap().add(done),
                        Err(text) => {
                            if asked {
                                println!("{text}\n");
                            }
                            failures.lock().unwrap().push(text);
                        }
                    }
                }
            });
        }
    });
    let failures = failures.into_inner().unwrap();
    if asked {
        let name = format!("{dialect}: {}s {first} and on", T::NAME);
        tally.into_inner().unwrap().print(&name, failures.len(), start.elapsed().as_secs_f64());
    }
    if failures.is_empty() { Ok(()) } else { Err(failures.join("\n\n").into()) }
}
