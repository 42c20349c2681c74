//! Places in files of TOML. They are looked for when something is wrong there: what is read for its values has none.

use std::ops::Range;
use std::path::Path;

use toml::de::{DeTable, DeValue};

use super::file;
use super::place::Lines;
use crate::declare::Position;

/// The place of some bytes of a text, and how many characters they are on its line.
pub(crate) fn place(text: &str, span: Range<usize>) -> (Position, usize) {
    let start = (0..=span.start.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
    let end = span.end.clamp(start, text.len());
    let length = text.get(start..end).and_then(|it| it.lines().next()).map_or(0, |line| line.chars().count());
    (Lines::new(text).position(start), length)
}

/// Where a manifest has a key of `metadata.schema`, of the package or of the workspace.
pub(super) fn of_key(manifest: &Path, key: &str) -> Option<(Position, usize)> {
    let text = file::text(manifest).ok()?;
    let table = DeTable::parse(&text).ok()?;
    let of = |section: &str| {
        let mut table = table.get_ref();
        for name in [section, "metadata", "schema"] {
            let (_, value) = table.iter().find(|(key, _)| key.get_ref().as_ref() == name)?;
            let DeValue::Table(inner) = value.get_ref() else { return None };
            table = inner;
        }
        let (found, _) = table.iter().find(|(it, _)| it.get_ref().as_ref() == key)?;
        Some(found.span())
    };
    let span = of("package").or_else(|| of("workspace"))?;
    Some(place(&text, span))
}

/// Where a text has the value of a key that is in no table.
pub(crate) fn of_value(text: &str, key: &str) -> Option<(Position, usize)> {
    let table = DeTable::parse(text).ok()?;
    let (_, value) = table.get_ref().iter().find(|(it, _)| it.get_ref().as_ref() == key)?;
    Some(place(text, value.span()))
}

#[cfg(test)]
mod tests {
    use super::{Position, place};

    #[test]
    fn places_are_counted_in_characters() {
        assert_eq!(place("a = 1\nñ = x\n", 11..12), (Position { line: 2, column: 5 }, 1));
        assert_eq!(place("a", 9..12), (Position { line: 1, column: 2 }, 0));
    }
}
