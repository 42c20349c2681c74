//! What the reader of scripts asks of an engine.

use super::rebuild::Rebuild;
use super::{Script, ScriptError, Statement, Words};
use crate::sql::LexRules;

/// How an engine reads SQL text, and which of its statements a script may have.
pub trait Grammar: Sync {
    /// Returns how text is cut into tokens.
    fn lexing(&self) -> &'static LexRules;

    /// Returns where a statement may have a body, in which `;` ends nothing.
    fn bodies(&self) -> &'static BodyRules;

    /// Returns where the statement begins that this one runs, if it only says how: `SET STATEMENT … FOR` of MariaDB.
    fn inner(&self, _words: &Words<'_>) -> Option<usize> {
        None
    }

    /// Returns `true` if the statement begins or ends a transaction in words of this engine alone.
    fn controls_transaction(&self, _words: &Words<'_>) -> bool {
        false
    }

    /// Returns why no migrator can run the statement, if that is so on this engine alone.
    fn refused(&self, _statement: &Statement, _words: &Words<'_>) -> Option<&'static str> {
        None
    }

    /// Looks at the script as a whole.
    ///
    /// # Errors
    /// Statements or directives that do not go together on this engine.
    fn check(&self, _script: &Script) -> Result<(), ScriptError> {
        Ok(())
    }

    /// Returns the tables that the script makes anew under another name and puts in the place of the old ones.
    fn rebuilds(&self, _script: &Script) -> Vec<Rebuild> {
        Vec::new()
    }

    /// Returns the text of a script that runs whole or not at all in the engine's own client.
    fn for_shell(&self, script: &Script) -> String {
        script.to_string()
    }

    /// Returns the length of the line in front of `rest` if it is one of the engine's shell around a dump.
    fn shell_line(&self, _rest: &str) -> Option<usize> {
        None
    }

    /// Returns the length of the rows of a dump that follow this statement in `rest`.
    fn rows_of_dump(&self, _words: &Words<'_>, _rest: &str) -> Option<usize> {
        None
    }

    /// Returns `true` for a statement of the engine's own tools around a dump that changes no schema.
    fn surrounds_dump(&self, _words: &Words<'_>) -> bool {
        false
    }

    /// Returns `true` if the statement runs another one that its words do not show.
    fn hides_another(&self, _words: &Words<'_>) -> bool {
        false
    }

    /// Returns what the statement does outside of the database that it runs in, if that is so in words of this engine alone.
    fn leads_out(&self, _words: &Words<'_>) -> Option<&'static str> {
        None
    }

    /// Returns `true` if a script may run without its foreign keys being checked, as it says in its directives.
    fn runs_unchecked(&self) -> bool {
        false
    }

    /// Returns whether the statement turns the checks of foreign keys on or off.
    fn switches_foreign_keys(&self, _words: &Words<'_>) -> Option<bool> {
        None
    }

    /// Returns `true` if the statement locks tables, or unlocks them.
    fn locks(&self, _words: &Words<'_>) -> bool {
        false
    }

    /// Returns `true` if a statement may end a transaction by itself.
    fn ends_transactions(&self) -> bool {
        true
    }

    /// Returns `true` if the engine refuses the statement inside of a transaction.
    fn refuses_transaction(&self, _words: &Words<'_>) -> bool {
        false
    }

    /// Returns `true` if the statement is refused inside of a transaction, or does nothing then.
    fn is_idle_in_transaction(&self, words: &Words<'_>) -> bool {
        self.refuses_transaction(words)
    }

    /// Returns `true` if a function in a `SELECT` may write.
    fn functions_write(&self) -> bool {
        true
    }

    /// Returns `true` if `SCHEMA` is another word for a database, so that all tables go with one.
    fn schemas_are_databases(&self) -> bool {
        true
    }
}

/// Where a statement may have a body.
#[derive(Clone, Copy, Debug)]
pub struct BodyRules {
    /// What is created with a body.
    pub created: &'static [Created],
    /// Within how many words that stands, if anywhere else it is a name.
    pub within: Option<usize>,
    /// A body begins with `BEGIN ATOMIC`, and one with `BEGIN` alone is in a string.
    pub atomic: bool,
    /// Blocks may be in blocks, `ALTER` may bring a body, and `BEGIN NOT ATOMIC` is one by itself.
    pub procedural: bool,
    /// Words that begin a block which ends with `END` and the same word: `IF`, loops. A body may be such a block without a `BEGIN`.
    pub blocks: &'static [&'static str],
    /// Words that begin other statements, in which those of `blocks` mean something else: `IF` is a function.
    pub statements: &'static [&'static str],
}

/// A kind of object that is created with a body.
#[derive(Clone, Copy, Debug)]
pub struct Created {
    /// The word for it.
    pub kind: &'static str,
    /// What stands before the body; none if it may begin anywhere behind `kind`.
    pub body: Option<BodyMark>,
}

/// What stands before a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyMark {
    /// A word: `FOR EACH ROW`.
    Word(&'static str),
    /// Parameters in parentheses, and maybe more words.
    Parameters,
    /// The words of a package, whose members are declarations and routines.
    Members,
}
