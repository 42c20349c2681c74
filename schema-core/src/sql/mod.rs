//! SQL as tokens: the one place that walks through SQL character by character.
//!
//! Splitting scripts, comparing expressions, renaming columns inside of expressions, and searching sources for DDL all read
//! their texts with `Lexer`. Each engine gives its rules ([`LexRules`], through `Grammar::lexing`). A text whose engine is
//! not known is read by [`LexRules::ANY`].
//!
//! Tokens borrow nothing and hold positions: `text[token.start..token.end]` is what was written. All tokens together are the
//! whole text, so a caller can change one token and keep the rest to the byte.
//!
//! Bodies of functions are not read here: their language may be another one, and `dialect` searches them for words.

mod lexer;
mod rules;
mod token;

pub(crate) use lexer::{Lexer, Unclosed, line_of};
pub use rules::LexRules;
pub(crate) use token::{Kind, Token, executed};
