//! Inputs made of a real text by what goes wrong with texts.

use proptest::prelude::*;

use crate::support::hostile::{NAMES, TEXTS};

/// One thing that goes wrong. Places are parts of 65536 of the text, so that any fits any text.
#[derive(Clone, Debug)]
pub(crate) enum Mutation {
    Truncate(u16),
    Cut(u16, u8),
    Insert(u16, String),
    Replace(u16, u8, String),
    /// A piece of another text of the corpus.
    Splice(u16, usize, u16, u8),
    /// A piece again and again.
    Repeat(u16, u8, u8),
    /// Openings in front of a piece and closings behind it.
    Nest(u16, u8, u8, usize),
    /// A bit of a byte; what is no UTF-8 any more becomes a replacement character.
    Flip(u16, u8),
}

const BRACKETS: [(&str, &str); 9] = [
    ("(", ")"),
    ("[", "]"),
    ("{", "}"),
    ("<", ">"),
    ("/*", "*/"),
    ("\"", "\""),
    ("Option<", ">"),
    ("BEGIN ", " END;"),
    ("$$", "$$"),
];

/// A real text of `corpus` after a few mutations, with `tokens` and hostile texts among what is put in.
pub(crate) fn mutated(corpus: Vec<String>, tokens: &'static [&'static str]) -> impl Strategy<Value = String> {
    let count = corpus.len();
    (0..count, prop::collection::vec(mutation(tokens, count), 0..8)).prop_map(move |(first, mutations)| {
        let mut text = corpus[first].clone();
        for mutation in &mutations {
            mutate(&mut text, mutation, &corpus);
            // What is long is slow to look at, and no deeper.
            let end = boundary(&text, 20_000);
            text.truncate(end);
        }
        text
    })
}

/// Tokens in a row, and whatever stands between them.
pub(crate) fn tokens(tokens: &'static [&'static str]) -> impl Strategy<Value = String> {
    let separator = prop::sample::select(vec!["", " ", "\n", "\r\n", "\t"]);
    prop::collection::vec((token(tokens), separator), 0..40)
        .prop_map(|parts| parts.into_iter().flat_map(|(token, separator)| [token, separator.to_owned()]).collect())
}

fn token(tokens: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop_oneof![
        8 => prop::sample::select(tokens).prop_map(str::to_owned),
        1 => prop::sample::select(TEXTS).prop_map(str::to_owned),
        1 => prop::sample::select(NAMES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => ".{0,6}",
    ]
}

fn mutation(tokens: &'static [&'static str], count: usize) -> impl Strategy<Value = Mutation> {
    let (at, length) = (any::<u16>, any::<u8>);
    prop_oneof![
        1 => at().prop_map(Mutation::Truncate),
        2 => (at(), length()).prop_map(|(at, length)| Mutation::Cut(at, length)),
        6 => (at(), token(tokens)).prop_map(|(at, text)| Mutation::Insert(at, text)),
        4 => (at(), 0..12_u8, token(tokens)).prop_map(|(at, length, text)| Mutation::Replace(at, length, text)),
        2 => (at(), 0..count, at(), length()).prop_map(|(at, of, from, length)| Mutation::Splice(at, of, from, length)),
        1 => (at(), length(), 0..10_u8).prop_map(|(at, length, times)| Mutation::Repeat(at, length, times)),
        1 => (at(), length(), 0..60_u8, 0..BRACKETS.len()).prop_map(|(at, length, times, kind)| Mutation::Nest(at, length, times, kind)),
        2 => (at(), 0..8_u8).prop_map(|(at, bit)| Mutation::Flip(at, bit)),
    ]
}

fn mutate(text: &mut String, mutation: &Mutation, corpus: &[String]) {
    match mutation {
        Mutation::Truncate(at) => {
            let at = place(text, *at);
            text.truncate(at);
        }
        Mutation::Cut(at, length) => {
            let (from, to) = piece(text, *at, *length);
            text.replace_range(from..to, "");
        }
        Mutation::Insert(at, token) => {
            let at = place(text, *at);
            text.insert_str(at, token);
        }
        Mutation::Replace(at, length, token) => {
            let (from, to) = piece(text, *at, *length);
            text.replace_range(from..to, token);
        }
        Mutation::Splice(at, of, start, length) => {
            let other = &corpus[*of];
            let (from, to) = piece(other, *start, *length);
            let at = place(text, *at);
            text.insert_str(at, &other[from..to]);
        }
        Mutation::Repeat(at, length, times) => {
            let (from, to) = piece(text, *at, *length);
            let again = text[from..to].repeat((*times).into());
            text.insert_str(to, &again);
        }
        Mutation::Nest(at, length, times, kind) => {
            let (from, to) = piece(text, *at, *length);
            let (open, close) = BRACKETS[*kind];
            text.insert_str(to, &close.repeat((*times).into()));
            text.insert_str(from, &open.repeat((*times).into()));
        }
        Mutation::Flip(at, bit) => {
            let at = place(text, *at);
            let mut bytes = std::mem::take(text).into_bytes();
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << bit;
            }
            *text = String::from_utf8_lossy(&bytes).into_owned();
        }
    }
}

fn place(text: &str, at: u16) -> usize {
    boundary(text, text.len() * usize::from(at) / 65536)
}

fn piece(text: &str, at: u16, length: u8) -> (usize, usize) {
    let from = place(text, at);
    (from, boundary(text, from + usize::from(length)))
}

/// The last place between two characters up to `at`.
fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
