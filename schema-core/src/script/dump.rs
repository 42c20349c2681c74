//! What the engines' own tools write around a schema, and a file that is only read can do without.

use super::{Statement, Words};
use crate::schema::Dialect;

/// The length of the line that begins `rest`, if it is one of `psql` around a dump: `\restrict KEY`.
pub(super) fn shell_line(dialect: Dialect, rest: &str) -> Option<usize> {
    let around = ["\\restrict ", "\\unrestrict "].iter().any(|word| rest.starts_with(word));
    (dialect == Dialect::Postgres && around).then(|| rest.find('\n').unwrap_or(rest.len()))
}

/// The length of the rows that follow `statement` in `rest`: `COPY … FROM stdin`, then the rows, then `\.`.
pub(super) fn rows(dialect: Dialect, statement: &Statement, rest: &str) -> Option<usize> {
    let words = Words::of(dialect, &statement.text, usize::MAX);
    if dialect != Dialect::Postgres || words.first() != "COPY" || !words.has("STDIN") {
        return None;
    }
    let end = "\n\\.";
    Some(rest.find(end).map_or(rest.len(), |at| at + end.len()))
}

/// Returns `true` for a statement that changes nothing where each statement stands alone: the transaction around a dump, the
/// locks of `mysqldump`, and the tables that SQLite makes by itself.
pub(super) fn is_passed_over(dialect: Dialect, statement: &Statement) -> bool {
    let words = Words::of(dialect, &statement.text, 6);
    match words.first().as_str() {
        "BEGIN" => !words.is(1, "NOT"),
        "COMMIT" | "END" => !words.is(1, "PREPARED"),
        "START" => words.is(1, "TRANSACTION"),
        "LOCK" | "UNLOCK" => matches!(dialect, Dialect::Mysql | Dialect::Mariadb),
        "CREATE" if dialect == Dialect::Sqlite && words.is(1, "TABLE") => {
            let at = words.skip(2, &["IF", "NOT", "EXISTS"]);
            let name = words.name(at).map(|(name, _)| name.to_ascii_lowercase()).unwrap_or_default();
            name == "sqlite_sequence" || name.starts_with("sqlite_stat")
        }
        _ => false,
    }
}
