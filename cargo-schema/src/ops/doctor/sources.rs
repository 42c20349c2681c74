//! Second ways of making tables, in the sources of the whole workspace.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use schema_core::declare::Position;
use schema_core::diagnostic::Severity;
use schema_core::read::{self, Cfg, Config, Does, FoundDdl, Sources, runtime_ddl_of};

use super::{Finding, Same};
use crate::error::Result;
use crate::project::Project;
use crate::project::compiler::target_cfg;
use crate::project::workspace::Workspace;

/// What was found in the sources.
pub(crate) struct Found {
    /// The places.
    pub(crate) ddl: Vec<FoundDdl>,
    /// How many files were looked through.
    pub(crate) files: usize,
}

/// Looks through all packages of the workspace but those with a schema of their own: what is compiled with the canonical features or with all of them, and
/// files in `src` that nothing leads to that can be seen from here, as through a macro. What only tests, examples and
/// benchmarks lead to is left out.
pub(crate) fn look(workspace: &Workspace, project: &Project) -> Result<Found> {
    let cfg = Cfg::from_rustc(&target_cfg()?);
    let mut ddl: BTreeMap<(PathBuf, Position), FoundDdl> = BTreeMap::new();
    let mut looked = BTreeSet::new();
    let folders = project.folders();
    for package in workspace.metadata.workspace_packages() {
        let folder = package.manifest_path.parent().map(|folder| folder.as_std_path());
        let is_ours = folder.is_some_and(|folder| folders.contains(&folder));
        // Another schema has a doctor of its own, and our own crates write the SQL of revisions.
        let is_others = package.metadata.get("schema").is_some()
            || matches!(
                package.name.as_str(),
                "schema-core" | "schema-core-derive" | "schema-core-grammar" | "cargo-schema"
            );
        if is_others && !is_ours {
            continue;
        }
        // A manifest that means nothing is told by whoever needs it.
        let Ok(found) = read::Project::find(package.manifest_path.as_std_path()) else { continue };
        let Some(own) = found.own else { continue };
        let all: BTreeSet<String> = found.packages[own].closure(package.features.keys().map(String::as_str));
        let mut reached = BTreeSet::new();
        for features in [None, Some(&all)] {
            let config = Config { project: &found, cfg: &cfg, features };
            let read = Sources::new().with_runtime_ddl(true).read(&config);
            reached.extend(read.files[own].iter().cloned());
            looked.extend(read.files[own].difference(&read.outside_files[own]).cloned());
            let here = read.runtime_ddl.into_iter().filter(|it| it.package == own);
            ddl.extend(here.map(|it| ((it.file.clone(), it.ddl.at), it)));
        }
        let folder = &found.packages[own].folder;
        for file in sources_below(&folder.join("src")) {
            if reached.contains(&file) || file.starts_with(project.migrations()) {
                continue;
            }
            ddl.extend(runtime_ddl_of(own, folder, &file).into_iter().map(|it| ((it.file.clone(), it.ddl.at), it)));
            looked.insert(file);
        }
    }
    Ok(Found { ddl: ddl.into_values().collect(), files: looked.len() })
}

/// Files of Rust in and below `folder`; those for tests by their name are left out.
fn sources_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        // A link to a folder may lead back here.
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        if matches!(stem, "tests" | "test" | "target") || stem.ends_with("_test") || stem.ends_with("_tests") {
            continue;
        }
        if is_folder {
            found.extend(sources_below(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

impl Found {
    /// The findings.
    pub(crate) fn findings(&self, project: &Project) -> Vec<Finding> {
        let migrations = project.migrations();
        let finding = |it: &FoundDdl| {
            let diagnostic = it.problem(&migrations).diagnostic(Severity::Warning);
            let same = Some(Same::Ddl(it.ddl.does.clone(), it.is_of_a_revision(&migrations)));
            Finding { diagnostic, same }
        };
        self.ddl.iter().map(finding).collect()
    }

    /// Where a table is made.
    pub(crate) fn maker(&self, name: &str) -> Option<&FoundDdl> {
        self.ddl.iter().find(|it| match &it.ddl.does {
            Does::Sql { table: Some(table), .. } => {
                table.rsplit('.').next().is_some_and(|table| table.eq_ignore_ascii_case(name))
            }
            _ => false,
        })
    }

    /// Where migrations of a library are run.
    pub(crate) fn runner(&self, library: &str) -> Option<&FoundDdl> {
        let is = |it: &&FoundDdl| matches!(&it.ddl.does, Does::Migrations { library: it, .. } if it == library);
        self.ddl.iter().find(is)
    }
}
