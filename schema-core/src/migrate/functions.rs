//! Functions that tell what an earlier statement of the session did. Some keep that until the session ends: a run that goes
//! on in the middle has another one. Others tell of the last statement alone, and behind each statement runs its record.

use super::revision::Item;
use super::{Direction, Error, ErrorKind};
use crate::schema::{Dialect, Engines};
use crate::script::{Script, Words};

/// A function that an earlier statement of the session gives its value.
pub struct Remembering {
    /// As the server has it.
    pub name: &'static str,
    /// Whether a statement asks for the value.
    pub is_asked: fn(&Words<'_>) -> bool,
    /// Whether a statement, of those that add no rows and run no code, gives it another value.
    pub is_set: fn(&Words<'_>) -> bool,
}

impl Remembering {
    pub(super) fn is_asked(&self, words: &Words<'_>) -> bool {
        runs_now(words) && (self.is_asked)(words)
    }

    /// Whether a statement may give it another value: more rather than less.
    pub(super) fn may_be_set_by(&self, words: &Words<'_>) -> bool {
        match words.first().as_str() {
            "INSERT" | "REPLACE" | "LOAD" | "WITH" | "CALL" | "EXECUTE" | "BEGIN" => true,
            "CREATE" => runs_now(words),
            _ => (self.is_set)(words),
        }
    }
}

/// Whether a statement may ask a sequence for its next number.
pub(crate) fn asks_a_sequence(words: &Words<'_>) -> bool {
    match words.first().as_str() {
        "SELECT" | "UPDATE" | "DELETE" | "VALUES" | "DO" | "MERGE" | "COPY" => true,
        "SET" => words.has("NEXTVAL") || words.has("NEXT"),
        _ => false,
    }
}

/// Refuses a script whose statements from `from` on ask what the last statement did: that is a record.
pub(super) fn refuse_overwritten(
    dialect: Dialect,
    item: &Item<'_>,
    direction: Direction,
    script: &Script,
    from: usize,
) -> Result<(), Error> {
    for (at, statement) in script.statements.iter().enumerate().skip(from.max(1)) {
        let words = Words::of(dialect, &statement.text, usize::MAX);
        if let Some(asks) = overwritten(dialect, &words) {
            return Err(Error::from(ErrorKind::Overwritten {
                revision: item.name(),
                file: item.file(direction),
                line: statement.line,
                statement: at + 1,
                of: script.statements.len(),
                asks,
            }));
        }
    }
    Ok(())
}

/// What a statement asks of the one before it.
fn overwritten(dialect: Dialect, words: &Words<'_>) -> Option<String> {
    // The body of a block runs as a whole.
    if !runs_now(words) || words.is(0, "BEGIN") {
        return None;
    }
    dialect.engine().execution().overwritten(words)
}

/// Whether a statement calls a function without arguments.
pub(crate) fn calls(words: &Words<'_>, name: &str) -> bool {
    (0..words.len()).any(|at| words.is(at, name) && words.is_mark(at + 1, "(") && words.is_mark(at + 2, ")"))
}

/// Whether a statement calls a function with arguments or without.
pub(crate) fn calls_with(words: &Words<'_>, name: &str) -> bool {
    (0..words.len()).any(|at| words.is(at, name) && words.is_mark(at + 1, "("))
}

/// Which of these variables of the server a statement reads.
pub(crate) fn reads(words: &Words<'_>, variables: &[&'static str]) -> Option<&'static str> {
    let named = |at: usize| words.name(at).map(|(name, _)| name).unwrap_or_default();
    (1..words.len())
        .filter(|at| words.is_mark(at - 1, "@") && words.is_mark(*at, "@"))
        .find_map(|at| variables.iter().find(|name| named(at + 1).eq_ignore_ascii_case(name)).copied())
}

/// Whether what stands in a statement is evaluated when it runs, and is not a definition.
fn runs_now(words: &Words<'_>) -> bool {
    match words.first().as_str() {
        "CREATE" => words.has("TABLE") && words.has("SELECT") && !words.has("TRIGGER") && !words.has("PROCEDURE"),
        "ALTER" | "DROP" | "COMMENT" | "GRANT" | "REVOKE" => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_record_changes() {
        let asks = |dialect, text: &str| overwritten(dialect, &Words::of(dialect, text, usize::MAX));
        for (text, expected) in [
            ("INSERT INTO log VALUES (Row_Count ( ))", Some("ROW_COUNT()")),
            ("SET @n = @@session.warning_count", Some("@@warning_count")),
            ("GET DIAGNOSTICS @n = NUMBER", Some("GET DIAGNOSTICS")),
            ("CREATE PROCEDURE p() SET @n = ROW_COUNT()", None),
            ("INSERT INTO log (row_count) VALUES ('ROW_COUNT()')", None),
        ] {
            assert_eq!(asks(Dialect::MYSQL, text).as_deref(), expected, "{text}");
        }
        assert_eq!(asks(Dialect::SQLITE, "INSERT INTO t SELECT changes()").as_deref(), Some("changes()"));
        assert_eq!(asks(Dialect::SQLITE, "INSERT INTO changes (a) VALUES (1)"), None);
    }
}
