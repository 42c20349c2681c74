//! What the derives say to wrong models, and that right ones compile under the strictest lints.
//!
//! Each file of `compile-fail/` must fail with the text beside it, each of `compile-pass/` must compile and run. They have
//! no build script; the index that it would write is put together here, from the same grammar. Those in `bare/` are to be
//! without. rustc takes the libraries that this workspace is built of: nothing is compiled for them.
//!
//! `SNAPSHOTS=overwrite` writes the texts anew, to be read by eye.

mod index;
mod rendered;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::expected::expect;
use crate::support::shop::built;
use libtest_mimic::{Failed, Trial};

/// `derives::compile-fail::<file>` and `derives::compile-pass::<file>`.
pub(crate) fn trials() -> Vec<Trial> {
    let mut trials = Vec::new();
    for (folder, test) in [("compile-fail", fails as fn(&Path) -> Result<(), Failed>), ("compile-pass", passes)] {
        for file in [folder.to_owned(), format!("{folder}/bare")].iter().flat_map(|folder| sources(folder)) {
            let name = file.with_extension("").display().to_string().replace('/', "::");
            trials.push(Trial::test(format!("derives::{name}"), move || test(&file)));
        }
    }
    trials
}

/// The folder that rustc runs in: its messages name files from there.
fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of Rust in a folder.
fn sources(folder: &str) -> Vec<PathBuf> {
    let names = std::fs::read_dir(home().join(folder)).unwrap().map(|entry| entry.unwrap().file_name());
    let files = names.map(|name| Path::new(folder).join(name));
    let mut files: Vec<PathBuf> = files.filter(|file| file.extension().is_some_and(|it| it == "rs")).collect();
    files.sort();
    files
}

fn fails(file: &Path) -> Result<(), Failed> {
    let output = rustc(file).arg("--emit=metadata").output()?;
    if output.status.success() {
        return Err("it compiles".into());
    }
    let text = rendered::level(&String::from_utf8_lossy(&output.stderr));
    Ok(expect(&home().join(file).with_extension("stderr"), Some(text))?)
}

fn passes(file: &Path) -> Result<(), Failed> {
    let output = rustc(file).arg("--emit=link").output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let output = Command::new(program(file)).output()?;
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stderr).into()) }
}

/// Where what is made of a file goes.
fn program(file: &Path) -> PathBuf {
    scratch().join(file.with_extension(std::env::consts::EXE_EXTENSION).display().to_string().replace('/', "-"))
}

fn scratch() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("derives")
}

/// The compiler, with all that a file may name.
fn rustc(file: &Path) -> Command {
    static INDEX: OnceLock<PathBuf> = OnceLock::new();
    let index = INDEX.get_or_init(|| {
        let folders = ["compile-fail", "compile-pass"].map(|folder| home().join(folder));
        index::write(&folders, &scratch());
        scratch()
    });
    let mut rustc = Command::new("rustc");
    rustc.args(["--edition=2024", "--crate-name=models", "--diagnostic-width=140", "--color=never", "-Adead_code"]);
    rustc.arg(file).arg("-o").arg(program(file)).current_dir(home());
    if file.parent().is_some_and(|folder| folder.ends_with("bare")) {
        rustc.env_remove("OUT_DIR");
    } else {
        rustc.env("OUT_DIR", index);
    }
    let built = built();
    rustc.arg("-L").arg(format!("dependency={}", built.libraries().display()));
    for name in ["chrono", "rust_decimal", "schema_core", "sea_query", "serde_json", "sqlx", "time", "uuid"] {
        rustc.arg("--extern").arg(format!("{name}={}", built.library(name).display()));
    }
    rustc
}
