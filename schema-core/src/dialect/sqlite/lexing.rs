//! How SQLite reads scripts.

use super::{Sqlite, rebuilds};
use crate::script::{BodyRules, Created, Grammar, Rebuild, SHELL_COMMAND, Script, ScriptError, Statement, Words};
use crate::sql::LexRules;

impl Grammar for Sqlite {
    fn lexing(&self) -> &'static LexRules {
        &LexRules { backtick_names: true, bracketed_names: true, ..LexRules::STANDARD }
    }

    fn bodies(&self) -> &'static BodyRules {
        &BodyRules {
            created: &[Created { kind: "TRIGGER", body: None }],
            within: Some(3),
            atomic: false,
            procedural: false,
            blocks: &[],
            statements: &[],
        }
    }

    fn refused(&self, statement: &Statement, _: &Words<'_>) -> Option<&'static str> {
        statement.text.starts_with('.').then_some(SHELL_COMMAND)
    }

    fn check(&self, script: &Script) -> Result<(), ScriptError> {
        if script.directives.transaction {
            return Ok(());
        }
        if script.directives.foreign_keys_off {
            // The check at the end must be able to take all of it back.
            let message = "`foreign-keys=off` and `no-transaction` do not go together: put what cannot be in a \
                           transaction in a revision of its own";
            return Err(ScriptError { line: 1, message: message.to_owned() });
        }
        rebuilds::refuse(script)
    }

    fn rebuilds(&self, script: &Script) -> Vec<Rebuild> {
        rebuilds::find(script)
    }

    fn for_shell(&self, script: &Script) -> String {
        let text = script.to_string();
        if !script.directives.foreign_keys_off {
            return text;
        }
        format!(
            "-- stops at the first error with `sqlite3 -bail`\nPRAGMA foreign_keys = OFF;\nBEGIN IMMEDIATE;\n\n{}\n\n\
             PRAGMA foreign_key_check;\nCOMMIT;\nPRAGMA foreign_keys = ON;\n",
            text.trim_end()
        )
    }

    /// The tables that the engine makes by itself.
    fn surrounds_dump(&self, words: &Words<'_>) -> bool {
        if !words.begin_with(&["CREATE", "TABLE"]) {
            return false;
        }
        let at = words.skip(2, &["IF", "NOT", "EXISTS"]);
        let name = words.name(at).map(|(name, _)| name.to_ascii_lowercase()).unwrap_or_default();
        name == "sqlite_sequence" || name.starts_with("sqlite_stat")
    }

    fn leads_out(&self, words: &Words<'_>) -> Option<&'static str> {
        if words.is(0, "ATTACH") {
            Some("attaches a file")
        } else if words.begin_with(&["VACUUM", "INTO"]) {
            Some("writes a file")
        } else {
            None
        }
    }

    fn runs_unchecked(&self) -> bool {
        true
    }

    /// What `PRAGMA foreign_keys` is set to.
    fn switches_foreign_keys(&self, words: &Words<'_>) -> Option<bool> {
        let at = if words.is(1, "main") && words.is_mark(2, ".") { 3 } else { 1 };
        if !words.is(0, "PRAGMA") || !words.is(at, "foreign_keys") {
            return None;
        }
        let assigned = words.is_mark(at + 1, "=") && words.len() == at + 3;
        let called = words.is_mark(at + 1, "(") && words.is_mark(at + 3, ")") && words.len() == at + 4;
        let (value, _) = words.name(at + 2).filter(|_| assigned || called)?;
        match value.to_ascii_lowercase().as_str() {
            "off" | "0" | "false" | "no" => Some(false),
            "on" | "1" | "true" | "yes" => Some(true),
            _ => None,
        }
    }

    fn ends_transactions(&self) -> bool {
        false
    }

    fn is_idle_in_transaction(&self, words: &Words<'_>) -> bool {
        words.is(0, "VACUUM")
            || words.is(0, "ATTACH")
            || words.is(0, "DETACH")
            || words.is(0, "PRAGMA") && ["journal_mode", "synchronous"].into_iter().any(|name| words.is(1, name))
    }

    fn functions_write(&self) -> bool {
        false
    }
}
