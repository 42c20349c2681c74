//! Cuts SQL text into tokens.

use super::{Kind, LexRules, Token};
use crate::schema::Dialect;

/// The tokens of a text, one after the other, without gaps. The last one may be a quote or comment that is not closed.
pub(crate) struct Lexer<'a> {
    text: &'a str,
    at: usize,
    rules: &'static LexRules,
}

/// A quote or comment that is not closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unclosed {
    /// What opens.
    pub(crate) what: &'static str,
    /// It, up to the end of the text.
    pub(crate) token: Token,
}

impl std::fmt::Display for Unclosed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the {} that opens here is not closed", self.what)
    }
}

/// What a token is and how long; or, for what is not closed, what it is and what that is called.
type Cut = Result<(Kind, usize), (Kind, &'static str)>;

impl<'a> Lexer<'a> {
    pub(crate) fn new(dialect: Dialect, text: &'a str) -> Self {
        Self::with(LexRules::of(dialect), text)
    }

    pub(crate) fn with(rules: &'static LexRules, text: &'a str) -> Self {
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

    /// The tokens that say something to the database, up to what is not closed.
    #[cfg(feature = "plan")]
    pub(crate) fn significant(self) -> Vec<Token> {
        self.map_while(Result::ok).filter(|token| token.says_something()).collect()
    }

    /// The next token; one that is not closed goes on to the end of the text.
    pub(crate) fn next_open(&mut self) -> Option<Token> {
        self.next().map(|token| token.unwrap_or_else(|unclosed| unclosed.token))
    }

    fn cut(&self) -> Option<Cut> {
        let (rest, rules) = (&self.text[self.at..], self.rules);
        let first = rest.chars().next()?;
        Some(match first {
            c if c.is_whitespace() => Ok((Kind::Space, rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len()))),
            '-' if self.opens_line_comment(rest) => Ok((Kind::Comment, line_length(rest))),
            '#' if rules.hash_comments => Ok((Kind::Comment, line_length(rest))),
            '/' if rest.starts_with("/*") => {
                let executed = rules.executed_comments.iter().any(|opening| rest.starts_with(opening));
                let kind = if executed { Kind::Executed } else { Kind::Comment };
                block_comment(rest, rules.nested_comments).map(|length| (kind, length)).ok_or((kind, "comment"))
            }
            '\'' => quoted(rest, 0, Kind::Literal, rules.backslash_escapes),
            '"' if rules.double_quoted_strings => quoted(rest, 0, Kind::Literal, rules.backslash_escapes),
            '"' => quoted(rest, 0, Kind::Name, false),
            '`' if rules.backtick_names => quoted(rest, 0, Kind::Name, false),
            '[' if rules.bracketed_names && !self.is_subscript() => match rest.find(']') {
                Some(end) => Ok((Kind::Name, end + 1)),
                None => Err((Kind::Name, "bracket")),
            },
            'e' | 'E' if rules.escape_strings && rest[1..].starts_with('\'') => quoted(rest, 1, Kind::Literal, true),
            '$' if rules.dollar_quotes => match dollar_tag(rest) {
                Some(tag) => match rest[tag.len()..].find(tag) {
                    Some(body) => Ok((Kind::Literal, body + 2 * tag.len())),
                    None => Err((Kind::Literal, "dollar quote")),
                },
                None => Ok((Kind::Other, 1)),
            },
            c if is_word(c) => Ok((Kind::Word, rest.find(|c: char| !is_word(c) && c != '$').unwrap_or(rest.len()))),
            c => Ok((Kind::Other, c.len_utf8())),
        })
    }

    fn opens_line_comment(&self, rest: &str) -> bool {
        rest.strip_prefix("--").is_some_and(|after| {
            !self.rules.dashes_need_space || after.chars().next().is_none_or(|c| c.is_whitespace() || c.is_control())
        })
    }

    fn is_subscript(&self) -> bool {
        let before = self.text[..self.at].chars().next_back();
        self.rules.subscripts && before.is_some_and(|c| is_word(c) || matches!(c, '$' | ']' | ')'))
    }
}

/// Each token, or what is not closed; that is the last one.
impl Iterator for Lexer<'_> {
    type Item = Result<Token, Unclosed>;

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        let cut = self.cut()?;
        self.at = cut.map_or(self.text.len(), |(_, length)| start + length);
        Some(match cut {
            Ok((kind, _)) => Ok(Token { kind, start, end: self.at }),
            Err((kind, what)) => Err(Unclosed { what, token: Token { kind, start, end: self.at } }),
        })
    }
}

/// The quoted text in front of `rest`, whose quote stands behind `before` bytes. A doubled quote is a quote; so is one behind a
/// backslash, where `escapes` holds.
fn quoted(rest: &str, before: usize, kind: Kind, escapes: bool) -> Cut {
    // A quote and a backslash are never a part of another character.
    let bytes = rest.as_bytes();
    let (quote, mut at) = (bytes[before], before + 1);
    while let Some(&byte) = bytes.get(at) {
        if byte == b'\\' && escapes {
            at += 2;
        } else if byte != quote {
            at += 1;
        } else if bytes.get(at + 1) == Some(&quote) {
            at += 2;
        } else {
            return Ok((kind, at + 1));
        }
    }
    Err((kind, "quote"))
}

/// Length of the block comment in front of `rest`.
fn block_comment(rest: &str, nested: bool) -> Option<usize> {
    let bytes = rest.as_bytes();
    let (mut depth, mut at) = (1, 2);
    while at + 1 < bytes.len() {
        match &bytes[at..at + 2] {
            b"*/" if depth == 1 => return Some(at + 2),
            b"*/" => (depth, at) = (depth - 1, at + 2),
            b"/*" if nested => (depth, at) = (depth + 1, at + 2),
            _ => at += 1,
        }
    }
    None
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
