//! Splits source text into items by their first words, without parsing them.

use std::ops::Range;

use super::lex::{Lexer, Unclosed};

/// What an item declares, as far as the reader cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `mod x;`
    Mod,
    /// `mod x { ... }`
    InlineMod,
    /// `use ...;`
    Use,
    /// `extern crate ...;`
    ExternCrate,
    /// `type X = ...;`
    Alias,
    /// `struct`, `enum` or `union`.
    Type,
    /// `trait`: a name in the namespace of types, nothing else.
    Trait,
    /// `include!(...)`.
    Include,
    /// Anything else.
    Other,
}

/// An item as a piece of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RawItem<'a> {
    pub(super) kind: Kind,
    /// Its name, without `r#`; empty where it has none.
    pub(super) name: &'a str,
    /// Its attributes and doc comments.
    pub(super) attributes: Range<usize>,
    /// What is inside: of the braces of a module, between `use` and `;`, of the parentheses of `include!`.
    pub(super) inside: Range<usize>,
    /// Where it ends.
    pub(super) end: usize,
}

/// The items of a module or file.
#[derive(Debug, Default)]
pub(super) struct Items<'a> {
    pub(super) items: Vec<RawItem<'a>>,
    /// Its inner attributes: `#![...]`.
    pub(super) inner: Vec<&'a str>,
    /// Where an item is not finished before the next one starts.
    pub(super) broken: Option<usize>,
}

/// Splits `range` of `text`. What is no item (half-typed code) is stepped over up to the next `;`, closing brace or attribute,
/// or the next word that can only start an item.
pub(super) fn items(text: &str, range: Range<usize>) -> Result<Items<'_>, Unclosed> {
    let mut lexer = Lexer::new(text, range);
    let mut found = Items::default();
    if lexer.at == 0 {
        if text.starts_with('\u{feff}') {
            lexer.at = '\u{feff}'.len_utf8();
        }
        let rest = &text[lexer.at..];
        if rest.starts_with("#!") && !rest[2..].trim_start().starts_with('[') {
            lexer.at = rest.find('\n').map_or(lexer.end, |length| lexer.at + length);
        }
    }
    loop {
        let attributes = attributes(&mut lexer, &mut found.inner)?;
        if lexer.done() {
            found.broken = lexer.broken;
            return Ok(found);
        }
        let mut item = RawItem { kind: Kind::Other, name: "", attributes, inside: lexer.at..lexer.at, end: lexer.at };
        read_item(&mut lexer, &mut item)?;
        item.end = lexer.at;
        found.items.push(item);
    }
}

fn attributes<'a>(lexer: &mut Lexer<'a>, inner: &mut Vec<&'a str>) -> Result<Range<usize>, Unclosed> {
    lexer.space()?;
    let mut start = lexer.at;
    let mut end = lexer.at;
    loop {
        if lexer.is_outer_doc() {
            lexer.comment()?;
            end = lexer.at;
        } else if lexer.is_inner_doc() {
            lexer.comment()?;
            lexer.space()?;
            (start, end) = (lexer.at, lexer.at);
        } else if lexer.peek(0) == b'#' {
            let hash = lexer.at;
            lexer.at += 1;
            lexer.trivia()?;
            let is_inner = lexer.peek(0) == b'!';
            if is_inner {
                lexer.at += 1;
                lexer.trivia()?;
            }
            if lexer.peek(0) == b'[' {
                lexer.group()?;
            }
            end = lexer.at;
            if is_inner {
                inner.push(&lexer.text[hash..end]);
                lexer.space()?;
                (start, end) = (lexer.at, lexer.at);
            }
        } else {
            return Ok(start..end);
        }
        lexer.space()?;
    }
}

fn read_item<'a>(lexer: &mut Lexer<'a>, item: &mut RawItem<'a>) -> Result<(), Unclosed> {
    loop {
        lexer.trivia()?;
        if !lexer.is_word() {
            return to_body(lexer);
        }
        let word = lexer.word()?;
        lexer.trivia()?;
        match word {
            "pub" => {
                if lexer.peek(0) == b'(' {
                    lexer.group()?;
                }
            }
            "default" | "unsafe" | "safe" | "async" | "auto" | "gen" if lexer.is_word() => {}
            "const" if starts_function(lexer)? => {}
            "const" | "static" => return to_semicolon(lexer),
            "extern" => match lexer.peek(0) {
                b'"' => lexer.string()?,
                _ if word_ahead(lexer)? == "crate" => {
                    item.kind = Kind::ExternCrate;
                    lexer.word()?;
                    let start = lexer.at;
                    to_semicolon(lexer)?;
                    item.inside = start..lexer.at;
                    return Ok(());
                }
                _ => {}
            },
            "use" => {
                item.kind = Kind::Use;
                let start = lexer.at;
                to_semicolon(lexer)?;
                item.inside = start..lexer.at;
                return Ok(());
            }
            "type" => {
                item.kind = Kind::Alias;
                item.name = name(lexer)?;
                return to_semicolon(lexer);
            }
            "mod" => {
                item.kind = Kind::Mod;
                item.name = name(lexer)?;
                lexer.trivia()?;
                if lexer.peek(0) == b'{' {
                    item.kind = Kind::InlineMod;
                    item.inside = lexer.group()?;
                    return Ok(());
                }
                return to_semicolon(lexer);
            }
            "struct" | "enum" | "union" if lexer.is_word() => {
                item.kind = Kind::Type;
                item.name = name(lexer)?;
                return to_body(lexer);
            }
            "trait" => {
                item.kind = Kind::Trait;
                item.name = name(lexer)?;
                return to_body(lexer);
            }
            "include" if lexer.peek(0) == b'!' => {
                lexer.at += 1;
                lexer.trivia()?;
                if matches!(lexer.peek(0), b'(' | b'[' | b'{') {
                    item.kind = Kind::Include;
                    item.inside = lexer.group()?;
                    lexer.trivia()?;
                    if lexer.peek(0) == b';' {
                        lexer.at += 1;
                    }
                    return Ok(());
                }
            }
            _ => return to_body(lexer),
        }
    }
}

fn name<'a>(lexer: &mut Lexer<'a>) -> Result<&'a str, Unclosed> {
    lexer.trivia()?;
    if lexer.is_word() { lexer.word() } else { Ok("") }
}

fn word_ahead<'a>(lexer: &mut Lexer<'a>) -> Result<&'a str, Unclosed> {
    let start = lexer.at;
    let word = name(lexer)?;
    lexer.at = start;
    Ok(word)
}

/// Whether `const` introduces a function here, and no constant.
pub(super) fn starts_function(lexer: &mut Lexer<'_>) -> Result<bool, Unclosed> {
    Ok(matches!(word_ahead(lexer)?, "fn" | "unsafe" | "async" | "extern" | "trait" | "impl"))
}

/// Steps behind the next `;` outside of groups.
fn to_semicolon(lexer: &mut Lexer<'_>) -> Result<(), Unclosed> {
    loop {
        lexer.trivia()?;
        if lexer.done() {
            return Ok(());
        }
        if lexer.peek(0) == b';' {
            lexer.at += 1;
            return Ok(());
        }
        if starts_another(lexer)? {
            return Ok(());
        }
        lexer.skip()?;
    }
}

/// Whether what stands here can only be the start of another item, so that this one is not finished.
fn starts_another(lexer: &mut Lexer<'_>) -> Result<bool, Unclosed> {
    let start = lexer.at;
    let another = match lexer.peek(0) {
        b'#' => true,
        b'p' | b's' | b'e' | b'm' | b'u' | b't' => {
            let word = lexer.word()?;
            lexer.trivia()?;
            // `impl Trait + use<'a>` is the end of a type.
            matches!(word, "pub" | "struct" | "enum" | "mod" | "trait") && lexer.at > start + word.len()
                || word == "use" && lexer.peek(0) != b'<' && lexer.at > start + word.len()
                || word == "pub" && lexer.peek(0) == b'('
        }
        _ => false,
    };
    lexer.at = start;
    if another {
        lexer.broken.get_or_insert(start);
    }
    Ok(another)
}

/// Steps behind the `;` or `{ ... }` that ends an item. Braces in generic arguments (`Foo<{ N }>`) are no body.
pub(super) fn to_body(lexer: &mut Lexer<'_>) -> Result<(), Unclosed> {
    let mut angles = 0_usize;
    let mut last = 0;
    loop {
        lexer.trivia()?;
        if lexer.done() {
            return Ok(());
        }
        let byte = lexer.peek(0);
        match byte {
            b';' => {
                lexer.at += 1;
                return Ok(());
            }
            b'{' if angles == 0 => return lexer.group().map(drop),
            b'<' => angles += 1,
            b'>' if !matches!(last, b'-' | b'=') => angles = angles.saturating_sub(1),
            _ if starts_another(lexer)? => return Ok(()),
            _ => {}
        }
        lexer.skip()?;
        last = byte;
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, items};

    fn list(text: &str) -> Vec<(Kind, &str)> {
        let found = items(text, 0..text.len()).unwrap();
        found.items.iter().filter(|item| item.kind != Kind::Other).map(|item| (item.kind, item.name)).collect()
    }

    #[test]
    fn finds_items_between_everything_else() {
        let text = r####"#!/usr/bin/env run
//! mod in_a_comment;
#![allow(dead_code)]
/* mod nested; /* mod deeper; */ */
use std::{fmt, collections::BTreeMap as Map};
pub(crate) mod r#type;
const TEXT: &str = "mod in_a_string; {";
const RAW: &str = r##"mod raw; "# { "##;
static BRACES: [char; 3] = ['{', '\'', '"'];
fn lifetimes<'a, const N: usize>(x: &'a str) -> Foo<{ N }> where 'a: 'static, { mod in_a_function {} }
const fn f() {}
unsafe extern "C" { fn g(); }
impl<const N: usize> Trait for Foo<{ N }> { type Inner = u8; }
struct Unit;
struct Tuple(pub u8, Vec<[u8; { 3 }]>) where u8: Copy;
pub struct Body<T = Vec<u8>> { x: T }
enum E { A = 1 << 2, B { x: u8 } }
macro_rules! m { () => { mod in_a_macro; } }
m!();
m! { struct InAMacro; }
type Alias = fn(u8) -> u8;
pub mod inline { mod inside; }
trait T { fn f() {} }
extern crate alloc as heap;
include!("more.rs");
union U { a: u8 }
mod last;"####;
        assert_eq!(
            list(text),
            [
                (Kind::Use, ""),
                (Kind::Mod, "type"),
                (Kind::Type, "Unit"),
                (Kind::Type, "Tuple"),
                (Kind::Type, "Body"),
                (Kind::Type, "E"),
                (Kind::Alias, "Alias"),
                (Kind::InlineMod, "inline"),
                (Kind::Trait, "T"),
                (Kind::ExternCrate, ""),
                (Kind::Include, ""),
                (Kind::Type, "U"),
                (Kind::Mod, "last"),
            ]
        );
    }

    #[test]
    fn attributes_and_docs_belong_to_the_item_behind_them() {
        let text = "#![cfg(unix)]\n//! x\n/// a\n#[derive(Schema)] // b\n/** c */ pub struct X;\nstruct Y;";
        let found = items(text, 0..text.len()).unwrap();
        assert_eq!(found.inner, ["#![cfg(unix)]"]);
        assert_eq!(&text[found.items[0].attributes.clone()], "/// a\n#[derive(Schema)] // b\n/** c */");
        assert!(found.items[1].attributes.is_empty());
    }

    #[test]
    fn half_typed_code_is_no_panic() {
        for text in [
            "struct",
            "struct X {",
            "fn f( {",
            "\"",
            "'",
            "r#\"",
            "/*",
            "use",
            "mod",
            "pub(",
            "#",
            "#[",
            "}",
            "b'",
            "'\\",
        ] {
            let _ = items(text, 0..text.len());
        }
        let text = "pub struct A { x: u8 }\nfn f() { let x = ; }\nstru B {}\nstruct C;";
        assert_eq!(list(text), [(Kind::Type, "A"), (Kind::Type, "C")]);
        for unfinished in [
            "use a::b",
            "const X: u8 =",
            "type X =",
            "struct X",
            "struct X<",
            "fn f()",
            "impl X for",
            "mod x",
            "stru",
            "pub",
            "let x = 1",
        ] {
            let text = format!("{unfinished}\n\n#[derive(Schema)] struct A {{ }}\n{unfinished}\npub(crate) struct B;");
            let found = items(&text, 0..text.len()).unwrap();
            let types =
                found.items.iter().filter(|item| item.kind == Kind::Type && item.name.len() == 1 && item.name != "X");
            assert_eq!(types.map(|item| item.name).collect::<Vec<_>>(), ["A", "B"], "{unfinished}");
            assert!(found.broken.is_some() || unfinished == "pub", "{unfinished}");
        }
        for end in 0..text.len() {
            let _ = items(&text[..end], 0..end);
        }
    }
}
