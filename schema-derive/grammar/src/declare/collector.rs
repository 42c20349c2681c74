//! All problems of a definition, gathered before anything is said about them.

use proc_macro2::Span;
use quote::ToTokens;
use syn::spanned::Spanned as _;

use super::Position;

/// Kinds of [`Problem`]s. The diagnostic of one has the code of the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// An attribute is written in another form than it has.
    AttributeSyntax,
    /// Attributes contradict each other, or one is for something that another one excludes.
    ConflictingAttributes,
    /// Two tables, columns, constraints, enum types or values have the same name.
    DuplicateName,
    /// A key has a value that it cannot have.
    InvalidAttributeValue,
    /// `renamed_from` or `replaces` contradicts itself or another one.
    InvalidFormerName,
    /// A foreign key leads to what no foreign key can lead to.
    InvalidReference,
    /// An attribute is missing that something else needs.
    MissingAttribute,
    /// A model has no primary key, where it should have one.
    NoPrimaryKey,
    /// A key, or a name in its list, is given twice.
    RepeatedAttribute,
    /// There is no such attribute, key or derive, or not at this place.
    UnknownAttribute,
    /// An attribute names a field that does not exist or has no column.
    UnknownField,
    /// The type of a field or newtype has no column type, or a `type` does not exist.
    UnknownType,
    /// A struct or enum has a form that its derive is not for.
    UnsuitableItem,
    /// A field is an `Option` and must not be one, or the other way around.
    WrongNullability,
}

/// Something wrong in a source, on exact tokens.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Its kind.
    pub kind: ProblemKind,
    /// The first token.
    pub span: Span,
    /// The last token; the same as the first when there is one.
    pub end: Span,
    /// What is wrong and what to write instead.
    pub message: String,
}

impl Problem {
    /// Where the first token starts.
    pub fn start_position(&self) -> Position {
        position(self.span)
    }

    /// The place just behind the last token.
    pub fn end_position(&self) -> Position {
        let end = self.end.end();
        Position { line: narrow(end.line), column: narrow(end.column + 1) }
    }
}

/// Where `span` starts.
pub fn position(span: Span) -> Position {
    let start = span.start();
    Position { line: narrow(start.line), column: narrow(start.column + 1) }
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Gathers [`Problem`]s, so that a user sees all of them at once.
///
/// # Panics
/// When it is dropped without [`Collector::finish`], unless a panic is under way: problems that nobody looked at would
/// be a definition taken as right.
#[derive(Debug, Default)]
pub struct Collector {
    problems: Vec<Problem>,
    finished: bool,
}

impl Collector {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes a problem of this kind with all of `tokens`.
    pub fn report(&mut self, kind: ProblemKind, tokens: &impl ToTokens, message: impl Into<String>) {
        let mut spans = tokens.to_token_stream().into_iter().map(|token| token.span());
        let first = spans.next().unwrap_or_else(|| tokens.span());
        let last = spans.last().unwrap_or(first);
        self.problems.push(Problem { kind, span: first, end: last, message: message.into() });
    }

    /// Notes a problem of this kind with one token.
    pub fn report_at(&mut self, kind: ProblemKind, span: Span, message: impl Into<String>) {
        self.problems.push(Problem { kind, span, end: span, message: message.into() });
    }

    /// Whether nothing was noted.
    pub fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }

    /// What `read` gives; its problems are known from elsewhere.
    pub(super) fn unheard<T>(read: impl FnOnce(&mut Self) -> T) -> T {
        let mut known = Self::new();
        let value = read(&mut known);
        let _ = known.finish();
        value
    }

    /// All problems in the order of the source.
    #[must_use = "problems that nobody looks at are a definition taken as right"]
    pub fn finish(mut self) -> Vec<Problem> {
        self.finished = true;
        let mut problems = std::mem::take(&mut self.problems);
        problems.sort_by_key(Problem::start_position);
        problems
    }
}

impl Drop for Collector {
    fn drop(&mut self) {
        if !self.finished && !std::thread::panicking() {
            panic!("a collector of problems was dropped without `finish`");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Collector;

    #[test]
    #[should_panic(expected = "without `finish`")]
    fn unfinished_collector_panics() {
        drop(Collector::new());
    }
}
