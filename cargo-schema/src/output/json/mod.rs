//! The shapes of what commands write for programs. Their keys are a promise; `docs/json` has their schemas.

pub(crate) mod commands;
#[cfg(test)]
mod schemas;

use std::path::{Path, PathBuf};

use schema_core::diagnostic::{self, Severity};
use schema_core::dialect;
use schema_core::diff;
use schema_core::lower::{Lowered, Origin};
use schema_core::revision::{Node, RevisionFile, Revisions};
use schema_core::schema::Dialect;
use serde::Serialize;
use serde_json::Value;

use crate::exit::Exit;

/// The number of the format. A key that is added keeps it; a key that is removed or changed raises it.
const FORMAT: u32 = 1;

/// What every command writes, whether it succeeds or fails.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Envelope<'a, T> {
    /// The number of this format.
    format: u32,
    /// The command, by its own name; null if the command line names none.
    command: Option<&'a str>,
    /// The exit code of the process.
    exit_code: u8,
    /// The database of the command; null if it uses none.
    database: Option<&'a Database>,
    /// The result; null if the command failed before it had one.
    data: Option<T>,
    /// Errors, warnings and notes.
    diagnostics: Vec<Diagnostic>,
}

/// What is known of the envelope before the command ends.
#[derive(Default)]
pub(crate) struct Pending {
    pub(crate) command: Option<String>,
    pub(crate) database: Option<Database>,
    pub(crate) data: Option<Value>,
}

impl Pending {
    /// The text of the whole, for a command that ends with `exit` and reported `said`.
    pub(crate) fn text(&self, exit: Exit, said: &[diagnostic::Diagnostic]) -> String {
        let mut diagnostics: Vec<Diagnostic> = Vec::with_capacity(said.len());
        for said in said.iter().map(Diagnostic::from) {
            if !diagnostics.contains(&said) {
                diagnostics.push(said);
            }
        }
        let Self { command, database, data } = self;
        let envelope = Envelope {
            format: FORMAT,
            command: command.as_deref(),
            exit_code: exit as u8,
            database: database.as_ref(),
            data: data.as_ref(),
            diagnostics,
        };
        // Text, numbers, lists and structs are always JSON.
        serde_json::to_string_pretty(&envelope).unwrap_or_default()
    }
}

/// A database.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Database {
    /// Without its password.
    url: String,
    dialect: String,
}

impl Database {
    /// `url` as it is shown, without its password.
    pub(crate) fn new(url: &str, dialect: Dialect) -> Self {
        Self { url: url.to_owned(), dialect: dialect.to_string() }
    }
}

/// A revision by name.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct RevisionRef {
    id: String,
    /// The readable half of the name of its directory.
    slug: String,
}

impl RevisionRef {
    pub(crate) fn new(id: impl Into<String>, slug: impl Into<String>) -> Self {
        Self { id: id.into(), slug: slug.into() }
    }

    pub(crate) fn all<'a>(nodes: impl IntoIterator<Item = &'a Node>) -> Vec<Self> {
        nodes.into_iter().map(Self::from).collect()
    }
}

impl From<&Node> for RevisionRef {
    fn from(node: &Node) -> Self {
        Self::new(&node.id, &node.slug)
    }
}

/// What a revision may lose, or where rows may stand in its way.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Hazard {
    pub(crate) revision: RevisionRef,
    pub(crate) code: &'static str,
    pub(crate) message: String,
}

/// An error, a warning or a note.
#[derive(PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Diagnostic {
    code: &'static str,
    severity: &'static str,
    message: String,
    /// The places that it is about, the main one first.
    spans: Vec<Span>,
    causes: Vec<String>,
    help: Option<Help>,
}

/// A place in a file.
#[derive(PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Span {
    file: String,
    /// From 1; null for the file as a whole.
    line: Option<u32>,
    column: Option<u32>,
    length: Option<u32>,
    label: Option<String>,
}

/// What to do.
#[derive(PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Help {
    text: String,
    /// The command that does it, where one command does.
    command: Option<String>,
}

impl From<&diagnostic::Help> for Help {
    fn from(help: &diagnostic::Help) -> Self {
        Self { text: help.text.clone(), command: help.command.as_ref().map(ToString::to_string) }
    }
}

impl From<&diagnostic::Diagnostic> for Diagnostic {
    fn from(said: &diagnostic::Diagnostic) -> Self {
        let diagnostic::Diagnostic { code, severity, message, spans, causes, help } = said;
        let severity = match severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        Self {
            code: code.name(),
            severity,
            message: message.clone(),
            spans: spans.iter().map(Span::of).collect(),
            causes: causes.clone(),
            help: help.as_ref().map(Help::from),
        }
    }
}

impl Span {
    fn of(span: &diagnostic::Span) -> Self {
        let placed = |number: u32| (span.line > 0).then_some(number);
        Self {
            file: span.path(),
            line: placed(span.line),
            column: placed(span.column),
            length: placed(span.length),
            label: span.label.clone(),
        }
    }
}

/// An object that no model can declare.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Unmanaged {
    /// In kebab case: `materialized-view`.
    kind: &'static str,
    name: String,
    /// The method of an index of the kind `index-method`.
    method: Option<String>,
}

impl Unmanaged {
    pub(crate) fn all(unmanaged: &[dialect::Unmanaged]) -> Vec<Self> {
        unmanaged
            .iter()
            .map(|it| Self { kind: it.kind.code(), name: it.name.clone(), method: it.kind.method().map(str::to_owned) })
            .collect()
    }
}

/// A change: as a sentence, and as the revision has it.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Change {
    symbol: char,
    text: String,
    table: Option<String>,
    column: Option<String>,
    change: Value,
    /// The model or field that changed; null where no source was read.
    span: Option<Span>,
}

impl Change {
    pub(crate) fn of(change: &diff::Change) -> Self {
        Self {
            symbol: change.symbol(),
            text: change.to_string(),
            table: change.table().map(ToString::to_string),
            column: change.column().map(str::to_owned),
            // A change is text and numbers alone.
            change: serde_json::to_value(change).unwrap_or_default(),
            span: None,
        }
    }

    pub(crate) fn all(changes: &[diff::Change]) -> Vec<Self> {
        changes.iter().map(Self::of).collect()
    }

    /// The same with its place in the models, where it has one.
    pub(crate) fn in_models(change: &diff::Change, models: &Lowered, show: impl Fn(&Path) -> PathBuf) -> Self {
        let place = |origin: &Origin| Span {
            file: show(&origin.file).display().to_string(),
            line: Some(origin.at.line),
            column: Some(origin.at.column),
            length: Some(origin.length),
            label: None,
        };
        Self { span: schema_core::build::origin(change, models).map(place), ..Self::of(change) }
    }
}

/// A revision.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Revision {
    id: String,
    slug: String,
    message: String,
    parents: Vec<RevisionRef>,
    changes: Vec<Change>,
}

impl Revision {
    pub(crate) fn of(file: &RevisionFile, revisions: &Revisions) -> Self {
        let manifest = &file.manifest;
        Self {
            id: file.id().to_owned(),
            slug: file.slug.clone(),
            message: manifest.message.clone(),
            parents: RevisionRef::all(manifest.parents.iter().filter_map(|id| revisions.graph().get(id))),
            changes: Change::all(&manifest.changes),
        }
    }
}
