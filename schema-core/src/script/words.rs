//! The significant tokens of a statement: what kind of statement it is, and which table it names.

use std::borrow::Cow;

use super::{ScriptError, Statement};
use crate::schema::{Dialect, Engines};
use crate::sql::{Kind, LexRules, Lexer, executed};

/// The tokens of a statement that are neither space nor comment.
#[derive(Debug)]
pub struct Words<'a> {
    rules: &'static LexRules,
    tokens: Vec<(Kind, &'a str)>,
}

impl<'a> Words<'a> {
    /// The first `limit` tokens of `text`. A comment that MySQL executes counts as the words in it, and what only says how
    /// another statement runs does not count: `SET STATEMENT … FOR` of MariaDB, and `ANALYZE` in front of a statement.
    pub fn of(dialect: Dialect, text: &'a str, limit: usize) -> Self {
        let grammar = dialect.engine().grammar();
        let mut words = Self::with(grammar.lexing(), text, limit);
        if words.begins_with_another() {
            words = Self::with(grammar.lexing(), text, usize::MAX);
            while let Some(start) = grammar.inner(&words) {
                words.tokens.drain(..start);
            }
            words.tokens.truncate(limit);
        }
        words
    }

    fn with(rules: &'static LexRules, text: &'a str, limit: usize) -> Self {
        let mut tokens = Vec::new();
        push_tokens(rules, text, limit, &mut tokens);
        Self { rules, tokens }
    }

    /// Whether the first word may be one in front of another statement.
    fn begins_with_another(&self) -> bool {
        ["SET", "ANALYZE", "EXPLAIN", "DESCRIBE", "DESC"].iter().any(|word| self.is(0, word))
    }

    /// Whether the token at `at` is this keyword.
    pub fn is(&self, at: usize, word: &str) -> bool {
        self.tokens.get(at).is_some_and(|(kind, text)| *kind == Kind::Word && text.eq_ignore_ascii_case(word))
    }

    /// The statements of a text in which each ends with `;`; `None` where one does not, or something in it does not end.
    #[cfg(feature = "introspect")]
    pub fn of_each(dialect: Dialect, text: &'a str) -> Option<Vec<Self>> {
        let rules = LexRules::of(dialect);
        if Lexer::with(rules, text).any(|token| token.is_err()) {
            return None;
        }
        let words = Self::with(rules, text, usize::MAX);
        let parts = words.tokens.split(|token| *token == (Kind::Other, ";"));
        let mut all: Vec<Self> = parts.map(|tokens| Self { rules, tokens: tokens.to_vec() }).collect();
        let behind = all.pop()?;
        (behind.tokens.is_empty() && !all.is_empty()).then_some(all)
    }

    /// Whether it is these keywords and nothing else.
    #[cfg(feature = "introspect")]
    pub fn are(&self, words: &[&str]) -> bool {
        self.tokens.len() == words.len() && self.begin_with(words)
    }

    /// The texts in the parentheses at `at`, which end it: `('a', 'it''s')`. `None` where anything else stands there.
    #[cfg(feature = "introspect")]
    pub fn texts(&self, at: usize) -> Option<Vec<String>> {
        let end = self.len().checked_sub(1).filter(|end| self.is_mark(at, "(") && self.is_mark(*end, ")"))?;
        let items = self.list(at + 1, end).into_iter();
        items
            .map(|item| {
                Some(self.part(item.start).filter(|_| self.is_literal(item.start) && item.len() == 1)?.into_owned())
            })
            .collect()
    }

    /// The statements in a block, each without the `;` behind it.
    #[cfg(feature = "introspect")]
    pub(crate) fn parts(&self) -> Vec<Self> {
        let parts = self.tokens.split(|token| *token == (Kind::Other, ";"));
        parts.map(|tokens| Self { rules: self.rules, tokens: tokens.to_vec() }).collect()
    }

    /// The tokens from `at` on.
    #[cfg(feature = "introspect")]
    pub(crate) fn from(&self, at: usize) -> Self {
        Self { rules: self.rules, tokens: self.tokens[at..].to_vec() }
    }

    /// What the string at `at` has in it, if it is one.
    #[cfg(feature = "introspect")]
    pub(crate) fn literal(&self, at: usize) -> Option<Cow<'a, str>> {
        let (kind, text) = *self.tokens.get(at)?;
        kind.content(self.rules, text)
    }

    /// Returns `true` if the token at `at` is this name, where the case of its letters counts as the engine has it.
    #[cfg(feature = "introspect")]
    pub(crate) fn is_name_of(&self, dialect: Dialect, at: usize, name: &str) -> bool {
        let Some((kind, text)) = self.tokens.get(at) else { return false };
        let is_exact = dialect.engine().names_differ_by_case();
        match kind.name(text) {
            Some(found) if is_exact && *kind == Kind::Name => found == name,
            Some(found) if is_exact => found.to_lowercase() == name,
            Some(found) => found.to_lowercase() == name.to_lowercase(),
            None => false,
        }
    }

    /// Returns `true` if the token at `at` is punctuation or a part of an operator.
    #[cfg(feature = "introspect")]
    pub(crate) fn is_symbol(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|(kind, _)| *kind == Kind::Other)
    }

    /// How many tokens there are.
    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The token at `at` as it is spelled; empty behind the last one.
    #[cfg(any(feature = "migrate", feature = "plan"))]
    pub(crate) fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |(_, text)| text)
    }

    /// Whether it begins with these keywords.
    pub fn begin_with(&self, words: &[&str]) -> bool {
        self.begins_at(0, words)
    }

    /// Whether these keywords stand at `at`.
    pub fn begins_at(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(index, word)| self.is(at + index, word))
    }

    /// Whether one of the tokens is this keyword.
    pub fn has(&self, word: &str) -> bool {
        (0..self.tokens.len()).any(|at| self.is(at, word))
    }

    /// The first word in upper case; empty where the statement begins with something else.
    pub fn first(&self) -> String {
        match self.tokens.first() {
            Some((Kind::Word, text)) => text.to_ascii_uppercase(),
            _ => String::new(),
        }
    }

    /// The name at `at`, unquoted; with the part behind the dot, where there is one, in place of the part before it.
    /// Gives the position behind it too.
    pub fn name(&self, at: usize) -> Option<(String, usize)> {
        let name = self.part(at)?;
        match self.tokens.get(at + 1) {
            Some((Kind::Other, ".")) => self.name(at + 2),
            _ => Some((name.into_owned(), at + 1)),
        }
    }

    /// The one token at `at` as a name, unquoted. Some engines take a string for one.
    fn part(&self, at: usize) -> Option<Cow<'a, str>> {
        let (kind, text) = *self.tokens.get(at)?;
        kind.name(text).or_else(|| kind.content(self.rules, text))
    }

    /// The tokens of a name at `at` as they are spelled, with all its parts.
    #[cfg(feature = "migrate")]
    pub(crate) fn spelled(&self, at: usize) -> Option<String> {
        let (_, end) = self.name(at)?;
        Some(self.tokens[at..end].iter().map(|(_, text)| *text).collect())
    }

    /// Returns `true` if the token at `at` is this punctuation.
    pub(crate) fn is_mark(&self, at: usize, mark: &str) -> bool {
        self.tokens.get(at).is_some_and(|(kind, text)| *kind == Kind::Other && *text == mark)
    }

    /// Returns `true` if the token at `at` is a keyword or a name, and not a literal or punctuation.
    #[cfg(any(feature = "migrate", feature = "plan"))]
    pub(crate) fn is_name(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|(kind, _)| matches!(kind, Kind::Word | Kind::Name))
    }

    /// Returns `true` if the name at `at` is this one, whatever its case.
    #[cfg(feature = "migrate")]
    pub(crate) fn is_named(&self, at: usize, name: &str) -> bool {
        self.is_name(at) && self.name(at).is_some_and(|(found, _)| found.eq_ignore_ascii_case(name))
    }

    /// Returns `true` if the token at `at` is a string.
    #[cfg(any(feature = "migrate", feature = "plan"))]
    pub(crate) fn is_literal(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|(kind, _)| *kind == Kind::Literal)
    }

    /// The name at `at` with the name before its dot, both unquoted, and the position behind them.
    #[cfg(any(feature = "migrate", feature = "plan"))]
    pub(crate) fn qualified(&self, at: usize) -> Option<(Option<String>, String, usize)> {
        let (name, end) = self.name(at).filter(|_| self.is_name(at))?;
        let schema = if self.is_mark(at + 1, ".") { self.part(at).map(Cow::into_owned) } else { None };
        Some((schema, name, end))
    }

    /// The ranges of tokens between commas from `from` to `to`, leaving out commas in parentheses.
    #[cfg(feature = "migrate")]
    pub(crate) fn list(&self, from: usize, to: usize) -> Vec<std::ops::Range<usize>> {
        let (mut items, mut depth, mut start) = (Vec::new(), 0_usize, from);
        for at in from..to {
            match self.tokens[at] {
                (Kind::Other, "(") => depth += 1,
                (Kind::Other, ")") => depth = depth.saturating_sub(1),
                (Kind::Other, ",") if depth == 0 => {
                    items.push(start..at);
                    start = at + 1;
                }
                _ => {}
            }
        }
        items.push(start..to);
        items
    }

    /// The position of the parenthesis that closes the one at `open`.
    #[cfg(feature = "migrate")]
    pub(crate) fn closing(&self, open: usize) -> Option<usize> {
        let mut depth = 0_usize;
        for at in open..self.len() {
            if self.is_mark(at, "(") {
                depth += 1;
            } else if self.is_mark(at, ")") {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at);
                }
            }
        }
        None
    }

    /// The position behind these keywords, where they stand at `at`; else `at`.
    pub fn skip(&self, at: usize, words: &[&str]) -> usize {
        if self.begins_at(at, words) { at + words.len() } else { at }
    }
}

fn push_tokens<'a>(rules: &'static LexRules, text: &'a str, limit: usize, tokens: &mut Vec<(Kind, &'a str)>) {
    let mut lexer = Lexer::with(rules, text);
    while tokens.len() < limit {
        let Some(Ok(token)) = lexer.next() else { break };
        let found = token.text(text);
        match token.kind {
            Kind::Space | Kind::Comment => {}
            Kind::Executed => match executed(found) {
                Some(inner) => push_tokens(rules, inner, limit, tokens),
                None => tokens.push((token.kind, found)),
            },
            kind => tokens.push((kind, found)),
        }
    }
}

/// The names in a directive: as in standard SQL, and in the quotes that other engines have.
const NAMES: LexRules = LexRules { backtick_names: true, bracketed_names: true, ..LexRules::STANDARD };

/// A table and its column: `"users"."bio"`.
pub(super) fn column(text: &str) -> Option<(String, String)> {
    let words = Words::with(&NAMES, text, 4);
    let [_, (Kind::Other, "."), _] = words.tokens[..] else { return None };
    Some((words.part(0)?.into_owned(), words.part(2)?.into_owned()))
}

/// Why a line of a client's own is refused.
pub(crate) const SHELL_COMMAND: &str = "this is a command of the database's shell, not SQL";

/// Refuses what no migrator can run.
pub(super) fn refuse(dialect: Dialect, statement: &Statement) -> Result<(), ScriptError> {
    let grammar = dialect.engine().grammar();
    let words = Words::of(dialect, &statement.text, 24);
    let first = words.first();
    let transaction = match first.as_str() {
        "BEGIN" => !words.is(1, "NOT"),
        "COMMIT" | "ROLLBACK" | "END" | "SAVEPOINT" | "RELEASE" | "ABORT" => true,
        "START" => words.is(1, "TRANSACTION"),
        _ => grammar.controls_transaction(&words),
    };
    let message = if transaction {
        format!("only the migrator may run `{first}`: it already runs the script in a transaction")
    } else if let Some(why) = grammar.refused(statement, &words) {
        why.to_owned()
    } else if statement.text.starts_with('\\') {
        SHELL_COMMAND.to_owned()
    } else {
        return Ok(());
    };
    Err(ScriptError { line: statement.line, message })
}
