//! The package that a command is about, chosen as cargo chooses.

use schema_core::diagnostic::{Code, Help};
use std::path::PathBuf;

use cargo_metadata::{Metadata, MetadataCommand, Package};

use crate::cli::global::Global;
use crate::error::{Error, Result};

/// A workspace as cargo tells it, without dependencies: nothing is downloaded, and no lock file is touched.
pub(crate) struct Workspace {
    pub(crate) metadata: Metadata,
}

impl Workspace {
    /// The workspace around `--manifest-path`, or around the current folder.
    pub(crate) fn find(global: &Global) -> Result<Self> {
        let mut command = MetadataCommand::new();
        command.no_deps();
        if let Some(path) = &global.manifest_path {
            command.manifest_path(path);
        }
        let metadata = command.exec().map_err(|error| match error {
            cargo_metadata::Error::CargoMetadata { stderr } => cargo_said(&stderr),
            error => Error::usage(Code::CannotRun, "cannot run cargo")
                .causes(&error)
                .hint("without cargo, name the migrations directory: `cargo-schema upgrade --migrations <dir>`"),
        })?;
        Ok(Self { metadata })
    }

    /// The package that `-p` names; without it the one in whose folder we are, or the only one.
    /// `None` at the root of a workspace with several.
    pub(crate) fn package(&self, global: &Global) -> Result<Option<&Package>> {
        let packages = self.metadata.workspace_packages();
        if let Some(spec) = &global.package {
            let found = packages.iter().find(|package| package.name.as_str() == spec || package.id.repr == *spec);
            return found.copied().map(Some).ok_or_else(|| {
                Error::usage(Code::UnknownPackage, format!("the workspace has no package `{spec}`"))
                    .cause(format!("available: {}", names(&packages)))
            });
        }
        let here = match &global.manifest_path {
            Some(path) => path.parent().map(PathBuf::from).unwrap_or_default(),
            None => PathBuf::new(),
        };
        let here = std::path::absolute(if here.as_os_str().is_empty() { PathBuf::from(".") } else { here })
            .and_then(std::fs::canonicalize)
            .map_err(|error| {
                Error::usage(Code::FileAccess, "cannot find the current directory").cause(error.to_string())
            })?;
        let folder = |package: &Package| {
            let folder = package.manifest_path.parent().map(|path| path.as_std_path().to_owned()).unwrap_or_default();
            std::fs::canonicalize(&folder).unwrap_or(folder)
        };
        // The deepest folder of a package around us is the nearest one.
        let around = packages.iter().filter(|package| here.starts_with(folder(package)));
        let nearest = around.max_by_key(|package| folder(package).components().count());
        Ok(match (nearest, packages.as_slice()) {
            (Some(package), _) => Some(package),
            (None, [only]) => Some(only),
            (None, _) => None,
        })
    }

    /// Whether a package of it is set up.
    pub(crate) fn has_keys(&self) -> bool {
        self.metadata.workspace_packages().iter().any(|package| package.metadata.get("schema").is_some())
    }

    /// As [`Workspace::package`], where one is needed.
    pub(crate) fn require_package(&self, global: &Global) -> Result<&Package> {
        self.package(global)?.ok_or_else(|| {
            let packages = self.metadata.workspace_packages();
            let first = packages.first().map_or("<name>", |package| package.name.as_str());
            Error::usage(Code::PackageNeeded, "the workspace has several packages")
                .cause(format!("available: {}", names(&packages)))
                .hint(Help::run(["init", "--workspace"].into(), |init| {
                    format!("choose one with `-p {first}`; one schema for several: `{init}`")
                }))
        })
    }
}

pub(crate) fn names(packages: &[&Package]) -> String {
    packages.iter().map(|package| format!("`{}`", package.name)).collect::<Vec<_>>().join(", ")
}

/// Cargo's own words, as causes.
fn cargo_said(stderr: &str) -> Error {
    let text = stderr.trim();
    let text = text.strip_prefix("error: ").unwrap_or(text);
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && *line != "Caused by:");
    let first = lines.next().unwrap_or("cargo metadata failed").to_owned();
    let mut error = Error::usage(Code::CargoFailed, first);
    error.diagnostic.causes.extend(lines.map(str::to_owned));
    if text.starts_with("could not find `Cargo.toml`") {
        error = error.hint("run the command in the directory of a package, or pass `--manifest-path <path>`");
    }
    error
}
