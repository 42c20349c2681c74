//! Places in source files.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::declare::{self, Model, Position, ProblemKind};
use crate::diagnostic::Code;

/// Where the lines of a text start.
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    /// Line and column of the byte at `offset`.
    pub(super) fn position(&self, offset: usize) -> Position {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts[line.saturating_sub(1)];
        let before = self.text[start..offset].trim_start_matches('\u{feff}');
        Position { line: narrow(line), column: narrow(before.chars().count() + 1) }
    }
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// What the grammar says against a definition. Positions count from the start of its text, as in all of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Flaw {
    #[serde(serialize_with = "write_code", deserialize_with = "read_code")]
    pub(super) code: Code,
    pub(super) at: Position,
    pub(super) end: Position,
    pub(super) message: String,
}

impl Flaw {
    pub(super) fn new(problem: &declare::Problem) -> Self {
        Self {
            code: code_of(problem.kind),
            at: problem.start_position(),
            end: problem.end_position(),
            message: problem.message.clone(),
        }
    }
}

/// The code of a problem that the grammar finds.
fn code_of(kind: ProblemKind) -> Code {
    match kind {
        ProblemKind::AttributeSyntax => Code::AttributeSyntax,
        ProblemKind::ConflictingAttributes => Code::ConflictingAttributes,
        ProblemKind::DuplicateName => Code::DuplicateName,
        ProblemKind::InvalidAttributeValue => Code::InvalidAttributeValue,
        ProblemKind::InvalidFormerName => Code::InvalidFormerName,
        ProblemKind::InvalidReference => Code::InvalidReference,
        ProblemKind::MissingAttribute => Code::MissingAttribute,
        ProblemKind::NoPrimaryKey => Code::NoPrimaryKey,
        ProblemKind::RepeatedAttribute => Code::RepeatedAttribute,
        ProblemKind::UnknownAttribute => Code::UnknownAttribute,
        ProblemKind::UnknownField => Code::UnknownField,
        ProblemKind::UnknownType => Code::UnknownType,
        ProblemKind::UnsuitableItem => Code::UnsuitableItem,
        ProblemKind::WrongNullability => Code::WrongNullability,
    }
}

fn write_code<S: Serializer>(code: &Code, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(code.name())
}

fn read_code<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Code, D::Error> {
    let name = String::deserialize(deserializer)?;
    Code::of_name(&name).ok_or_else(|| D::Error::custom("there is no such code"))
}

/// The place in the file of `at`, which counts from `base`.
pub(super) fn moved(at: Position, base: Position) -> Position {
    let column = if at.line == 1 { base.column + at.column.saturating_sub(1) } else { at.column };
    Position { line: base.line + at.line.saturating_sub(1), column }
}

/// Moves every position in `model`.
pub(super) fn move_model(model: &mut Model, base: Position) {
    let shift = |at: &mut Position| *at = moved(*at, base);
    let Model { uniques, indexes, checks, foreign_keys, exclusions, fields, .. } = model;
    shift(&mut model.at);
    uniques.iter_mut().for_each(|key| shift(&mut key.at));
    indexes.iter_mut().for_each(|key| shift(&mut key.at));
    checks.iter_mut().for_each(|key| shift(&mut key.at));
    exclusions.iter_mut().for_each(|key| shift(&mut key.at));
    foreign_keys.iter_mut().for_each(|key| shift(&mut key.at));
    for field in fields {
        shift(&mut field.at);
        shift(&mut field.ty_at);
        field.size_at.iter_mut().for_each(|(at, _)| shift(at));
        field.unique.iter_mut().for_each(|key| shift(&mut key.at));
        field.index.iter_mut().for_each(|key| shift(&mut key.at));
        field.checks.iter_mut().for_each(|key| shift(&mut key.at));
        field.references.iter_mut().for_each(|reference| shift(&mut reference.at));
    }
}

#[cfg(test)]
mod tests {
    use super::{Lines, Position, moved};

    #[test]
    fn places_count_from_one_in_characters() {
        let lines = Lines::new("a\nää b\r\n\nc");
        let at = |offset| {
            let Position { line, column } = lines.position(offset);
            (line, column)
        };
        assert_eq!((at(0), at(2), at(7), at(10), at(11)), ((1, 1), (2, 1), (2, 4), (3, 1), (4, 1)));
        let base = Position { line: 5, column: 3 };
        assert_eq!(moved(Position { line: 1, column: 4 }, base), Position { line: 5, column: 6 });
        assert_eq!(moved(Position { line: 2, column: 4 }, base), Position { line: 6, column: 4 });
    }
}
