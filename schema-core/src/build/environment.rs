//! What cargo and the surroundings tell a build script.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::read::{Cfg, Mode, RuntimeDdlMode};

/// The variable that overrides `check` of the metadata.
pub(super) const CHECK: &str = "CARGO_SCHEMA_CHECK";

/// The former name of [`CHECK`]. It is no longer read, and too general to be refused: another program may have it.
pub(super) const FORMER_CHECK: &str = "SCHEMA_CHECK";

/// The surroundings of a build script.
#[derive(Clone, Debug)]
pub(super) struct Environment {
    /// Folder of the package.
    pub(super) folder: PathBuf,
    /// `OUT_DIR`.
    pub(super) out_dir: PathBuf,
    /// The configuration that the package is compiled with, features among it.
    pub(super) cfg: Cfg,
    /// [`CHECK`], as it is.
    check: Option<String>,
    /// Whether [`FORMER_CHECK`] is set.
    former_check: bool,
    /// Whether an editor runs this, and wants a build script that succeeds.
    editor: bool,
    /// Whether the package is somebody's dependency: from a registry, a repository or a vendored folder.
    pub(super) dependency: bool,
}

impl Environment {
    /// Reads the environment of this process.
    ///
    /// # Errors
    /// It is not that of a build script.
    pub(super) fn current() -> Result<Self, Box<Diagnostic>> {
        let vars =
            std::env::vars_os().filter_map(|(key, value)| Some((key.into_string().ok()?, value.into_string().ok()?)));
        Self::from_vars(&vars.collect(), &parent_arguments())
    }

    fn from_vars(vars: &BTreeMap<String, String>, parent: &[String]) -> Result<Self, Box<Diagnostic>> {
        let path = |key: &str| {
            let missing = || invalid(format!("`{key}` is not set: `schema_core::build::run()` is for build scripts"));
            vars.get(key).map(PathBuf::from).ok_or_else(missing)
        };
        let folder = path("CARGO_MANIFEST_DIR")?;
        let told = |key: &str| vars.get(key).filter(|mode| !mode.is_empty());
        Ok(Self {
            out_dir: path("OUT_DIR")?,
            cfg: Cfg::from_build_env(vars.iter().map(|(key, value)| (key.clone(), value.clone()))),
            check: told(CHECK).cloned(),
            former_check: told(FORMER_CHECK).is_some(),
            editor: is_editor(vars, parent),
            dependency: is_dependency(&folder),
            folder,
        })
    }

    /// What is said of [`FORMER_CHECK`], where it is set; in a dependency nothing.
    pub(super) fn renamed(&self) -> Option<String> {
        let is_said = self.former_check && !self.dependency;
        is_said.then(|| format!("`{FORMER_CHECK}` is ignored: the variable is called `{CHECK}` now"))
    }

    /// How to say that the program makes tables by itself, when the metadata wants `mode`. An editor is told in a warning,
    /// for a build script that fails would hide every other error; in a dependency nothing is said.
    pub(super) fn runtime_ddl(&self, mode: RuntimeDdlMode) -> RuntimeDdlMode {
        match mode {
            _ if self.dependency => RuntimeDdlMode::Allow,
            RuntimeDdlMode::Deny if self.editor => RuntimeDdlMode::Warn,
            mode => mode,
        }
    }

    /// The mode: the variable's, else the one that `metadata` and the surroundings want.
    ///
    /// # Errors
    /// The variable names no mode.
    pub(super) fn mode(&self, metadata: Option<Mode>) -> Result<Mode, Box<Diagnostic>> {
        if self.dependency {
            return Ok(Mode::Off);
        }
        if let Some(name) = &self.check {
            return Mode::parse(name).ok_or_else(|| {
                let names = Mode::ALL.map(|mode| format!("`{}`", mode.name())).join(", ");
                invalid(format!("`{CHECK}` is `{name}`, and can be {names}"))
            });
        }
        Ok(match metadata.unwrap_or(Mode::BuildScript) {
            Mode::BuildScript if self.editor => Mode::Field,
            mode => mode,
        })
    }
}

fn invalid(message: String) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(Severity::Error, Code::InvalidEnvironment, message))
}

/// Whether rust-analyzer, or another program that reads cargo's messages, has started this.
///
/// To run build scripts, rust-analyzer sets itself as compiler (until cargo 1.88) or asks for an unstable flag (since then);
/// for its check on save it wants cargo's fingerprints in the log. Other editors are known by the form in which they want
/// messages, where the arguments of cargo can be seen.
fn is_editor(vars: &BTreeMap<String, String>, parent: &[String]) -> bool {
    vars.contains_key("RA_RUSTC_WRAPPER")
        || vars.contains_key("__CARGO_TEST_CHANNEL_OVERRIDE_DO_NOT_USE_THIS")
        || vars.get("CARGO_LOG").is_some_and(|log| log == "cargo::core::compiler::fingerprint=info")
        || vars.get("RUSTC_WRAPPER").is_some_and(|wrapper| wrapper.contains("rust-analyzer"))
        || parent.iter().any(|argument| argument.starts_with("--message-format=json"))
        || parent.windows(2).any(|pair| pair[0] == "--message-format" && pair[1].starts_with("json"))
}

/// The arguments of the process that started this one: cargo.
#[cfg(target_os = "linux")]
fn parent_arguments() -> Vec<String> {
    let path = format!("/proc/{}/cmdline", std::os::unix::process::parent_id());
    let arguments = std::fs::read(path).unwrap_or_default();
    arguments.split(|byte| *byte == 0).map(|argument| String::from_utf8_lossy(argument).into_owned()).collect()
}

#[cfg(not(target_os = "linux"))]
fn parent_arguments() -> Vec<String> {
    Vec::new()
}

/// Whether cargo has unpacked the package (`Cargo.toml.orig` is in every packaged crate, vendored ones too) or checked it
/// out of a repository.
fn is_dependency(folder: &Path) -> bool {
    folder.join("Cargo.toml.orig").exists() || folder.ancestors().any(|above| above.join(".cargo-ok").exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(vars: &[(&str, &str)], parent: &[&str]) -> Environment {
        let vars = [("CARGO_MANIFEST_DIR", "/nowhere"), ("OUT_DIR", "/out")].iter().chain(vars);
        let vars = vars.map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        let parent: Vec<String> = parent.iter().map(|&argument| argument.to_owned()).collect();
        Environment::from_vars(&vars, &parent).unwrap()
    }

    #[test]
    fn editors_get_the_verdict_on_the_field() {
        let mode = |vars: &[(&str, &str)], parent: &[&str]| environment(vars, parent).mode(None).unwrap();
        assert_eq!(mode(&[], &["cargo", "build"]), Mode::BuildScript);
        assert_eq!(mode(&[], &["cargo", "check", "--message-format=short"]), Mode::BuildScript);
        assert_eq!(mode(&[("RA_RUSTC_WRAPPER", "1")], &[]), Mode::Field);
        assert_eq!(mode(&[("__CARGO_TEST_CHANNEL_OVERRIDE_DO_NOT_USE_THIS", "nightly")], &[]), Mode::Field);
        assert_eq!(mode(&[("CARGO_LOG", "cargo::core::compiler::fingerprint=info")], &[]), Mode::Field);
        assert_eq!(mode(&[], &["cargo", "check", "--message-format=json-diagnostic-rendered-ansi"]), Mode::Field);
        assert_eq!(mode(&[], &["cargo", "check", "--message-format", "json"]), Mode::Field);
    }

    #[test]
    fn editors_are_warned_of_what_is_denied() {
        let mode = |vars: &[(&str, &str)], mode| environment(vars, &[]).runtime_ddl(mode);
        for it in RuntimeDdlMode::ALL {
            assert_eq!(mode(&[(CHECK, "off")], it), it);
        }
        assert_eq!(mode(&[("RA_RUSTC_WRAPPER", "1")], RuntimeDdlMode::Deny), RuntimeDdlMode::Warn);
        let dependency = Environment { dependency: true, ..environment(&[], &[]) };
        assert_eq!(dependency.runtime_ddl(RuntimeDdlMode::Deny), RuntimeDdlMode::Allow);
    }

    #[test]
    fn the_variable_is_stronger_than_everything_else() {
        let with = |check: &str| environment(&[(CHECK, check), ("RA_RUSTC_WRAPPER", "1")], &[]);
        assert_eq!(with("warn").mode(Some(Mode::Off)), Ok(Mode::Warn));
        assert_eq!(with("build-script").mode(None), Ok(Mode::BuildScript));
        assert_eq!(with("").mode(Some(Mode::Off)), Ok(Mode::Off));
        assert_eq!(with("").mode(Some(Mode::BuildScript)), Ok(Mode::Field));
        assert_eq!(environment(&[], &[]).mode(Some(Mode::Field)), Ok(Mode::Field));
        assert!(with("no").mode(None).unwrap_err().message.contains("`build-script`, `field`, `warn`, `off`"));
    }
}
