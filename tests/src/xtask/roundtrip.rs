//! The big run of the random pairs: from one schema to another and back, in the release profile.

use crate::engines::{Engines, Server};
use crate::{Result, cargo, run};

/// The engines by the order in which they take longer.
const ENGINES: [&str; 4] = ["sqlite", "postgres", "mariadb", "mysql"];

/// Runs `tests/tests/random_pairs.rs` as `--pairs`, `--engine` and `--seed` say, on every engine where none is named.
pub(crate) fn run_all(arguments: &[String]) -> Result<()> {
    let (mut pairs, mut seed, mut engines) = (None, None, Vec::new());
    let mut arguments = arguments.iter();
    while let Some(flag) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("`{flag}` wants a value"))?;
        let number = || value.parse::<u64>().map_err(|_| format!("`{flag}` wants a number, not `{value}`"));
        match flag.as_str() {
            "--pairs" => pairs = Some(number()?),
            "--seed" => seed = Some(number()?),
            "--engine" => engines.push(value.as_str()),
            _ => return Err(format!("`roundtrip` knows no `{flag}`: there are --pairs, --engine and --seed")),
        }
    }
    let pairs = pairs.ok_or("how many? `cargo xtask roundtrip --pairs 1000`")?;
    let engines = if engines.is_empty() { ENGINES.to_vec() } else { engines };
    let servers = engines.iter().map(|name| Server::named(name)).collect::<Result<Vec<_>>>()?;
    let servers = Engines::start(&servers.into_iter().flatten().collect::<Vec<_>>())?;
    let mut failed = Vec::new();
    for engine in engines {
        let mut test = cargo(&["test", "--release", "--package", "schema-tests", "--test", "random_pairs"]);
        test.args(["--", "--nocapture"]).envs(servers.variables());
        test.env("SCHEMA_TEST_PAIRS", pairs.to_string()).env("SCHEMA_TEST_ENGINE", engine);
        test.envs(seed.map(|seed| ("SCHEMA_TEST_SEED", seed.to_string())));
        failed.extend(run(&mut test).err().map(|error| format!("{engine}: {error}")));
    }
    if failed.is_empty() { Ok(()) } else { Err(failed.join("\n")) }
}
