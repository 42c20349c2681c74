//! The README's first command: the example project from build to query, each command shown before it runs.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Result, cargo};

/// Builds the tool and `examples/quickstart`, brings a new SQLite database up to date, and uses it.
pub(crate) fn run_all() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let example = root.join("examples/quickstart");
    let database = Scratch::new()?;
    let url = format!("sqlite:{}", database.0.join("quickstart.db").display());

    // The whole workspace, as the tests build it: one feature set, so that nothing is compiled twice.
    // Cargo shows each crate as it compiles it.
    step("cargo build --workspace", &mut cargo(&["build", "--workspace"]))?;
    let programs = programs(&root)?;
    let here = |program: &str| {
        let mut command = Command::new(programs.join(program));
        command.current_dir(&example).env("DATABASE_URL", &url);
        command
    };
    for arguments in [&["check"][..], &["upgrade"], &["status"]] {
        step(&format!("cargo schema {}", arguments.join(" ")), here("cargo-schema").arg("schema").args(arguments))?;
    }
    step("cargo run", &mut here("quickstart"))
}

/// Runs `command`, and shows it as a person would type it.
fn step(shown: &str, command: &mut Command) -> Result<()> {
    println!("$ {shown}");
    let status = command.status().map_err(|error| format!("cannot run `{shown}`: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("`{shown}` ended with {status}")) }
}

/// Where cargo puts what it builds, which the environment and cargo's configuration may change.
fn programs(root: &Path) -> Result<PathBuf> {
    let metadata = crate::output(cargo(&["metadata", "--no-deps", "--format-version", "1"]).current_dir(root))?;
    let key = "\"target_directory\":\"";
    let start = metadata.find(key).ok_or("`cargo metadata` names no target directory")? + key.len();
    let end = metadata[start..].find('"').ok_or("`cargo metadata` is cut off")? + start;
    Ok(PathBuf::from(&metadata[start..end]).join("debug"))
}

/// A folder that goes with this value.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Result<Self> {
        let folder = std::env::temp_dir().join(format!("cargo-schema-quickstart-{}", std::process::id()));
        std::fs::create_dir_all(&folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
        Ok(Self(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
