//! How the toy reads scripts: `#` begins a comment, and names stand in back quotes.

use schema_core::script::{BodyRules, Grammar, Rebuild, Script, Statement, Words};
use schema_core::sql::LexRules;

use super::engine::{Toy, below};

impl Grammar for Toy {
    fn lexing(&self) -> &'static LexRules {
        const { &LexRules { hash_comments: true, backtick_names: true, ..LexRules::STANDARD } }
    }

    fn bodies(&self) -> &'static BodyRules {
        below().grammar().bodies()
    }

    fn refused(&self, _: &Statement, words: &Words<'_>) -> Option<&'static str> {
        words.is(0, "ATTACH").then_some("the toy has one file")
    }

    fn rebuilds(&self, script: &Script) -> Vec<Rebuild> {
        below().grammar().rebuilds(script)
    }
}
