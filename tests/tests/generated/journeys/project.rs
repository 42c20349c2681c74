//! A project in a folder of its own, and the tool run in it as a person runs it.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use schema_core::schema::Release;
use tempfile::TempDir;

use super::source::File;
use crate::random::trials::Failure;
use crate::support::shop::{cargo, tool_command, with_source, workspace};

/// A project.
#[derive(Debug)]
pub(crate) struct Project {
    dir: TempDir,
    /// The database of its commands.
    pub(crate) url: String,
    crates: usize,
    /// What cargo says of it, once its manifests are written.
    metadata: OnceCell<PathBuf>,
}

/// A command that was run.
#[derive(Clone, Debug)]
pub(crate) struct Ran {
    command: String,
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ran {
    /// This, if the exit code is `code`.
    pub(crate) fn expect(self, stage: &'static str, code: i32) -> Result<Self, Failure> {
        if self.code == code { Ok(self) } else { Err(self.failure(stage, &format!("exit code {code} was expected"))) }
    }

    /// What is wrong with it.
    pub(crate) fn failure(&self, stage: &'static str, wrong: &str) -> Failure {
        let Self { command, code, stdout, stderr } = self;
        Failure::new(stage, format!("{wrong}\n$ {command}\n{stdout}--- stderr\n{stderr}--- exit {code}"))
    }

    /// Its data.
    pub(crate) fn json(&self, stage: &'static str) -> Result<serde_json::Value, Failure> {
        serde_json::from_str(&self.stdout).map_err(|error| self.failure(stage, &format!("this is no JSON: {error}")))
    }

    /// The first line of what went wrong, with its causes.
    pub(crate) fn reason(&self) -> String {
        let error =
            self.stderr.lines().skip_while(|line| !line.starts_with("error")).take_while(|line| !line.is_empty());
        error.collect::<Vec<_>>().join(" ")
    }
}

const MANIFEST: &str = "version = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n";

impl Project {
    /// A project of one or two crates without models, set up for `release`.
    pub(crate) fn new(release: Release, crates: usize, url: &str) -> Result<Self, Failure> {
        let project = Self::bare(crates, url);
        if crates == 1 {
            project.run(&["init", "--dialect", &release.to_string()]).expect("init", 0)?;
            return Ok(project);
        }
        let keys = format!("[workspace.metadata.schema]\ndialects = [\"{release}\"]\nmembers = []\n");
        project.write("Cargo.toml", &format!("[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n\n{keys}"));
        for (name, others) in [("base", ""), ("shop", "base = { path = \"../base\" }\n")] {
            let manifest = format!("[package]\nname = \"{name}\"\n{MANIFEST}{others}");
            project.write(&format!("crates/{name}/Cargo.toml"), &manifest);
        }
        project.write_sources(&[
            ("crates/base/src/lib.rs".to_owned(), String::new()),
            ("crates/shop/src/main.rs".to_owned(), "fn main() {}\n".to_owned()),
        ]);
        for name in ["base", "shop"] {
            project.run(&["init", "-p", name]).expect("init", 0)?;
        }
        Ok(project)
    }

    /// A package that is not set up; a folder for two crates.
    pub(crate) fn bare(crates: usize, url: &str) -> Self {
        let dir = tempfile::Builder::new().prefix("journey").tempdir().unwrap();
        let project = Self { dir, url: url.to_owned(), crates, metadata: OnceCell::new() };
        if crates == 1 {
            project.write("Cargo.toml", &format!("[package]\nname = \"shop\"\n{MANIFEST}"));
            project.write("src/main.rs", "fn main() {}\n");
        }
        // What this workspace has resolved is there without a network.
        std::fs::copy(workspace().join("Cargo.lock"), project.path("Cargo.lock")).unwrap();
        project
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap_or_default()
    }

    /// Puts these in place of all sources.
    pub(crate) fn write_sources(&self, files: &[File]) {
        let folders: &[&str] = if self.crates == 1 { &["src"] } else { &["crates/base/src", "crates/shop/src"] };
        for folder in folders {
            let _ = std::fs::remove_dir_all(self.path(folder));
        }
        files.iter().for_each(|(name, text)| self.write(name, text));
    }

    /// The folder of revisions.
    pub(crate) fn migrations(&self) -> PathBuf {
        self.path("migrations")
    }

    /// The folders of revisions, in order.
    pub(crate) fn revisions(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.migrations()).into_iter().flatten();
        let mut found: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
        found.sort();
        found
    }

    /// The file with what cargo says of the project.
    fn metadata(&self) -> &Path {
        self.metadata.get_or_init(|| {
            let mut cargo = cargo();
            cargo.args(["metadata", "--format-version", "1", "--no-deps"]).current_dir(self.dir.path());
            let output = cargo.output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            let path = self.path("target/metadata.json");
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, output.stdout).unwrap();
            path
        })
    }

    /// Runs `cargo schema` on its database.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.run_on(&self.url, arguments)
    }

    /// Runs `cargo schema` on another database.
    pub(crate) fn run_on(&self, url: &str, arguments: &[&str]) -> Ran {
        let mut command = tool_command();
        // As cargo calls it.
        command.envs(std::env::var_os("CARGO").map(|cargo| ("CARGO", cargo))).envs(rustc().map(|it| ("RUSTC", it)));
        // `init` is what writes manifests; after it, what cargo says of them stays the same, and asking anew takes half of each command.
        if let Some(script) = metadata().filter(|_| arguments.first() != Some(&"init")) {
            command.env("CARGO", script).env("JOURNEY_METADATA", self.metadata());
        }
        command.arg("schema").args(with_source(arguments)).env("DATABASE_URL", url).current_dir(self.dir.path());
        run(command, arguments)
    }
}

/// In place of the compiler, of which the tool asks nothing but its `cfg`: what that says, in a script. Asking anew takes a
/// third of each command.
fn rustc() -> Option<&'static Path> {
    static RUSTC: OnceLock<Option<PathBuf>> = OnceLock::new();
    let cfg = || String::from_utf8(Command::new("rustc").args(["--print", "cfg"]).output().unwrap().stdout).unwrap();
    RUSTC.get_or_init(|| script("rustc-cfg", || format!("cat <<'END'\n{}END\n", cfg()))).as_deref()
}

/// In place of cargo, of which the tool asks nothing but its metadata: the file that `JOURNEY_METADATA` names.
fn metadata() -> Option<&'static Path> {
    static METADATA: OnceLock<Option<PathBuf>> = OnceLock::new();
    METADATA.get_or_init(|| script("cargo-metadata", || "exec cat \"$JOURNEY_METADATA\"\n".to_owned())).as_deref()
}

/// A script to run in place of a program, where there are scripts.
#[cfg(unix)]
fn script(name: &str, text: impl FnOnce() -> String) -> Option<PathBuf> {
    use std::os::unix::fs::PermissionsExt;

    let script = format!("#!/bin/sh\n{}", text());
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    // It stays for the next run: nobody may write what somebody runs.
    if std::fs::read_to_string(&path).ok().as_ref() != Some(&script) {
        let new = tempfile::NamedTempFile::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        std::fs::write(&new, script).unwrap();
        std::fs::set_permissions(&new, std::fs::Permissions::from_mode(0o755)).unwrap();
        new.persist(&path).unwrap();
    }
    Some(path)
}

#[cfg(not(unix))]
fn script(_: &str, _: impl FnOnce() -> String) -> Option<PathBuf> {
    None
}

fn run(mut command: Command, arguments: &[&str]) -> Ran {
    let output = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let shown: Vec<String> = arguments
        .iter()
        .map(|it| {
            if it.chars().all(|c| c.is_ascii_alphanumeric() || "-_./:".contains(c)) {
                (*it).to_owned()
            } else {
                format!("{it:?}")
            }
        })
        .collect();
    Ran {
        command: format!("cargo schema {}", shown.join(" ")),
        code: output.status.code().unwrap_or(-1),
        stdout: text(&output.stdout),
        stderr: text(&output.stderr),
    }
}

/// The name of a folder.
pub(crate) fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// All of a text file, and of the files below a folder.
pub(crate) fn shown(folder: &Path) -> String {
    let mut open = vec![folder.to_owned()];
    let mut texts = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            texts.push(format!("==> {}\n{text}", path.strip_prefix(folder).unwrap_or(&path).display()));
        }
    }
    texts.sort();
    texts.join("\n")
}
