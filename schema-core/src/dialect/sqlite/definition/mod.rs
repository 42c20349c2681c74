//! What only the texts in `sqlite_schema` say: names of constraints, checks, expressions, collations.
//!
//! SQLite keeps the text of a `CREATE` statement as it was written. It is read by tokens, with every quoting and comment
//! that SQLite itself takes, and expressions are cut out of it word for word.

mod index;
mod table;

pub(super) use index::IndexText;
pub(super) use table::{KeyText, TableText};

use crate::dialect::expression::{Token, token_of};
use crate::schema::Dialect;
use crate::sql::Lexer;

/// A token, and where it stands in the text.
#[derive(Debug)]
struct Piece {
    token: Token,
    start: usize,
    end: usize,
}

/// The tokens of `sql` that say something. What comes after a quote that is never closed is left out.
fn pieces(sql: &str) -> Vec<Piece> {
    let piece = |found: crate::sql::Token| {
        let token = token_of(Dialect::SQLITE, found.kind, found.text(sql))?;
        Some(Piece { token, start: found.start, end: found.end })
    };
    Lexer::new(Dialect::SQLITE, sql).map_while(Result::ok).filter_map(piece).collect()
}

/// A stretch of a text, read from its front.
#[derive(Clone, Copy, Debug)]
struct Stretch<'a> {
    sql: &'a str,
    pieces: &'a [Piece],
}

impl<'a> Stretch<'a> {
    fn of(self, pieces: &'a [Piece]) -> Self {
        Self { pieces, ..self }
    }

    fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Its text, without comments and blanks at its ends.
    fn text(&self) -> &'a str {
        match self.pieces {
            [] => "",
            [first, .., last] => &self.sql[first.start..last.end],
            [only] => &self.sql[only.start..only.end],
        }
    }

    /// Whether this keyword, given in lower case, stands at `at`.
    fn word(&self, at: usize, word: &str) -> bool {
        self.pieces.get(at).is_some_and(|piece| piece.token.is_word(word))
    }

    fn opens(&self) -> bool {
        self.pieces.first().is_some_and(|piece| piece.token.is_mark('('))
    }

    fn skip(&mut self, count: usize) {
        self.pieces = self.pieces.get(count..).unwrap_or_default();
    }

    /// Goes behind this keyword, if it is the next one.
    fn take(&mut self, word: &str) -> bool {
        let is_next = self.word(0, word);
        self.skip(usize::from(is_next));
        is_next
    }

    /// Goes behind a name, which may stand in any quotes; SQLite takes a string for one too.
    fn name(&mut self) -> Option<String> {
        let name = called(&self.pieces.first()?.token)?.to_owned();
        self.skip(1);
        Some(name)
    }

    /// Goes behind the parentheses that come next, and gives what is in them.
    fn group(&mut self) -> Self {
        if !self.opens() {
            return self.of(&[]);
        }
        let mut depth = 0_usize;
        let closes = self.pieces.iter().position(|piece| {
            depth = depth_after(depth, &piece.token);
            depth == 0
        });
        let end = closes.unwrap_or(self.pieces.len());
        let inside = self.of(self.pieces.get(1..end).unwrap_or_default());
        self.skip(end + 1);
        inside
    }

    /// The parts between commas that stand in no inner parentheses.
    fn items(self) -> impl Iterator<Item = Self> {
        let mut depth = 0_usize;
        let parts = self.pieces.split(move |piece| {
            depth = depth_after(depth, &piece.token);
            depth == 0 && piece.token.is_mark(',')
        });
        parts.filter(|part| !part.is_empty()).map(move |part| self.of(part))
    }

    /// The names that its items begin with.
    fn names(self) -> Vec<String> {
        self.items().filter_map(|mut item| item.name()).collect()
    }
}

fn depth_after(depth: usize, token: &Token) -> usize {
    match token {
        Token::Mark('(') => depth + 1,
        Token::Mark(')') => depth.saturating_sub(1),
        _ => depth,
    }
}

fn called(token: &Token) -> Option<&str> {
    match token {
        Token::Text(text) => Some(text),
        token => token.name(),
    }
}
