//! What `doctor` looks at, a file for each, and what it says about it.

pub(crate) mod database;
pub(crate) mod models;
pub(crate) mod setup;
pub(crate) mod sources;

use std::path::{Path, PathBuf};

use schema_core::read::Problem;
use serde_json::{Value, json};

use crate::project::Project;

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Section {
    Sources,
    Setup,
    Database,
}

impl Section {
    const fn name(self) -> &'static str {
        match self {
            Self::Sources => "sources",
            Self::Setup => "set-up",
            Self::Database => "database",
        }
    }
}

/// Something that was found.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) section: Section,
    /// What kind it is, for programs.
    pub(crate) code: &'static str,
    /// Whether something is to be done; what is only worth knowing is none that counts.
    pub(crate) counts: bool,
    /// The file and place, where it has one, what is wrong, and what to do.
    pub(crate) problem: Problem,
}

impl Finding {
    /// A finding with no place in any file.
    pub(crate) fn new(section: Section, code: &'static str, what: impl Into<String>, help: impl Into<String>) -> Self {
        Self::of_file(section, code, Path::new(""), what, help)
    }

    /// A finding about a file or folder as a whole.
    pub(crate) fn of_file(
        section: Section,
        code: &'static str,
        file: &Path,
        what: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self { section, code, counts: true, problem: Problem::of_file(file, what).hint(help) }
    }

    /// The same as something that is only worth knowing.
    pub(crate) fn note(self) -> Self {
        Self { counts: false, ..self }
    }

    /// The file, as it is shown.
    pub(crate) fn shown(&self, project: &Project) -> Option<PathBuf> {
        Some(&self.problem.file).filter(|file| !file.as_os_str().is_empty()).map(|file| project.show(file))
    }

    /// It, for programs.
    pub(crate) fn json(&self, project: &Project) -> Value {
        let Self { section, code, counts, problem } = self;
        let at = problem.at;
        json!({
            "section": section.name(),
            "code": code,
            "level": if *counts { "finding" } else { "note" },
            "message": problem.message,
            "help": problem.hint,
            "file": self.shown(project),
            "line": (at.line > 0).then_some(at.line),
            "column": (at.line > 0).then_some(at.column),
        })
    }
}
