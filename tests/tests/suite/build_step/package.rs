//! Packages that tests build with cargo.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::shop::share_libraries;
use schema_core::diff::diff;
use schema_core::lower::lower;
use schema_core::read::{Cfg, Config, Project, Sources};
use schema_core::revision::{Manifest, load};

/// A folder with a package or a workspace.
pub(crate) struct Package {
    /// The folder.
    pub(crate) dir: PathBuf,
    /// Held as long as this lives: packages of one name share their place in the target folder.
    _lock: File,
}

/// How a run of cargo went.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// Whether it succeeded.
    pub(crate) success: bool,
    /// All that cargo wrote to stderr.
    pub(crate) text: String,
}

impl Outcome {
    /// The packages that were compiled, ours left out.
    pub(crate) fn compiled(&self) -> BTreeSet<&str> {
        let lines = self.text.lines().filter_map(|line| line.trim_start().strip_prefix("Compiling "));
        lines.filter_map(|line| line.split(' ').next()).filter(|name| !name.starts_with("schema-")).collect()
    }

    /// Panics unless it succeeded without warnings.
    #[track_caller]
    pub(crate) fn is_fine(&self) {
        // A warning of ours, about code of ours, is not what these tests are about.
        assert!(self.success && !self.text.contains("warning: shop"), "{}", self.text);
    }

    /// Panics unless it failed and said all of `parts`.
    #[track_caller]
    pub(crate) fn says(&self, parts: &[&str]) {
        assert!(!self.success, "{}", self.text);
        for part in parts {
            assert!(self.text.contains(part), "`{part}` is missing:\n{}", self.text);
        }
    }

    /// Panics if it said `part`.
    #[track_caller]
    pub(crate) fn is_silent_about(&self, part: &str) {
        assert!(!self.text.contains(part), "`{part}`:\n{}", self.text);
    }
}

/// The workspace that these tests belong to.
pub(crate) fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The manifest of a package called `name`, with `more` at its end.
pub(crate) fn manifest(name: &str, more: &str) -> String {
    let home = home().display();
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nschema-core = {{ path = \"{home}/schema-core\" }}\n\n\
         [build-dependencies]\nschema-core = {{ path = \"{home}/schema-core\", default-features = false, features = [\"build\"] }}\n\n{more}"
    )
}

/// The build script that `cargo schema init` writes.
pub(crate) const BUILD: &str = "fn main() {\n    schema_core::build::run();\n}\n";

/// A user's model.
pub(crate) const USER: &str = "use schema_core::Schema;\n\n/// People.\n#[derive(Schema)]\npub struct User {\n    \
    #[schema(primary_key)]\n    pub id: i64,\n    pub name: String,\n}\n";

impl Package {
    /// The package `shop` of these files, in the folder `name`, with everything recorded in revisions.
    pub(crate) fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let package = Self::unrecorded(name, files);
        package.record("initial");
        package
    }

    /// The same without revisions.
    pub(crate) fn unrecorded(name: &str, files: &[(&str, &str)]) -> Self {
        let package = Self::empty(name);
        package.write("Cargo.toml", &manifest("shop", "[workspace]\n"));
        package.write("build.rs", BUILD);
        fs::create_dir_all(package.dir.join("migrations")).unwrap();
        for (path, text) in files {
            package.write(path, text);
        }
        package
    }

    /// An empty folder with the lock file of this workspace, so that nothing is looked up anywhere.
    pub(crate) fn empty(name: &str) -> Self {
        let tmp = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let lock = File::create(tmp.join("packages.lock")).unwrap();
        lock.lock().unwrap();
        let dir = tmp.join("packages").join(name);
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).unwrap();
        fs::copy(home().join("Cargo.lock"), dir.join("Cargo.lock")).unwrap();
        Self { dir, _lock: lock }
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.dir.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.dir.join(path)).unwrap()
    }

    /// Replaces a part of a file.
    #[track_caller]
    pub(crate) fn edit(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert!(text.contains(old), "{path} has no `{old}`:\n{text}");
        self.write(path, &text.replace(old, new));
    }

    /// Runs cargo offline, with a target folder that all tests share.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Outcome {
        self.cargo_with(arguments, &[])
    }

    pub(crate) fn cargo_with(&self, arguments: &[&str], vars: &[(&str, &str)]) -> Outcome {
        let mut command = Command::new(env!("CARGO"));
        command.args(arguments).arg("--offline").current_dir(&self.dir);
        share_libraries(&mut command);
        for inherited in ["CARGO_SCHEMA_CHECK", "CARGO_LOG", "RUSTC_WRAPPER", "RA_RUSTC_WRAPPER", "RUSTFLAGS"] {
            command.env_remove(inherited);
        }
        command.envs(vars.iter().copied()).env("CARGO_TERM_COLOR", "never");
        let output = command.output().unwrap();
        let text = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
        Outcome { success: output.status.success(), text }
    }

    /// Writes a revision with what the sources declare and no revision has, as `cargo schema revision` does.
    pub(crate) fn record(&self, slug: &str) {
        let project = Project::find(&self.dir.join("Cargo.toml")).unwrap();
        let rustc = Command::new("rustc").args(["--print", "cfg"]).output().unwrap();
        let cfg = Cfg::from_rustc(&String::from_utf8(rustc.stdout).unwrap());
        let read = Sources::new().read(&Config { project: &project, cfg: &cfg, features: None });
        let lowered = lower(&read, &project.metadata).check(&read).unwrap();
        let revisions = load(&project.migrations()).unwrap();
        let changes = diff(&revisions.schema().unwrap(), &lowered.schema, &lowered.answers()).changes;
        let parents: Vec<String> = revisions.graph().heads().iter().map(|node| node.id.clone()).collect();
        let id = format!("{:014}", 20_260_101_000_000_u64 + revisions.graph().len() as u64);
        self.revision(&Manifest { id, parents, changes, ..Manifest::default() }, slug);
    }

    /// Writes the folder of a revision.
    pub(crate) fn revision(&self, manifest: &Manifest, slug: &str) {
        let folder = format!("migrations/{}_{slug}", manifest.id);
        self.write(&format!("{folder}/revision.toml"), &manifest.to_toml());
        self.write(&format!("{folder}/up.sql"), "SELECT 1;\n");
        self.write(&format!("{folder}/down.sql"), "SELECT 1;\n");
    }

    /// Every file outside of the target folder, with its content.
    pub(crate) fn tree(&self) -> Vec<(PathBuf, Vec<u8>)> {
        fn walk(dir: &Path, into: &mut Vec<(PathBuf, Vec<u8>)>) {
            for entry in fs::read_dir(dir).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    walk(&path, into);
                } else {
                    into.push((path.clone(), fs::read(&path).unwrap()));
                }
            }
        }
        let mut found = Vec::new();
        walk(&self.dir, &mut found);
        found.sort();
        found
    }
}
