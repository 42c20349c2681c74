//! `cargo xtask`: the tasks of this repository. Std only, so that it is there after a second of compiling.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a tool for the terminal")]

mod debian;
mod engines;
mod licences;
mod lint;
mod packages;
mod quickstart;
mod real;
mod roundtrip;
mod server;

use std::process::{Command, ExitCode, Stdio};

use engines::{Engines, OF_THE_SYSTEM};

const USAGE: &str = "\
usage: cargo xtask <task>

  quickstart                                  the example project on SQLite: build, upgrade, status, a query
  test [--all-engines] [filter] [-- args]     start database servers, run `cargo test --workspace`, stop them
  roundtrip --pairs N [--engine E] [--seed S] go from one random schema to another and back, N times on each engine
            --schemas N                       write N random schemas as SQL, models and JSON, and read them again
  journeys --count N [--engine E] [--seed S]  take N random projects through the program, step by step, on each engine
  real --folder DIR [--project NAME] [--engine E]
                                              take over public projects with their own migrations; CONTRIBUTING.md says how
  bench [filter]                              start database servers, run the benchmarks in the release profile, stop them
  engines [--all-engines] [-- command args]   start database servers, run the command (or wait for Enter), stop them
  lint                                        formatting, clippy, rustdoc, features one by one, licences
  ci                                          lint, then test

The servers are PostgreSQL and MariaDB of the system (installed by apt-get where they are missing); `test` has PostgreSQL 18
too, for the tests that speak to a database, where it can be downloaded (in CI, it must). With --all-engines there are also
MySQL 9, PostgreSQL 14, 16 and 17, and MariaDB 10.5 and 11.8. Downloads go to /var/tmp/schema-test-engines, once.
`test` and `engines` start a second MariaDB too, which keeps names of tables in lower case.
A server of your own is used instead where SCHEMA_TEST_POSTGRES, SCHEMA_TEST_MARIADB,
SCHEMA_TEST_MARIADB_FOLDED or SCHEMA_TEST_MYSQL holds its URL.";

/// What goes wrong in a task, as text for the developer.
type Result<T> = std::result::Result<T, String>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.split_first() {
        Some((task, [])) if task == "quickstart" => quickstart::run_all(),
        Some((task, rest)) if task == "test" => test(rest),
        Some((task, rest)) if task == "roundtrip" => roundtrip::run_all(rest),
        Some((task, rest)) if task == "journeys" => roundtrip::journeys(rest),
        Some((task, rest)) if task == "real" => real::run_all(rest),
        Some((task, rest)) if task == "bench" => bench(rest),
        Some((task, rest)) if task == "engines" => with_engines(rest),
        Some((task, [])) if task == "lint" => lint::run_all(),
        Some((task, [])) if task == "ci" => lint::run_all().and_then(|()| test(&[])),
        Some((task, [])) if task == "help" || task == "--help" || task == "-h" => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(text) => {
            eprintln!("xtask: {text}");
            ExitCode::FAILURE
        }
    }
}

/// The modules of the suite that speak to databases, and so are worth another run on another version. `generated` has
/// the rest: what it holds for each engine.
const ON_EVERY_VERSION: [&str; 5] =
    ["engines::", "hostile::", "hostile_catalogs::", "migrate::", "postgres_features::"];

/// What is left out of them: modules with some of the same names inside, and what no server is asked for.
const NOT_ON_EVERY_VERSION: [&str; 6] =
    ["build_step::", "cli::", "derives::", "fuzz::", "levelling::", "random_pairs::"];

/// CPU time of the whole suite, its build included, in minutes: measured, and with `--all-engines` reckoned from that.
const CPU_MINUTES: [usize; 2] = [20, 60];

/// Says what [`fn@test`] is about to run, where, and for about how long.
fn announce(all: bool, filtered: bool) {
    let (servers, others) = match all {
        false => ("PostgreSQL and MariaDB", "PostgreSQL 18"),
        true => ("PostgreSQL, MariaDB and MySQL", "PostgreSQL 14, 16, 17 and 18, and MariaDB 10.5 and 11.8"),
    };
    let which = if filtered { "the tests that you named" } else { "all tests" };
    println!("xtask: {which} on SQLite, {servers}; then those that speak to a database on {others}");
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let minutes = CPU_MINUTES[usize::from(all)].div_ceil(cores);
    let bound = if filtered { "at most " } else { "" };
    println!(
        "xtask: this takes {bound}about {minutes} minutes on {cores} cores, building included; Ctrl-C stops it all"
    );
}

/// The whole test suite against live servers.
fn test(arguments: &[String]) -> Result<()> {
    let (all, arguments) = take_flag(arguments, "--all-engines");
    announce(all, !arguments.is_empty());
    let mut engines = if all { Engines::start_all()? } else { Engines::start(OF_THE_SYSTEM)? };
    engines.start_folded()?;
    if !all {
        engines.start_newest()?;
    }
    let mut cargo = cargo(&["test", "--workspace", "--no-fail-fast"]);
    cargo.args(&arguments).envs(engines.environment());
    // Every version gets its run, whatever comes of the others.
    let mut failed: Vec<String> = run(&mut cargo).err().into_iter().collect();
    for other in engines.others() {
        println!("xtask: once more on {}", other.name);
        let named = if split(&arguments).0.is_empty() { &ON_EVERY_VERSION[..] } else { &[] };
        // The generated tests take one word.
        let of_engine = format!("::{}::", other.engine);
        let generated = if named.is_empty() { &[] } else { &[of_engine.as_str()][..] };
        for (test, named) in [("suite", named), ("generated", generated)] {
            let mut again = self::cargo(&["test", "--workspace", "--test", test]);
            again.args(on_another_version(&arguments, named)).envs(engines.environment());
            for (name, _) in engines.variables() {
                again.env_remove(name);
            }
            let (name, url) = &other.variable;
            again.env(name, url).env("SCHEMA_TEST_ENGINE", other.engine);
            failed.extend(run(&mut again).err().map(|error| format!("{}: {error}", other.name)));
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(failed.join("\n")) }
}

/// The arguments of `cargo test` on another version: those of the developer, or, where these name no test, `usual` ones.
fn on_another_version(arguments: &[String], usual: &[&str]) -> Vec<String> {
    let (named, rest) = split(arguments);
    let skip = if usual.is_empty() { &[][..] } else { &NOT_ON_EVERY_VERSION };
    let skip = skip.iter().flat_map(|module| ["--skip", module]);
    let own = usual.iter().copied().chain(skip).map(str::to_owned);
    named.iter().cloned().chain(["--".to_owned()]).chain(own).chain(rest.iter().skip(1).cloned()).collect()
}

/// The benchmarks, against live servers where they want some.
fn bench(filter: &[String]) -> Result<()> {
    let engines = Engines::start(OF_THE_SYSTEM)?;
    run(cargo(&["bench", "--workspace", "--bench", "*", "--"]).args(filter).envs(engines.environment()))
}

/// A command of the developer's, or a shell of theirs elsewhere, against live servers.
fn with_engines(arguments: &[String]) -> Result<()> {
    let (all, arguments) = take_flag(arguments, "--all-engines");
    let command: Vec<&String> = arguments.iter().skip_while(|argument| *argument == "--").collect();
    let mut engines = if all { Engines::start_all()? } else { Engines::start(OF_THE_SYSTEM)? };
    engines.start_folded()?;
    if let Some((program, arguments)) = command.split_first() {
        return run(without_ours(Command::new(program).args(arguments)).envs(engines.environment()));
    }
    for (name, value) in engines.variables() {
        println!("export {name}='{value}'");
    }
    eprintln!("xtask: press Enter to stop the servers");
    std::io::stdin().read_line(&mut String::new()).map_err(|error| format!("cannot read stdin: {error}"))?;
    Ok(())
}

/// Takes `flag` out of what stands before a `--`.
fn take_flag(arguments: &[String], flag: &str) -> (bool, Vec<String>) {
    let (ours, rest) = split(arguments);
    let kept = ours.iter().filter(|argument| *argument != flag).chain(rest).cloned().collect();
    (ours.iter().any(|argument| argument == flag), kept)
}

/// What stands before a `--`, and the rest.
fn split(arguments: &[String]) -> (&[String], &[String]) {
    arguments.split_at(arguments.iter().position(|argument| argument == "--").unwrap_or(arguments.len()))
}

/// The cargo that runs us.
fn cargo(arguments: &[&str]) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    without_ours(&mut cargo).args(arguments);
    cargo
}

/// Takes out what `cargo run` told us of our own package: some build scripts run again when that changes, and a cargo
/// called from here would then compile their crates anew.
fn without_ours(command: &mut Command) -> &mut Command {
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command
}

/// Runs `command` to its end, its output on ours.
fn run(command: &mut Command) -> Result<()> {
    let shown = shown(command);
    println!("xtask: {shown}");
    let status = command.stdin(Stdio::null()).status().map_err(|error| format!("cannot run `{shown}`: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("`{shown}` failed: {status}")) }
}

/// Runs `command` to its end and gives its standard output; its standard error is in the error.
fn output(command: &mut Command) -> Result<String> {
    let shown = shown(command);
    let output = command.stdin(Stdio::null()).output().map_err(|error| format!("cannot run `{shown}`: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        Ok(text)
    } else {
        let errors = String::from_utf8_lossy(&output.stderr);
        Err(format!("`{shown}` failed: {}\n{text}{errors}", output.status))
    }
}

/// The command as one would type it; short, without the folder of the program.
fn shown(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args()).map(|word| word.to_string_lossy().into_owned());
    words.collect::<Vec<_>>().join(" ")
}
