//! What the engines' own tools write around a schema, and a file that is only read can do without.

use super::{Statement, Words};
use crate::schema::{Dialect, Engines};

/// The length of the rows that follow `statement` in `rest`.
pub(super) fn rows(dialect: Dialect, statement: &Statement, rest: &str) -> Option<usize> {
    let words = Words::of(dialect, &statement.text, usize::MAX);
    dialect.engine().grammar().rows_of_dump(&words, rest)
}

/// Returns `true` for a statement that changes nothing where each statement stands alone: the transaction around a dump, and
/// what the tools of this engine write there.
pub(super) fn is_passed_over(dialect: Dialect, statement: &Statement) -> bool {
    let words = Words::of(dialect, &statement.text, 6);
    match words.first().as_str() {
        "BEGIN" => !words.is(1, "NOT"),
        "COMMIT" | "END" => !words.is(1, "PREPARED"),
        "START" => words.is(1, "TRANSACTION"),
        _ => dialect.engine().grammar().surrounds_dump(&words),
    }
}
