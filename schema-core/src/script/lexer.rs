//! Cuts SQL text into tokens, as far as finding the end of a statement needs it.

use super::{LexRules, ScriptError};
use crate::schema::Dialect;

/// What a token is. Only [`Kind::Space`] and [`Kind::Comment`] say nothing to the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Space,
    Comment,
    /// A keyword, a bare name or a number.
    Word,
    /// A name in quotes of the dialect.
    Name,
    /// A string, in whichever quoting.
    Literal,
    /// One character of punctuation, or a comment that the server executes.
    Other,
}

/// A piece of the text: `text[start..end]`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The tokens of a text, one after the other, without gaps.
pub(crate) struct Lexer<'a> {
    text: &'a str,
    at: usize,
    rules: &'static LexRules,
}

impl<'a> Lexer<'a> {
    pub(crate) fn new(dialect: Dialect, text: &'a str) -> Self {
        Self::with(dialect.engine().grammar().lexing(), text)
    }

    pub(super) fn with(rules: &'static LexRules, text: &'a str) -> Self {
        Self { text, at: 0, rules }
    }

    /// Where the next token begins.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// Goes on at `at`, which must lie between two tokens.
    pub(crate) fn jump(&mut self, at: usize) {
        self.at = at;
    }

    /// The next token; `None` at the end.
    ///
    /// # Errors
    /// A quote or comment that is not closed.
    pub(crate) fn next(&mut self) -> Result<Option<Token>, ScriptError> {
        let start = self.at;
        let (rest, rules) = (&self.text[start..], self.rules);
        let Some(first) = rest.chars().next() else { return Ok(None) };
        let (kind, length) = match first {
            c if c.is_whitespace() => (Kind::Space, rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len())),
            '-' if self.opens_line_comment(rest) => (Kind::Comment, line_length(rest)),
            '#' if rules.hash_comments => (Kind::Comment, line_length(rest)),
            '/' if rest.starts_with("/*") => {
                let executed = rules.executed_comments.iter().any(|opening| rest.starts_with(opening));
                let kind = if executed { Kind::Other } else { Kind::Comment };
                (kind, self.block_comment(rest).ok_or_else(|| self.unclosed("comment"))?)
            }
            '\'' => (Kind::Literal, self.quoted(rest, '\'', rules.backslash_escapes)?),
            '"' if rules.double_quoted_strings => (Kind::Literal, self.quoted(rest, '"', rules.backslash_escapes)?),
            '"' => (Kind::Name, self.quoted(rest, '"', false)?),
            '`' if rules.backtick_names => (Kind::Name, self.quoted(rest, '`', false)?),
            '[' if rules.bracketed_names => (Kind::Name, rest.find(']').ok_or_else(|| self.unclosed("bracket"))? + 1),
            'e' | 'E' if rules.escape_strings && rest[1..].starts_with('\'') => {
                (Kind::Literal, 1 + self.quoted(&rest[1..], '\'', true)?)
            }
            '$' if rules.dollar_quotes => match dollar_tag(rest) {
                Some(tag) => {
                    let body = rest[tag.len()..].find(tag).ok_or_else(|| self.unclosed("dollar quote"))?;
                    (Kind::Literal, body + 2 * tag.len())
                }
                None => (Kind::Other, 1),
            },
            c if is_word(c) => (Kind::Word, rest.find(|c: char| !is_word(c) && c != '$').unwrap_or(rest.len())),
            c => (Kind::Other, c.len_utf8()),
        };
        self.at = start + length;
        Ok(Some(Token { kind, start, end: self.at }))
    }

    fn opens_line_comment(&self, rest: &str) -> bool {
        rest.strip_prefix("--").is_some_and(|after| {
            !self.rules.dashes_need_space || after.chars().next().is_none_or(|c| c.is_whitespace() || c.is_control())
        })
    }

    /// Length of the block comment in front of `rest`.
    fn block_comment(&self, rest: &str) -> Option<usize> {
        let bytes = rest.as_bytes();
        let (mut depth, mut at) = (1, 2);
        while at + 1 < bytes.len() {
            match &bytes[at..at + 2] {
                b"*/" if depth == 1 => return Some(at + 2),
                b"*/" => (depth, at) = (depth - 1, at + 2),
                b"/*" if self.rules.nested_comments => (depth, at) = (depth + 1, at + 2),
                _ => at += 1,
            }
        }
        None
    }

    /// Length of the quoted text in front of `rest`. A doubled quote is a quote; so is one behind a backslash,
    /// where `escapes` holds.
    fn quoted(&self, rest: &str, quote: char, escapes: bool) -> Result<usize, ScriptError> {
        let mut chars = rest.char_indices().skip(1).peekable();
        while let Some((at, c)) = chars.next() {
            if c == '\\' && escapes {
                chars.next();
            } else if c == quote && chars.next_if(|(_, next)| *next == quote).is_none() {
                return Ok(at + 1);
            }
        }
        Err(self.unclosed("quote"))
    }

    fn unclosed(&self, what: &str) -> ScriptError {
        ScriptError { line: line_of(self.text, self.at), message: format!("the {what} that opens here is not closed") }
    }
}

/// Number of the line (from 1) that holds the byte `at`.
pub(crate) fn line_of(text: &str, at: usize) -> usize {
    1 + text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count()
}

fn line_length(rest: &str) -> usize {
    rest.find('\n').unwrap_or(rest.len())
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || !c.is_ascii()
}

/// `$tag$` in front of `rest`, where there is one. `$1` is a parameter.
fn dollar_tag(rest: &str) -> Option<&str> {
    let end = rest[1..].find('$')? + 1;
    let name = &rest[1..end];
    let valid = name.chars().all(is_word) && !name.starts_with(|c: char| c.is_ascii_digit());
    valid.then(|| &rest[..=end])
}
