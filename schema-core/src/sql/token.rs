//! One token, and what it means.

use std::borrow::Cow;

use super::LexRules;

/// What a token is. Only [`Kind::Space`] and [`Kind::Comment`] say nothing to the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Space,
    Comment,
    /// A keyword, a bare name or a part of a number.
    Word,
    /// A name in quotes.
    Name,
    /// A string, in whichever quoting.
    Literal,
    /// A comment that the server executes.
    Executed,
    /// One character of punctuation.
    Other,
}

/// A piece of the text: `text[start..end]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Token {
    /// The token as it is written in `sql`.
    pub(crate) fn text(self, sql: &str) -> &str {
        &sql[self.start..self.end]
    }

    /// Whether the database sees it.
    pub(crate) fn says_something(self) -> bool {
        !matches!(self.kind, Kind::Space | Kind::Comment)
    }
}

impl Kind {
    /// The name that `text`, a token of this kind, means; `None` where it is none.
    pub(crate) fn name(self, text: &str) -> Option<Cow<'_, str>> {
        match self {
            Self::Word => Some(Cow::Borrowed(text)),
            Self::Name => Some(between_quotes(text)),
            Self::Space | Self::Comment | Self::Literal | Self::Executed | Self::Other => None,
        }
    }

    /// What `text`, a token of this kind, has in it, if it is a string.
    pub(crate) fn content<'t>(self, rules: &LexRules, text: &'t str) -> Option<Cow<'t, str>> {
        (self == Self::Literal).then(|| content(rules, text))
    }
}

/// What stands between quotes of which both are there; a doubled one is one. One that is not closed goes to its end.
fn between_quotes(text: &str) -> Cow<'_, str> {
    let Some(open) = text.chars().next() else { return Cow::Borrowed(text) };
    let close = if open == '[' { ']' } else { open };
    let inner = &text[open.len_utf8()..];
    let inner = inner.strip_suffix(close).unwrap_or(inner);
    // A bracket cannot be doubled.
    if open != '[' && inner.contains(close) {
        Cow::Owned(inner.replace(&format!("{close}{close}"), &close.to_string()))
    } else {
        Cow::Borrowed(inner)
    }
}

fn content<'t>(rules: &LexRules, text: &'t str) -> Cow<'t, str> {
    if let Some(body) = text.strip_prefix('$') {
        let tag = body.find('$').map_or(0, |end| end + 1);
        return Cow::Borrowed(&body[tag..body.len().saturating_sub(tag + 1).max(tag)]);
    }
    let quoted = text.strip_prefix(['e', 'E']).unwrap_or(text);
    let escapes = rules.backslash_escapes || quoted.len() < text.len();
    let body = between_quotes(quoted);
    if !escapes || !body.contains('\\') {
        return body;
    }
    let mut content = String::with_capacity(body.len());
    let mut chars = body.chars();
    while let Some(c) = chars.next() {
        let escaped = if c == '\\' { chars.next() } else { None };
        content.push(match escaped {
            None => c,
            Some('n') => '\n',
            Some('t') => '\t',
            Some('r') => '\r',
            Some('0') => '\0',
            Some(other) => other,
        });
    }
    Cow::Owned(content)
}

/// Where the text lies that the server executes of a comment: `SET a = 1` of `/*!40101 SET a = 1 */`. `None` for a hint.
pub(crate) fn executed(comment: &str) -> Option<&str> {
    let inner = comment.strip_prefix("/*!").or_else(|| comment.strip_prefix("/*M!"))?;
    Some(inner.strip_suffix("*/")?.trim_start_matches(|c: char| c.is_ascii_digit()))
}
