//! The big runs of what is random, in the release profile: from one schema to another and back, or to what `inspect` writes of
//! each, and journeys of whole projects through the program.

use crate::engines::{Engines, Server};
use crate::{Result, cargo, run};

/// The engines by the order in which they take longer.
const ENGINES: [&str; 4] = ["sqlite", "postgres", "mariadb", "mysql"];

/// A test that counts.
struct Count {
    /// Its flag on the command line.
    flag: &'static str,
    /// The variable in which it finds its number.
    variable: &'static str,
    /// What the names of its tests start with; the engine follows.
    area: &'static str,
}

const PAIRS: Count = Count { flag: "--pairs", variable: "SCHEMA_TEST_PAIRS", area: "random_pairs" };
const SCHEMAS: Count = Count { flag: "--schemas", variable: "SCHEMA_TEST_SCHEMAS", area: "random_schemas" };
const JOURNEYS: Count = Count { flag: "--count", variable: "SCHEMA_TEST_JOURNEYS", area: "journeys" };

/// Runs `tests/tests/generated/random_pairs` for `--pairs` and `tests/tests/generated/inspect_formats.rs` for `--schemas`.
pub(crate) fn run_all(arguments: &[String]) -> Result<()> {
    count("roundtrip", &[PAIRS, SCHEMAS], arguments)
}

/// Runs `tests/tests/generated/journeys` for `--count`. Most of it is in the tool, which the test builds in its own profile.
pub(crate) fn journeys(arguments: &[String]) -> Result<()> {
    count("journeys", &[JOURNEYS], arguments)
}

/// Runs those tests whose count is told, as `--engine` and `--seed` say, on every engine where none is named.
fn count(task: &str, counts: &[Count], arguments: &[String]) -> Result<()> {
    let (mut told, mut seed, mut engines) = (Vec::new(), None, Vec::new());
    let mut arguments = arguments.iter();
    let flags = counts.iter().map(|it| it.flag).collect::<Vec<_>>().join(", ");
    while let Some(flag) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("`{flag}` wants a value"))?;
        let number = || value.parse::<u64>().map_err(|_| format!("`{flag}` wants a number, not `{value}`"));
        match (flag.as_str(), counts.iter().find(|it| it.flag == flag)) {
            (_, Some(it)) => told.push((it, number()?)),
            ("--seed", _) => seed = Some(number()?),
            ("--engine", _) => engines.push(value.as_str()),
            _ => return Err(format!("`{task}` knows no `{flag}`: there are {flags}, --engine and --seed")),
        }
    }
    if told.is_empty() {
        return Err(format!("how many? `cargo xtask {task} {} 1000`", counts[0].flag));
    }
    let engines = if engines.is_empty() { ENGINES.to_vec() } else { engines };
    let servers = engines.iter().map(|name| Server::named(name)).collect::<Result<Vec<_>>>()?;
    let servers = Engines::start(&servers.into_iter().flatten().collect::<Vec<_>>())?;
    let mut failed = Vec::new();
    for engine in engines {
        for (Count { variable, area, .. }, count) in &told {
            let mut cargo = cargo(&["test"]);
            cargo
                .args(["--release", "--package", "schema-tests", "--test", "generated"])
                .arg(format!("{area}::{engine}::"));
            cargo.envs(servers.environment()).env(variable, count.to_string());
            cargo.envs(seed.map(|seed| ("SCHEMA_TEST_SEED", seed.to_string())));
            failed.extend(run(&mut cargo).err().map(|error| format!("{engine}: {error}")));
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(failed.join("\n")) }
}
