//! Reading a table of the file.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::{Form, ManifestError, Node, Shape, Value};

/// A table that is read: what was asked for is taken out, so what is left is unknown.
pub(super) struct Reader<'i> {
    table: DeTable<'i>,
    span: Range<usize>,
    asked: Vec<&'static str>,
    error: Option<ManifestError>,
    /// What is said if no unknown key explains it.
    missing: Option<ManifestError>,
}

impl<'i> Reader<'i> {
    pub(super) fn new(table: DeTable<'i>, span: Range<usize>) -> Self {
        Self { table, span, asked: Vec::new(), error: None, missing: None }
    }

    /// The table that `node` is.
    pub(super) fn of(node: Node<'i>) -> Result<Self, ManifestError> {
        let span = node.span();
        match node.into_inner() {
            DeValue::Table(table) => Ok(Self::new(table, span)),
            other => Err(unexpected(&other, "a table", span)),
        }
    }

    /// Names a key that the table may have, and that somebody else took.
    pub(super) fn also(&mut self, key: &'static str) {
        self.asked.push(key);
    }

    /// The first thing that is wrong with it.
    pub(super) fn finish(self) -> Result<(), ManifestError> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let Some((key, _)) = self.table.iter().next() else { return self.missing.map_or(Ok(()), Err) };
        let known: Vec<String> = self.asked.iter().map(|key| format!("`{key}`")).collect();
        let message = format!("unknown key `{}`, expected one of {}", key.get_ref(), known.join(", "));
        Err(ManifestError::new(message, key.span()))
    }

    fn take<T: Value>(&mut self, key: &'static str, value: &mut T) -> bool {
        self.asked.push(key);
        let Some(node) = self.table.remove(key) else { return false };
        match T::read(node) {
            Ok(read) => *value = read,
            Err(error) => self.fail(error),
        }
        true
    }

    fn fail(&mut self, error: ManifestError) {
        self.error.get_or_insert(error);
    }
}

impl Form for Reader<'_> {
    fn need<T: Value>(&mut self, key: &'static str, value: &mut T) {
        if !self.take(key, value) {
            let error = ManifestError::new(format!("the key `{key}` is missing"), self.span.clone());
            self.missing.get_or_insert(error);
        }
    }

    fn may<T: Value + Default + PartialEq>(&mut self, key: &'static str, value: &mut T) {
        self.take(key, value);
    }

    fn altered<T: Shape>(&mut self, old: &mut T, new: &mut T, other: &[&'static str]) {
        let mut sides = [DeTable::new(), DeTable::new()];
        let (own, rest) = std::mem::take(&mut self.table).into_iter().partition(|(key, _)| {
            let key: &str = key.get_ref();
            !other.contains(&key)
        });
        self.table = rest;
        let own: DeTable<'_> = own;
        for (key, node) in own {
            let values = match pair(node) {
                Ok(values) => values,
                Err(error) => return self.fail(error),
            };
            for (side, value) in sides.iter_mut().zip(values) {
                if !matches!(value.get_ref(), DeValue::Table(table) if table.is_empty()) {
                    side.insert(key.clone(), value);
                }
            }
        }
        let before = self.asked.clone();
        for (side, value) in sides.into_iter().zip([old, new]) {
            let mut reader = Reader::new(side, self.span.clone());
            reader.asked.clone_from(&before);
            value.describe(&mut reader);
            self.asked.clone_from(&reader.asked);
            reader.asked.extend(other);
            if let Err(error) = reader.finish() {
                self.fail(error);
            }
        }
    }
}

/// Both sides of `[old, new]`, or of a value that is the same on both.
fn pair(node: Node<'_>) -> Result<[Node<'_>; 2], ManifestError> {
    if !node.get_ref().is_array() {
        return Ok([node.clone(), node]);
    }
    array(node)
}

/// Reads an array of exactly two values.
pub(super) fn array(node: Node<'_>) -> Result<[Node<'_>; 2], ManifestError> {
    let span = node.span();
    let list = list(node)?;
    let found = list.len();
    <[Node<'_>; 2]>::try_from(list)
        .map_err(|_| ManifestError::new(format!("expected an array of two values, found {found}"), span))
}

/// Reads an array.
pub(super) fn list(node: Node<'_>) -> Result<Vec<Node<'_>>, ManifestError> {
    let span = node.span();
    match node.into_inner() {
        DeValue::Array(list) => Ok(list.into_iter().collect()),
        other => Err(unexpected(&other, "an array", span)),
    }
}

/// Says that something else stands where `expected` must.
pub(super) fn unexpected(found: &DeValue<'_>, expected: &str, span: Range<usize>) -> ManifestError {
    let article = if matches!(found, DeValue::Array(_) | DeValue::Integer(_)) { "an" } else { "a" };
    ManifestError::new(format!("expected {expected}, found {article} {}", found.type_str()), span)
}
