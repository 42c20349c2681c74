//! The tokens of SQL in a string literal: those of [`crate::sql`], and what is put in at run time.

use std::borrow::Cow;
use std::ops::Range;

use super::decoded::Decoded;
use crate::sql::{self, LexRules, Lexer};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word that may be a keyword or a name.
    Word,
    /// A name in quotes.
    Name,
    /// `{}`, `{name}`, `$1`, `?`, `%s`.
    Hole,
    /// A string of SQL.
    Text,
    /// `;`
    End,
    /// Any other character.
    Other(char),
}

#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    /// It, without quotes if it is a name.
    pub(super) text: Cow<'a, str>,
    /// Where it stands in the source.
    pub(super) place: Range<usize>,
    /// Whether nothing is between it and the token before it.
    pub(super) joined: bool,
}

impl Token<'_> {
    /// Whether it is this keyword.
    pub(super) fn is(&self, word: &str) -> bool {
        self.kind == Kind::Word && self.text.eq_ignore_ascii_case(word)
    }
}

/// Cuts a literal into tokens. Also says whether blank space stands behind the last one.
pub(super) fn tokens<'a>(literal: &'a Decoded<'_>) -> (Vec<Token<'a>>, bool) {
    let mut tokens = Tokens { literal, rules: LexRules::of_any(&literal.text), end: 0, found: Vec::new() };
    tokens.read(0..literal.text.len());
    let blank = literal.text[tokens.end..].contains(char::is_whitespace);
    (tokens.found, blank)
}

struct Tokens<'a, 's> {
    literal: &'a Decoded<'s>,
    rules: &'static LexRules,
    /// Where the last token ends.
    end: usize,
    found: Vec<Token<'a>>,
}

impl<'a> Tokens<'a, '_> {
    fn read(&mut self, range: Range<usize>) {
        let literal = self.literal;
        let text = &literal.text[range.clone()];
        let mut lexer = Lexer::with(self.rules, text);
        while let Some(token) = lexer.next_open() {
            let found = token.text(text);
            let (kind, length) = match token.kind {
                sql::Kind::Space | sql::Kind::Comment | sql::Kind::Executed => continue,
                sql::Kind::Literal if found.starts_with('$') => {
                    // The quotes of a function's body are no tokens; what is in it begins no statement of ours but in `DO`.
                    self.read(within_dollars(found, range.start + token.start));
                    continue;
                }
                sql::Kind::Literal => (Kind::Text, found.len()),
                sql::Kind::Word => (Kind::Word, found.len()),
                // A list rather than a name.
                sql::Kind::Name if found.starts_with('[') && !found[1..].starts_with(is_word) => (Kind::Other('['), 1),
                sql::Kind::Name => (Kind::Name, found.len()),
                sql::Kind::Other => mark(&text[token.start..]),
            };
            lexer.jump(token.start + length);
            let (start, end) = (range.start + token.start, range.start + token.start + length);
            let text = &literal.text[start..end];
            self.found.push(Token {
                kind,
                text: if kind == Kind::Name { token.kind.name(text).unwrap_or_default() } else { Cow::Borrowed(text) },
                place: literal.place(start)..literal.end(end),
                joined: start == self.end,
            });
            self.end = end;
        }
    }
}

/// The body of a string in dollar quotes that starts at `start`. Its end may be missing.
fn within_dollars(text: &str, start: usize) -> Range<usize> {
    let tag = &text[..text[1..].find('$').map_or(1, |end| end + 2)];
    let body = &text[tag.len()..];
    let body = body.strip_suffix(tag).unwrap_or(body);
    start + tag.len()..start + tag.len() + body.len()
}

/// What the punctuation in front of `rest` is, and how long.
fn mark(rest: &str) -> (Kind, usize) {
    let mut chars = rest.chars();
    let (Some(first), next) = (chars.next(), chars.next()) else { return (Kind::Other(' '), rest.len()) };
    match (first, next) {
        (';', _) => (Kind::End, 1),
        ('{', Some('{')) => (Kind::Other('{'), 2),
        ('{', _) => (Kind::Hole, rest.find('}').map_or(rest.len(), |end| end + 1)),
        ('$', _) => (Kind::Hole, 1 + rest[1..].find(|c| !is_word(c)).unwrap_or(rest.len() - 1)),
        ('?', _) => (Kind::Hole, 1),
        ('%', Some('s' | 'I')) => (Kind::Hole, 2),
        _ => (Kind::Other(first), first.len_utf8()),
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || !c.is_ascii()
}
