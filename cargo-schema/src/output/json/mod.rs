//! The shapes of what commands write for programs. Their keys are a promise; `docs/json` has their schemas.

pub(crate) mod commands;

use std::path::{Path, PathBuf};

use schema_core::diagnostic::{self, Severity, Span};
use schema_core::dialect;
use schema_core::diff;
use schema_core::lower::Lowered;
use schema_core::revision::RevisionFile;
use serde::Serialize;
use serde_json::Value;

/// Errors of a command that wrote nothing else.
#[derive(Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Failure {
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// `data` with all that was said: what is no object has no place for that.
pub(crate) fn with_said(mut data: Value, said: &[diagnostic::Diagnostic]) -> Value {
    if let Value::Object(data) = &mut data {
        let all = data.entry("diagnostics").or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(all) = all {
            for said in said {
                let said = serde_json::to_value(Diagnostic::from(said)).unwrap_or_default();
                if !all.contains(&said) {
                    all.push(said);
                }
            }
        }
    }
    data
}

/// Something that is said.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Diagnostic {
    code: &'static str,
    severity: &'static str,
    message: String,
    /// The places that it is about, the main one first.
    spans: Vec<Place>,
    causes: Vec<String>,
    help: Option<Help>,
}

/// A place in a file.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Place {
    file: String,
    /// From 1; null for the file as a whole.
    line: Option<u32>,
    column: Option<u32>,
    length: Option<u32>,
    label: Option<String>,
}

/// What to do.
#[derive(Serialize)]
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
            spans: spans.iter().map(Place::of).collect(),
            causes: causes.clone(),
            help: help.as_ref().map(Help::from),
        }
    }
}

impl Place {
    fn of(span: &Span) -> Self {
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
    /// Where in the sources it was made.
    #[serde(flatten)]
    origin: Option<Origin>,
}

/// Where the model or field is that changed.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Origin {
    file: PathBuf,
    line: u32,
    file_column: u32,
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
            origin: None,
        }
    }

    pub(crate) fn all(changes: &[diff::Change]) -> Vec<Self> {
        changes.iter().map(Self::of).collect()
    }

    /// The same with its place in the models, where it has one.
    pub(crate) fn in_models(change: &diff::Change, models: &Lowered, show: impl Fn(&Path) -> PathBuf) -> Self {
        let origin = schema_core::build::origin(change, models);
        let origin = origin.map(|it| Origin { file: show(&it.file), line: it.at.line, file_column: it.at.column });
        Self { origin, ..Self::of(change) }
    }
}

/// Changes as sentences.
pub(crate) fn sentences(changes: &[diff::Change]) -> Vec<String> {
    changes.iter().map(ToString::to_string).collect()
}

/// A revision.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Revision {
    id: String,
    slug: String,
    message: String,
    parents: Vec<String>,
    changes: Vec<Change>,
}

impl Revision {
    pub(crate) fn of(file: &RevisionFile) -> Self {
        Self {
            id: file.id().to_owned(),
            slug: file.slug.clone(),
            message: file.manifest.message.clone(),
            parents: file.manifest.parents.clone(),
            changes: Change::all(&file.manifest.changes),
        }
    }
}
