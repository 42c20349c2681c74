//! How PostgreSQL reads scripts.

use super::Postgres;
use crate::script::{BodyRules, Created, Grammar, Statement, Words};
use crate::sql::LexRules;

impl Grammar for Postgres {
    fn lexing(&self) -> &'static LexRules {
        &LexRules { nested_comments: true, escape_strings: true, dollar_quotes: true, ..LexRules::STANDARD }
    }

    fn bodies(&self) -> &'static BodyRules {
        &BodyRules {
            created: &[Created { kind: "FUNCTION", body: None }, Created { kind: "PROCEDURE", body: None }],
            within: None,
            atomic: true,
            procedural: false,
            blocks: &[],
            statements: &[],
        }
    }

    fn controls_transaction(&self, words: &Words<'_>) -> bool {
        words.begin_with(&["PREPARE", "TRANSACTION"])
    }

    fn refused(&self, _: &Statement, words: &Words<'_>) -> Option<&'static str> {
        if is_nameless_index(words) {
            // Where its building is stopped, the name is what it is found again by.
            Some("give the index a name: `CREATE INDEX CONCURRENTLY name ON …`")
        } else if words.is(0, "COPY") && words.has("STDIN") {
            Some("`COPY … FROM STDIN` works in psql only: write `INSERT`")
        } else {
            None
        }
    }

    /// A line of `psql` around a dump: `\restrict KEY`.
    fn shell_line(&self, rest: &str) -> Option<usize> {
        let around = ["\\restrict ", "\\unrestrict "].iter().any(|word| rest.starts_with(word));
        around.then(|| rest.find('\n').unwrap_or(rest.len()))
    }

    /// `COPY … FROM stdin`, then the rows, then `\.`.
    fn rows_of_dump(&self, words: &Words<'_>, rest: &str) -> Option<usize> {
        let end = "\n\\.";
        let copies = words.is(0, "COPY") && words.has("STDIN");
        copies.then(|| rest.find(end).map_or(rest.len(), |at| at + end.len()))
    }

    fn refuses_transaction(&self, words: &Words<'_>) -> bool {
        words.has("CONCURRENTLY") && !words.is(0, "REFRESH") || words.is(0, "VACUUM")
    }

    /// One that is dropped is empty, or goes with all that is in it.
    fn schemas_are_databases(&self) -> bool {
        false
    }
}

fn is_nameless_index(words: &Words<'_>) -> bool {
    let at = if words.is(1, "UNIQUE") { 2 } else { 1 };
    words.is(0, "CREATE") && words.is(at, "INDEX") && words.is(at + 1, "CONCURRENTLY") && words.is(at + 2, "ON")
}
