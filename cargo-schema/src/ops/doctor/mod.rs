//! What `doctor` looks at, a file for each, and what it says about it.

pub(crate) mod database;
pub(crate) mod models;
pub(crate) mod setup;
pub(crate) mod sources;

use std::path::Path;

use schema_core::diagnostic::{Code, Diagnostic, Help, Severity, Span};
use schema_core::read::Does;

/// Something that was found.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    /// What is wrong, where, and what to do. A note is only worth knowing, and does not count.
    pub(crate) diagnostic: Diagnostic,
    /// What makes it the same as another one of its code, at another place.
    pub(crate) same: Option<Same>,
}

/// What findings at several places have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Same {
    /// Their code says it all.
    Code,
    /// They do the same, and the file that they name belongs to a revision, or not.
    Ddl(Does, bool),
}

impl Finding {
    /// A finding with no place in any file.
    pub(crate) fn new(code: Code, what: impl Into<String>, help: impl Into<Help>) -> Self {
        let diagnostic = Diagnostic::warning(code, what).help(help);
        Self { diagnostic, same: None }
    }

    /// A finding about a file or folder as a whole.
    pub(crate) fn of_file(code: Code, file: &Path, what: impl Into<String>, help: impl Into<Help>) -> Self {
        let finding = Self::new(code, what, help);
        Self { diagnostic: finding.diagnostic.span(Span::file(file)), ..finding }
    }

    /// The same as something that is only worth knowing.
    pub(crate) fn note(mut self) -> Self {
        self.diagnostic.severity = Severity::Note;
        self
    }

    /// Whether something is to be done.
    pub(crate) fn counts(&self) -> bool {
        self.diagnostic.severity > Severity::Note
    }

    /// Whether both say the same of two places.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        self.same.is_some() && self.same == other.same && self.diagnostic.code == other.diagnostic.code
    }
}
