//! The text of `revision.toml`: two formats that are read, and one that is written.
//!
//! A file without the key `format` is of format 1, the serde form of [`Manifest`]. It is read forever and never written. Format 2 is
//! described once, in `shapes` and `changes`: what a [`Form`] is told of a value both reads and writes it.

#[cfg(feature = "introspect")]
mod answers;
mod changes;
mod reader;
mod shapes;
mod values;
#[cfg(feature = "introspect")]
mod writer;

use std::fmt;
use std::ops::Range;

use serde::Deserialize as _;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};

use super::Manifest;
use crate::schema::Release;
use reader::Reader;

/// The format that is written, and the newest one that is read.
const FORMAT: u32 = 2;

/// Why a `revision.toml` cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManifestError {
    message: String,
    span: Option<Range<usize>>,
    newer: bool,
}

impl ManifestError {
    fn new(message: impl Into<String>, span: Range<usize>) -> Self {
        Self { message: message.into(), span: Some(span), newer: false }
    }

    /// What is wrong.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Which bytes of the text it is about.
    pub fn span(&self) -> Option<Range<usize>> {
        self.span.clone()
    }

    /// Returns `true` if nothing is wrong, and a newer version of this library is needed to read it.
    pub fn is_newer(&self) -> bool {
        self.newer
    }
}

impl From<toml::de::Error> for ManifestError {
    fn from(error: toml::de::Error) -> Self {
        Self { message: error.message().to_owned(), span: error.span(), newer: false }
    }
}

impl fmt::Display for ManifestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ManifestError {}

/// What describes a value of the file to a [`Form`], which reads it or writes it.
trait Shape: Sized {
    /// A value to be read into.
    fn blank() -> Self;

    /// Names each part of it.
    fn describe<F: Form>(&mut self, form: &mut F);
}

/// One direction: a table of the file that is read, or one that is written.
trait Form {
    /// A key that must be there.
    fn need<T: Value>(&mut self, key: &'static str, value: &mut T);

    /// A key that is left out if `value` is the default.
    fn may<T: Value + Default + PartialEq>(&mut self, key: &'static str, value: &mut T);

    /// Both sides of something that is altered. What differs is `[old, new]`, the rest stands once. `other` are the keys of the
    /// same table that come after it.
    fn altered<T: Shape>(&mut self, old: &mut T, new: &mut T, other: &[&'static str]);
}

/// What can stand behind a key.
trait Value: Sized {
    /// What stands in the place of a missing side in `[old, new]`.
    #[cfg(feature = "introspect")]
    const NONE: &'static str = "{}";

    /// Reads it.
    fn read(node: Node<'_>) -> Result<Self, ManifestError>;

    /// Writes it.
    #[cfg(feature = "introspect")]
    fn write(&self) -> String;
}

/// A value of the file and where it stands.
type Node<'i> = Spanned<DeValue<'i>>;

impl Shape for Manifest {
    fn blank() -> Self {
        Self::default()
    }

    fn describe<F: Form>(&mut self, form: &mut F) {
        form.need("id", &mut self.id);
        form.need("parents", &mut self.parents);
        form.may("message", &mut self.message);
        form.may("dialects", &mut self.dialects);
        let mut targets = Targets(std::mem::take(&mut self.targets));
        form.may("targets", &mut targets);
        self.targets = targets.0;
    }
}

/// Releases, of which no two are of one dialect.
#[derive(Default, PartialEq)]
struct Targets(Vec<Release>);

impl Value for Targets {
    fn read(node: Node<'_>) -> Result<Self, ManifestError> {
        let span = node.span();
        let names = Vec::<String>::read(node)?;
        super::file::releases(&names).map(Self).map_err(|message| ManifestError::new(message, span))
    }

    #[cfg(feature = "introspect")]
    fn write(&self) -> String {
        self.0.iter().map(ToString::to_string).collect::<Vec<_>>().write()
    }
}

/// Reads the text of `revision.toml`.
pub(super) fn read(text: &str) -> Result<Manifest, ManifestError> {
    let document = DeTable::parse(text)?;
    let span = document.span();
    let mut table = document.into_inner();
    match table.remove("format") {
        None => first(Spanned::new(span, table)),
        Some(node) => {
            let at = node.span();
            match u32::read(node)? {
                1 => first(Spanned::new(span, table)),
                FORMAT => second(table, span),
                newer if newer > FORMAT => Err(ManifestError {
                    message: format!(
                        "it has format {newer}, and this version of cargo-schema reads formats 1 to {FORMAT}"
                    ),
                    span: Some(at),
                    newer: true,
                }),
                other => Err(ManifestError::new(format!("there is no format {other}"), at)),
            }
        }
    }
}

/// Format 1. Nothing reads its answers. Its tables say the name of each constraint twice.
fn first(mut document: Spanned<DeTable<'_>>) -> Result<Manifest, ManifestError> {
    document.get_mut().remove("answers");
    let manifest = Manifest::deserialize(Deserializer::from(document))?;
    match manifest.changes.iter().find_map(changes::two_names) {
        Some((key, name)) => {
            let message = format!("`{key}` has another name in it, `{name}`");
            Err(ManifestError { message, span: None, newer: false })
        }
        None => Ok(manifest),
    }
}

fn second(mut table: DeTable<'_>, span: Range<usize>) -> Result<Manifest, ManifestError> {
    let changes = table.remove("changes");
    let mut manifest = Manifest::blank();
    let mut reader = Reader::new(table, span);
    manifest.describe(&mut reader);
    reader.also("changes");
    reader.finish()?;
    if let Some(changes) = changes {
        manifest.changes = Vec::read(changes)?;
    }
    Ok(manifest)
}

/// The text of `revision.toml`.
#[cfg(feature = "introspect")]
pub(super) fn text(manifest: &Manifest) -> String {
    writer::document(manifest)
}
