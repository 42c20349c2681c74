//! How MySQL and MariaDB read scripts.

use super::Mysql;
use crate::script::{BodyMark, BodyRules, Created, Grammar, Statement, Words};
use crate::sql::LexRules;

impl Grammar for Mysql {
    fn lexing(&self) -> &'static LexRules {
        &LexRules {
            hash_comments: true,
            dashes_need_space: true,
            executed_comments: &["/*!", "/*+", "/*M!"],
            backslash_escapes: true,
            double_quoted_strings: true,
            backtick_names: true,
            ..LexRules::STANDARD
        }
    }

    fn bodies(&self) -> &'static BodyRules {
        &BodyRules {
            created: &[
                Created { kind: "TRIGGER", body: Some(BodyMark::Word("ROW")) },
                Created { kind: "PROCEDURE", body: Some(BodyMark::Parameters) },
                Created { kind: "FUNCTION", body: Some(BodyMark::Parameters) },
                Created { kind: "EVENT", body: Some(BodyMark::Word("DO")) },
                Created { kind: "PACKAGE", body: Some(BodyMark::Members) },
            ],
            within: None,
            atomic: false,
            procedural: true,
            blocks: &["IF", "CASE", "LOOP", "REPEAT", "WHILE", "FOR"],
            statements: &[
                "ALTER", "ANALYZE", "CALL", "COMMIT", "CREATE", "DELETE", "DO", "DROP", "EXECUTE", "FLUSH", "GRANT",
                "INSERT", "KILL", "LOAD", "LOCK", "PREPARE", "RENAME", "REPLACE", "RETURN", "REVOKE", "SELECT", "SET",
                "SHOW", "SIGNAL", "START", "TRUNCATE", "UPDATE", "VALUES", "WITH",
            ],
        }
    }

    /// `SET STATEMENT … FOR` of MariaDB, and `ANALYZE` in front of a statement.
    fn inner(&self, words: &Words<'_>) -> Option<usize> {
        if words.begins_at(0, &["SET", "STATEMENT"]) {
            let mut depth = 0_usize;
            for at in 0..words.len() {
                if words.is_mark(at, "(") {
                    depth += 1;
                } else if words.is_mark(at, ")") {
                    depth = depth.saturating_sub(1);
                } else if depth == 0 && words.is(at, "FOR") {
                    return Some(at + 1);
                }
            }
            return None;
        }
        let explains = ["EXPLAIN", "DESCRIBE", "DESC"].iter().any(|word| words.is(0, word));
        let at = usize::from(explains);
        if !words.is(at, "ANALYZE") {
            return None;
        }
        let format = words.is(at + 1, "FORMAT");
        let at = at + if format { 4 } else { 1 };
        let runs = ["SELECT", "WITH", "INSERT", "REPLACE", "UPDATE", "DELETE"].iter().any(|word| words.is(at, word));
        runs.then_some(at)
    }

    fn controls_transaction(&self, words: &Words<'_>) -> bool {
        words.is(0, "XA")
    }

    fn refused(&self, _: &Statement, words: &Words<'_>) -> Option<&'static str> {
        locks_tables(words).then_some(
            "leave locks on tables out: the migrator records each statement in a table of its own, which they would close",
        )
    }

    /// The locks of `mysqldump`.
    fn surrounds_dump(&self, words: &Words<'_>) -> bool {
        words.is(0, "LOCK") || words.is(0, "UNLOCK")
    }

    fn leads_out(&self, words: &Words<'_>) -> Option<&'static str> {
        if words.is(0, "USE") {
            Some("uses another database")
        } else if words.is(0, "SET") && ["GLOBAL", "PERSIST", "PERSIST_ONLY"].iter().any(|word| words.is(1, word)) {
            Some("changes the server")
        } else {
            None
        }
    }

    fn locks(&self, words: &Words<'_>) -> bool {
        (words.is(0, "LOCK") || words.is(0, "UNLOCK")) && (words.is(1, "TABLE") || words.is(1, "TABLES"))
    }

    fn hides_another(&self, words: &Words<'_>) -> bool {
        *self == Self::Mariadb && words.begin_with(&["SET", "STATEMENT"])
    }
}

/// A statement whose session reads and writes nothing but what it has locked.
fn locks_tables(words: &Words<'_>) -> bool {
    let tables = words.is(1, "TABLES") || words.is(1, "TABLE");
    match words.first().as_str() {
        "LOCK" => tables,
        "FLUSH" => words.has("LOCK") || words.has("EXPORT"),
        _ => false,
    }
}
