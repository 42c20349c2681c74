//! Reading models that are in no package yet: what they declare is known before they are written.

use schema_core::diagnostic::Help;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{SystemTime, UNIX_EPOCH};

use schema_core::lower::lower;
use schema_core::read::{Cfg, Config, Metadata, Problem, Project, Sources};
use schema_core::schema::Schema;

use crate::error::{Error, Result};
use crate::project::compiler::target_cfg;
use crate::project::unreadable;

/// The schema that the models in `source` declare in a package with the keys `metadata`.
pub(crate) fn declare(source: &str, metadata: &Metadata) -> Result<Schema> {
    let package = Package::new(source)?;
    let manifest = package.0.join("Cargo.toml");
    let project = Project::find(&manifest).map_err(|problem| cannot(&[problem]))?;
    // A history is declared again and again.
    static CFG: OnceLock<String> = OnceLock::new();
    let cfg = match CFG.get() {
        Some(cfg) => cfg,
        None => {
            let cfg = target_cfg()?;
            CFG.get_or_init(|| cfg)
        }
    };
    let cfg = Cfg::from_rustc(cfg);
    let found = Sources::new().read(&Config { project: &project, cfg: &cfg, features: None });
    let lowered = lower(&found, metadata).check(&found).map_err(|problems| cannot(&problems))?;
    Ok(lowered.schema)
}

fn cannot(problems: &[Problem]) -> Error {
    let mut error = unreadable(problems, |path| path.file_name().unwrap_or_default().display().to_string());
    error.diagnostic.message = "cannot read the generated models".to_owned();
    error.hint(Help::run(["inspect", "--format", "rust"].into(), |inspect| {
        format!("nothing was written; to write the models yourself, start from `{inspect}`")
    }))
}

/// Names are those of crates only where a manifest has them.
const MANIFEST: &str = r#"[package]
name = "models"
edition = "2024"

[dependencies]
schema-core = "0"
chrono = "0"
rust_decimal = "1"
serde_json = "1"
uuid = "1"

[workspace]
"#;

/// A package of its own, which is gone when nobody looks at it any more.
struct Package(PathBuf);

impl Package {
    fn new(source: &str) -> Result<Self> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
        let folder = std::env::temp_dir().join(format!("cargo-schema-models-{}-{now}", std::process::id()));
        // Somebody else's folder is refused.
        fs::create_dir(&folder).map_err(|error| Error::file("create the directory", &folder, &error))?;
        let package = Self(folder);
        package.write("Cargo.toml", MANIFEST)?;
        let source_folder = package.0.join("src");
        fs::create_dir(&source_folder).map_err(|error| Error::file("create the directory", &source_folder, &error))?;
        package.write("src/lib.rs", source)?;
        Ok(package)
    }

    fn write(&self, name: impl AsRef<Path>, text: &str) -> Result<()> {
        let path = self.0.join(name);
        fs::write(&path, text).map_err(|error| Error::file("write", &path, &error))
    }
}

impl Drop for Package {
    fn drop(&mut self) {
        // What is left behind lies among the system's temporary files.
        let _ = fs::remove_dir_all(&self.0);
    }
}
