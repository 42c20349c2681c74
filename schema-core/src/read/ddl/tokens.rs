//! Cuts SQL in a string literal into tokens, in all dialects at once, and with what is put in at run time.

use std::ops::Range;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word that may be a keyword or a name.
    Word,
    /// A name in quotes; the range is without them.
    Name,
    /// `{}`, `{name}`, `$1`, `?`, `%s`.
    Hole,
    /// A string of SQL.
    Text,
    /// `;`
    End,
    /// Any other character.
    Other(u8),
}

#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
    /// Where it ends, with its quotes.
    pub(super) end: usize,
    /// Whether nothing is between it and the token before it.
    pub(super) joined: bool,
}

impl Token {
    /// Whether it is this keyword.
    pub(super) fn is(&self, text: &str, word: &str) -> bool {
        self.kind == Kind::Word && text[self.range.clone()].eq_ignore_ascii_case(word)
    }
}

/// Cuts `range` of `text` into tokens; `escapes` says whether `\n` is a new line there.
pub(super) fn tokens(text: &str, range: Range<usize>, escapes: bool) -> Vec<Token> {
    Tokens { text, at: range.start, end: range.end, escapes }.all()
}

struct Tokens<'a> {
    text: &'a str,
    at: usize,
    end: usize,
    escapes: bool,
}

impl Tokens<'_> {
    fn all(mut self) -> Vec<Token> {
        let mut tokens = Vec::new();
        loop {
            let before = self.at;
            self.blank();
            if self.at >= self.end {
                return tokens;
            }
            let joined = self.at == before;
            if let Some((kind, range)) = self.token() {
                tokens.push(Token { kind, range, end: self.at, joined });
            }
        }
    }

    fn peek(&self, ahead: usize) -> u8 {
        let at = self.at + ahead;
        if at < self.end { self.text.as_bytes()[at] } else { 0 }
    }

    fn is_new_line(&self) -> bool {
        self.peek(0) == b'\n' || self.escapes && self.peek(0) == b'\\' && self.peek(1) == b'n'
    }

    /// Steps over white space and comments.
    fn blank(&mut self) {
        while self.at < self.end {
            match (self.peek(0), self.peek(1)) {
                (byte, _) if byte.is_ascii_whitespace() => self.at += 1,
                (b'\\', b'n' | b't' | b'r' | b'\n' | b'\r') if self.escapes => self.at += 2,
                (b'-', b'-') => {
                    while self.at < self.end && !self.is_new_line() {
                        self.at += 1;
                    }
                }
                (b'/', b'*') => {
                    let close = self.text[self.at..self.end].find("*/");
                    self.at = close.map_or(self.end, |length| self.at + length + 2);
                }
                _ => return,
            }
        }
    }

    fn token(&mut self) -> Option<(Kind, Range<usize>)> {
        let start = self.at;
        let byte = self.peek(0);
        match byte {
            b';' => {
                self.at += 1;
                Some((Kind::End, start..self.at))
            }
            b'\'' => Some((Kind::Text, self.quoted(1, b"'"))),
            b'`' => Some((Kind::Name, self.quoted(1, b"`"))),
            b'"' => Some((Kind::Name, self.quoted(1, b"\""))),
            b'\\' if self.escapes && self.peek(1) == b'"' => Some((Kind::Name, self.quoted(2, b"\\\""))),
            b'\\' if self.escapes && self.peek(1) == b'\'' => Some((Kind::Text, self.quoted(2, b"\\'"))),
            b'[' if is_word(self.peek(1)) => Some((Kind::Name, self.quoted(1, b"]"))),
            b'{' if self.peek(1) != b'{' => {
                let close = self.text[self.at..self.end].find('}');
                self.at = close.map_or(self.end, |length| self.at + length + 1);
                Some((Kind::Hole, start..self.at))
            }
            // The quotes of a function's body are stepped over; what is in it begins no statement of ours but in `DO`.
            b'$' => {
                self.at += 1;
                while is_word(self.peek(0)) {
                    self.at += 1;
                }
                if self.peek(0) == b'$' {
                    self.at += 1;
                    return None;
                }
                Some((Kind::Hole, start..self.at))
            }
            b'?' => {
                self.at += 1;
                Some((Kind::Hole, start..self.at))
            }
            b'%' if matches!(self.peek(1), b's' | b'I') => {
                self.at += 2;
                Some((Kind::Hole, start..self.at))
            }
            byte if is_word(byte) => {
                while is_word(self.peek(0)) {
                    self.at += 1;
                }
                Some((Kind::Word, start..self.at))
            }
            byte => {
                self.at += 1;
                Some((Kind::Other(byte), start..self.at))
            }
        }
    }

    /// Steps over a quote of `open` bytes up to `close`. Gives what is between.
    fn quoted(&mut self, open: usize, close: &[u8]) -> Range<usize> {
        let start = (self.at + open).min(self.end);
        let rest = &self.text.as_bytes()[start..self.end];
        let length = rest.windows(close.len()).position(|window| window == close);
        let inside = start..length.map_or(self.end, |length| start + length);
        self.at = length.map_or(self.end, |length| start + length + close.len());
        inside
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}
