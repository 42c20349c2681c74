//! What differs between engines in how text becomes tokens.

use crate::schema::{Dialect, Engines};

/// How text is cut into tokens. Strings are in `'…'` on every engine, and `/* … */` and `--` are comments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a rule of its own")]
pub struct LexRules {
    /// `#` begins a comment.
    pub hash_comments: bool,
    /// `--` begins a comment only if white space follows, so that `5--1` is a subtraction.
    pub dashes_need_space: bool,
    /// `/* /* */ */` is one comment.
    pub nested_comments: bool,
    /// What begins a comment that the server executes.
    pub executed_comments: &'static [&'static str],
    /// `\'` in a string is a quote.
    pub backslash_escapes: bool,
    /// `"…"` is a string and not a name.
    pub double_quoted_strings: bool,
    /// `` `…` `` is a name.
    pub backtick_names: bool,
    /// `[…]` is a name.
    pub bracketed_names: bool,
    /// `[` right behind a word, `]` or `)` is a subscript, even where `[…]` is a name.
    pub subscripts: bool,
    /// `E'…'` is a string with backslash escapes.
    pub escape_strings: bool,
    /// `$tag$…$tag$` is a string.
    pub dollar_quotes: bool,
}

impl LexRules {
    /// Standard SQL.
    pub const STANDARD: Self = Self {
        hash_comments: false,
        dashes_need_space: false,
        nested_comments: false,
        executed_comments: &[],
        backslash_escapes: false,
        double_quoted_strings: false,
        backtick_names: false,
        bracketed_names: false,
        subscripts: false,
        escape_strings: false,
        dollar_quotes: false,
    };

    /// A text of which no engine is known: a literal in a program, or SQL of a project that does not name its dialects.
    ///
    /// What only one engine has is read as that engine reads it, as long as no other engine has another meaning for it: names in
    /// backticks and brackets, `E'…'`, dollar quotes. Where engines contradict each other, standard SQL decides: `"…"` is a
    /// name, `#` is an operator, `--` begins a comment, comments do not nest, and a backslash is a character like others.
    /// `LexRules::of_any` decides about the backslash by the text.
    pub const ANY: Self = Self {
        backtick_names: true,
        bracketed_names: true,
        subscripts: true,
        escape_strings: true,
        dollar_quotes: true,
        ..Self::STANDARD
    };

    /// [`LexRules::ANY`] with `\'` as a quote.
    const ANY_WITH_ESCAPES: Self = Self { backslash_escapes: true, ..Self::ANY };

    /// The rules of an engine.
    pub fn of(dialect: Dialect) -> &'static Self {
        dialect.engine().grammar().lexing()
    }

    /// The different ways in which `dialects` read `text`, each with the first dialect that reads it so. Without a dialect it is the one
    /// of a text of which no engine is known.
    pub(crate) fn readings(text: &str, dialects: &[Dialect]) -> Vec<(Option<Dialect>, &'static Self)> {
        if dialects.is_empty() {
            return vec![(None, Self::of_any(text))];
        }
        let mut readings: Vec<(Option<Dialect>, &'static Self)> = Vec::with_capacity(1);
        for dialect in dialects {
            let rules = Self::of(*dialect);
            if readings.iter().all(|(_, known)| *known != rules) {
                readings.push((Some(*dialect), rules));
            }
        }
        readings
    }

    /// The rules for a text of which no engine is known. A backslash escapes if only then every quote is closed.
    pub(crate) fn of_any(text: &str) -> &'static Self {
        let closes = |rules| super::Lexer::with(rules, text).all(|token| token.is_ok());
        if text.contains('\\') && !closes(&Self::ANY) && closes(&Self::ANY_WITH_ESCAPES) {
            &Self::ANY_WITH_ESCAPES
        } else {
            &Self::ANY
        }
    }
}
