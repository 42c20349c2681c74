//! The features that the command line and the metadata ask for: one that no package has is refused, as cargo does.

use std::collections::BTreeSet;

use cargo_metadata::{Dependency, MetadataCommand};
use schema_core::diagnostic::Code;
use schema_core::read::Package;

use crate::cli::global::Global;
use crate::error::{Error, Result};
use crate::project::Project;

/// The features that are asked for by name.
pub(crate) fn asked(global: &Global) -> impl Iterator<Item = &str> {
    global.features.features.iter().flat_map(|list| list.split([',', ' '])).filter(|name| !name.is_empty())
}

/// The features of a package, as cargo knows them.
pub(crate) fn known<'a>(project: &'a Project, package: &Package) -> impl Iterator<Item = &'a str> {
    project.cargo_package(package).into_iter().flat_map(|it| it.features.keys().map(String::as_str))
}

/// Refuses a feature that none of the packages has; in the metadata, too.
pub(crate) fn refuse_unknown(project: &Project, global: &Global) -> Result<()> {
    let selected = project.selected();
    for name in asked(global) {
        let is_known = match name.split_once('/') {
            None => selected.iter().any(|package| has(project, package, name)),
            Some((owner, feature)) => match selected.iter().find(|it| it.name == owner) {
                Some(package) => has(project, package, feature),
                None => {
                    refuse_of_dependency(project, &selected, name, owner.strip_suffix('?').unwrap_or(owner), feature)?;
                    true
                }
            },
        };
        if !is_known {
            return Err(unknown(project, name, &selected));
        }
    }
    let all: Vec<&Package> = project.packages().iter().collect();
    for name in project.metadata().features.iter().flatten() {
        if !name.contains(['/', ':']) && name != "default" && !all.iter().any(|package| has(project, package, name)) {
            return Err(unknown(project, name, &all).cause("set in `features` of `metadata.schema`"));
        }
    }
    Ok(())
}

fn has(project: &Project, package: &Package, name: &str) -> bool {
    known(project, package).any(|known| known == name)
}

/// Refuses `of/feature`, written `name`, where no package that is meant has such a dependency, or the dependency no such feature.
fn refuse_of_dependency(project: &Project, selected: &[&Package], name: &str, of: &str, feature: &str) -> Result<()> {
    let all = || selected.iter().filter_map(|package| project.cargo_package(package)).flat_map(|it| &it.dependencies);
    let called = |it: &Dependency| it.rename.clone().unwrap_or_else(|| it.name.clone());
    let Some(dependency) = all().find(|it| called(it) == of) else {
        let error = Error::usage(
            Code::UnknownFeature,
            match selected {
                [_] => format!("{} has no dependency `{of}`", names(selected)),
                _ => format!("none of {} has a dependency `{of}`", names(selected)),
            },
        );
        let error = error.cause(format!("in `{name}`"));
        let list: BTreeSet<String> = all().map(|it| format!("`{}`", called(it))).collect();
        let list: Vec<String> = list.into_iter().collect();
        return Err(if list.is_empty() { error } else { error.cause(format!("available: {}", list.join(", "))) });
    };
    match features_of(project, dependency) {
        Some(features) if !features.contains(feature) => {
            let error = Error::usage(Code::UnknownFeature, format!("`{of}` has no feature `{feature}`"))
                .cause(format!("in `{name}`"));
            Err(with_known(error, features.iter().map(String::as_str)))
        }
        _ => Ok(()),
    }
}

/// The features of a dependency, where that can be known without asking anybody or writing a lock file.
fn features_of(project: &Project, dependency: &Dependency) -> Option<BTreeSet<String>> {
    let mut command = MetadataCommand::new();
    match &dependency.path {
        Some(path) => command.manifest_path(path.join("Cargo.toml")).no_deps(),
        None => command.manifest_path(project.root().join("Cargo.toml")).other_options(["--frozen".to_owned()]),
    };
    let metadata = command.exec().ok()?;
    let versions = metadata.packages.iter().filter(|it| {
        it.name.as_str() == dependency.name && (dependency.path.is_some() || dependency.req.matches(&it.version))
    });
    versions.map(|it| it.features.keys().cloned().collect()).reduce(|all: BTreeSet<String>, more| &all | &more)
}

/// The error for a feature that none of `packages` has.
fn unknown(project: &Project, name: &str, packages: &[&Package]) -> Error {
    let error = Error::usage(
        Code::UnknownFeature,
        match packages {
            [_] => format!("{} has no feature `{name}`", names(packages)),
            _ => format!("none of {} has a feature `{name}`", names(packages)),
        },
    );
    with_known(error, packages.iter().flat_map(|package| known(project, package)))
}

fn with_known<'a>(error: Error, known: impl Iterator<Item = &'a str>) -> Error {
    let known: BTreeSet<&str> = known.collect();
    if known.is_empty() {
        return error;
    }
    let known: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    error.cause(format!("available: {}", known.join(", ")))
}

fn names(packages: &[&Package]) -> String {
    packages.iter().map(|package| format!("`{}`", package.name)).collect::<Vec<_>>().join(", ")
}
