//! What the compiler sets for a build by cargo: for its target, and with its flags.

use std::path::{Path, PathBuf};
use std::process::Command;

use schema_core::diagnostic::Code;
use schema_core::read::file;
use toml::{Table, Value};

use crate::error::{Error, Result};

/// What the compiler sets for the target that cargo would build for.
pub(crate) fn target_cfg() -> Result<String> {
    let here = std::env::current_dir().unwrap_or_default();
    let settings = Settings::read(&here)?;
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let mut command = Command::new(rustc);
    command.args(["--print", "cfg"]);
    let target = variable("CARGO_BUILD_TARGET").or_else(|| settings.target());
    if let Some(target) = &target {
        command.arg("--target").arg(target);
    }
    command.args(settings.flags(target.as_deref(), variable));
    let output =
        command.output().map_err(|error| Error::usage(Code::CannotRun, "cannot run rustc").cause(error.to_string()))?;
    if !output.status.success() {
        let text = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        return Err(Error::usage(Code::CompilerFailed, "cannot read the configuration of rustc").cause(text));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The files in which cargo keeps settings, the nearest first.
struct Settings(Vec<Table>);

impl Settings {
    /// Those that hold in `folder`.
    fn read(folder: &Path) -> Result<Self> {
        let above = folder.ancestors().map(|folder| folder.join(".cargo"));
        let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
        let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")));
        let mut files: Vec<PathBuf> = Vec::new();
        for folder in above.chain(home) {
            let found = ["config", "config.toml"].map(|name| folder.join(name)).into_iter().find(|path| path.is_file());
            files.extend(found.filter(|path| !files.contains(path)));
        }
        let read = |path: PathBuf| {
            let text = file::text(&path).map_err(|error| Error::file("read", &path, &error))?;
            text.parse::<Table>()
                .map_err(|error| Error::usage(Code::InvalidToml, "not TOML").at(&path).cause(error.message()))
        };
        files.into_iter().map(read).collect::<Result<_>>().map(Self)
    }

    /// `build.target`, where it is one.
    fn target(&self) -> Option<String> {
        self.values("build", None, "target").find_map(|value| value.as_str().map(str::to_owned))
    }

    /// The compiler's flags, from the first place that has some, as cargo looks for them.
    fn flags(&self, target: Option<&str>, variable: impl Fn(&str) -> Option<String>) -> Vec<String> {
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        if let Some(encoded) = variable("CARGO_ENCODED_RUSTFLAGS") {
            return encoded.split('\u{1f}').map(str::to_owned).collect();
        }
        if let Some(flags) = variable("RUSTFLAGS") {
            return words(&flags);
        }
        // The nearest file comes last: a later flag outdoes an earlier one.
        let listed = |values: Vec<&Value>| -> Vec<String> {
            let all = values.into_iter().rev().flat_map(|value| match value {
                Value::String(text) => words(text),
                Value::Array(list) => list.iter().filter_map(|it| it.as_str().map(str::to_owned)).collect(),
                _ => Vec::new(),
            });
            all.collect()
        };
        if let Some(target) = target {
            let name = format!("CARGO_TARGET_{}_RUSTFLAGS", target.to_uppercase().replace(['-', '.'], "_"));
            let mut flags = listed(self.values("target", Some(target), "rustflags").collect());
            flags.extend(variable(&name).iter().flat_map(|text| words(text)));
            if !flags.is_empty() {
                return flags;
            }
        }
        let mut flags = listed(self.values("build", None, "rustflags").collect());
        flags.extend(variable("CARGO_BUILD_RUSTFLAGS").iter().flat_map(|text| words(text)));
        flags
    }

    /// `table.key` or `table.of.key` in each file, the nearest first.
    fn values<'a>(&'a self, table: &'a str, of: Option<&'a str>, key: &'a str) -> impl Iterator<Item = &'a Value> {
        self.0.iter().filter_map(move |file| {
            let mut found = file.get(table)?;
            if let Some(of) = of {
                found = found.get(of)?;
            }
            found.get(key)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Settings;

    #[test]
    fn flags_come_from_the_first_place_that_has_some() {
        let settings = Settings(
            [
                "[build]\nrustflags = [\"--cfg\", \"near\"]\ntarget = \"x\"",
                "[build]\nrustflags = \"--cfg far\"\n[target.wasm32-wasip1]\nrustflags = [\"-Cx\"]",
            ]
            .map(|text| text.parse().unwrap())
            .into(),
        );
        let flags = |target: Option<&str>, vars: &[(&str, &str)]| {
            let variable = |name: &str| vars.iter().find(|(it, _)| *it == name).map(|(_, value)| (*value).to_owned());
            settings.flags(target, variable).join(" ")
        };
        assert_eq!(settings.target().as_deref(), Some("x"));
        assert_eq!(flags(None, &[]), "--cfg far --cfg near");
        assert_eq!(flags(Some("wasm32-wasip1"), &[]), "-Cx");
        assert_eq!(flags(Some("wasm32-wasip1"), &[("CARGO_TARGET_WASM32_WASIP1_RUSTFLAGS", "-Cy")]), "-Cx -Cy");
        assert_eq!(flags(Some("other"), &[("CARGO_BUILD_RUSTFLAGS", "-Cz")]), "--cfg far --cfg near -Cz");
        assert_eq!(flags(None, &[("RUSTFLAGS", " --cfg  a ")]), "--cfg a");
        let encoded = [("RUSTFLAGS", "--cfg a"), ("CARGO_ENCODED_RUSTFLAGS", "--cfg\u{1f}b=\"c d\"")];
        assert_eq!(flags(None, &encoded), "--cfg b=\"c d\"");
    }
}
