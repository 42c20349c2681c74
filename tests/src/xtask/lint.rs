//! Everything that is checked besides the tests.

use crate::{Result, cargo, licences, run};

/// Feature sets of schema-core, checked one by one: the workspace builds them all at once, which hides an item that one
/// of them lacks.
const FEATURES: [&str; 6] = ["", "derive", "build", "plan", "sqlite", "postgres,mysql"];

/// Formatting, clippy, rustdoc, features one by one, licences.
pub(crate) fn run_all() -> Result<()> {
    run(&mut cargo(&["fmt", "--all", "--", "--check"]))?;
    run(&mut cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    // RUSTDOCFLAGS, unlike RUSTFLAGS, leaves the compiled dependencies as they are.
    run(cargo(&["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings"))?;
    for features in FEATURES {
        run(&mut cargo(&[
            "clippy",
            "--package",
            "schema-core",
            "--lib",
            "--no-default-features",
            "--features",
            features,
            "--",
            "-D",
            "warnings",
        ]))?;
    }
    // Without advisories: their database comes over the network, which a closed machine has not.
    if cargo(&["deny", "--version"]).output().is_ok_and(|output| output.status.success()) {
        run(&mut cargo(&["deny", "check", "bans", "licenses", "sources"]))
    } else {
        licences::check()
    }
}
