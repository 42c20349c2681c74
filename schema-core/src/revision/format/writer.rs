//! Writing a table of the file: a column, constraint or small change is one line, for people to read and for git to merge.

use std::fmt::Write as _;

use super::{FORMAT, Form, Manifest, Shape, Value, changes};
use crate::diff::Change;

/// A table that is written.
#[derive(Default)]
pub(super) struct Writer {
    entries: Vec<Entry>,
}

/// A key of a table.
struct Entry {
    key: &'static str,
    /// What stands behind it; nothing where it is left out.
    value: Option<String>,
    /// What stands for that in `[old, new]`.
    none: &'static str,
}

impl Writer {
    /// The entries of `shape`.
    pub(super) fn of<T: Shape + Clone>(shape: &T) -> Self {
        let mut writer = Self::default();
        shape.clone().describe(&mut writer);
        writer
    }

    /// Its entries as an inline table.
    pub(super) fn inline(&self) -> String {
        let entries: Vec<String> = self.lines().collect();
        if entries.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", entries.join(", ")) }
    }

    fn lines(&self) -> impl Iterator<Item = String> {
        self.entries.iter().filter_map(|entry| entry.value.as_ref().map(|value| format!("{} = {value}", entry.key)))
    }
}

impl Form for Writer {
    fn need<T: Value>(&mut self, key: &'static str, value: &mut T) {
        self.entries.push(Entry { key, value: Some(value.write()), none: T::NONE });
    }

    fn may<T: Value + Default + PartialEq>(&mut self, key: &'static str, value: &mut T) {
        let value = (*value != T::default()).then(|| value.write());
        self.entries.push(Entry { key, value, none: T::NONE });
    }

    fn altered<T: Shape>(&mut self, old: &mut T, new: &mut T, _: &[&'static str]) {
        let [mut before, mut after] = [Self::default(), Self::default()];
        old.describe(&mut before);
        new.describe(&mut after);
        for (before, after) in before.entries.into_iter().zip(after.entries) {
            let (key, none) = (before.key, before.none);
            let value = if before.value == after.value {
                after.value
            } else {
                let side = |value: Option<String>| value.unwrap_or_else(|| none.to_owned());
                Some(format!("[{}, {}]", side(before.value), side(after.value)))
            };
            self.entries.push(Entry { key, value, none });
        }
    }
}

/// The text of the file.
pub(super) fn document(manifest: &Manifest) -> String {
    let mut text = format!("format = {FORMAT}\n");
    for line in Writer::of(manifest).lines() {
        let _ = writeln!(text, "{line}");
    }
    for change in &manifest.changes {
        let kind = changes::kind(change);
        let mut writer = Writer::default();
        changes::describe(&mut change.clone(), &mut writer);
        text.push_str("\n[[changes]]\n");
        if matches!(change, Change::CreateTable(_) | Change::DropTable(_)) {
            let _ = writeln!(text, "[changes.{kind}]");
            for line in writer.lines() {
                let _ = writeln!(text, "{line}");
            }
        } else {
            let _ = writeln!(text, "{kind} = {}", writer.inline());
        }
    }
    text
}

/// Things with a line for each.
pub(super) fn line_each<'a, T: Shape + Clone + 'a>(things: impl Iterator<Item = &'a T>) -> String {
    let mut text = String::from("[\n");
    for thing in things {
        let _ = writeln!(text, "    {},", Writer::of(thing).inline());
    }
    text.push(']');
    text
}

/// A key as it has to be written.
pub(super) fn key(name: &str) -> String {
    let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    if !name.is_empty() && name.bytes().all(is_bare) { name.to_owned() } else { string(name) }
}

/// A string in one line.
pub(super) fn string(text: &str) -> String {
    if !text.contains(['\'', '\u{7f}']) && text.contains(['"', '\\']) && !text.chars().any(char::is_control) {
        return format!("'{text}'");
    }
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            other if other.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(other));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}
