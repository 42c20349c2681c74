//! The big run of the random schemas: from one to another and back, or to what `inspect` writes of each, in the release
//! profile.

use crate::engines::{Engines, Server};
use crate::{Result, cargo, run};

/// The engines by the order in which they take longer.
const ENGINES: [&str; 4] = ["sqlite", "postgres", "mariadb", "mysql"];

/// Runs `tests/tests/random_pairs` for `--pairs` and `tests/tests/inspect_formats.rs` for `--schemas`, as `--engine` and `--seed`
/// say, on every engine where none is named.
pub(crate) fn run_all(arguments: &[String]) -> Result<()> {
    let (mut pairs, mut schemas, mut seed, mut engines) = (None, None, None, Vec::new());
    let mut arguments = arguments.iter();
    while let Some(flag) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("`{flag}` wants a value"))?;
        let number = || value.parse::<u64>().map_err(|_| format!("`{flag}` wants a number, not `{value}`"));
        match flag.as_str() {
            "--pairs" => pairs = Some(number()?),
            "--schemas" => schemas = Some(number()?),
            "--seed" => seed = Some(number()?),
            "--engine" => engines.push(value.as_str()),
            _ => {
                return Err(format!(
                    "`roundtrip` knows no `{flag}`: there are --pairs, --schemas, --engine and --seed"
                ));
            }
        }
    }
    let counts = [("SCHEMA_TEST_PAIRS", "random_pairs", pairs), ("SCHEMA_TEST_SCHEMAS", "inspect_formats", schemas)];
    if pairs.or(schemas).is_none() {
        return Err("how many? `cargo xtask roundtrip --pairs 1000`".into());
    }
    let engines = if engines.is_empty() { ENGINES.to_vec() } else { engines };
    let servers = engines.iter().map(|name| Server::named(name)).collect::<Result<Vec<_>>>()?;
    let servers = Engines::start(&servers.into_iter().flatten().collect::<Vec<_>>())?;
    let mut failed = Vec::new();
    for engine in engines {
        for (variable, name, count) in counts {
            let Some(count) = count else { continue };
            let mut test = cargo(&["test", "--release", "--package", "schema-tests", "--test", name, "any_schema"]);
            test.args(["--", "--nocapture"]).envs(servers.environment());
            test.env(variable, count.to_string()).env("SCHEMA_TEST_ENGINE", engine);
            test.envs(seed.map(|seed| ("SCHEMA_TEST_SEED", seed.to_string())));
            failed.extend(run(&mut test).err().map(|error| format!("{engine}: {error}")));
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(failed.join("\n")) }
}
