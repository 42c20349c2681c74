//! `use` items, read without a parser: there are many of them, and their form is simple.

use super::lex::Lexer;
use super::outline::Use;

/// Reads what stands between `use` and `;`, both braces and renames, into one [`Use`] for each name.
pub(super) fn tree(text: &str, into: &mut Vec<Use>) {
    let mut lexer = Lexer::new(text, 0..text.len());
    // What is not finished yet brings nothing in.
    let _ = branch(&mut lexer, &mut Vec::new(), into);
}

/// Reads what follows `extern crate`: `alloc`, `serde as s`.
pub(super) fn extern_crate(text: &str, into: &mut Vec<Use>) {
    let mut words = text.trim_end_matches(';').split_whitespace();
    if let Some(name) = words.next().filter(|name| *name != "self") {
        let rename = words.nth(1).unwrap_or(name);
        into.push(Use { path: vec![String::new(), name.to_owned()], name: Some(rename.to_owned()) });
    }
}

/// Reads one branch behind `path`; `None` where it is no `use` tree.
fn branch(lexer: &mut Lexer<'_>, path: &mut Vec<String>, into: &mut Vec<Use>) -> Option<()> {
    let depth = path.len();
    loop {
        lexer.trivia().ok()?;
        match lexer.peek(0) {
            b':' => {
                if path.is_empty() {
                    path.push(String::new());
                }
                lexer.at += 1;
            }
            b'*' => {
                lexer.at += 1;
                into.push(Use { path: path.clone(), name: None });
                break;
            }
            b'{' => {
                let inside = lexer.group().ok()?;
                let mut inner = Lexer::new(lexer.text, inside);
                loop {
                    inner.trivia().ok()?;
                    if inner.done() {
                        break;
                    }
                    branch(&mut inner, path, into)?;
                    inner.trivia().ok()?;
                    if inner.peek(0) == b',' {
                        inner.at += 1;
                    }
                }
                break;
            }
            _ if lexer.is_word() => {
                let word = lexer.word().ok()?.to_owned();
                lexer.trivia().ok()?;
                path.push(word);
                if lexer.peek(0) == b':' {
                    continue;
                }
                leaf(lexer, path, into)?;
                break;
            }
            _ => return None,
        }
    }
    path.truncate(depth);
    Some(())
}

/// The end of a path: with or without `as`.
fn leaf(lexer: &mut Lexer<'_>, path: &[String], into: &mut Vec<Use>) -> Option<()> {
    let mut path = path.to_vec();
    if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
        path.pop();
    }
    let mut name = path.last()?.clone();
    if lexer.is_word() {
        if lexer.word().ok()? != "as" {
            return None;
        }
        lexer.trivia().ok()?;
        name = lexer.word().ok()?.to_owned();
    }
    into.push(Use { path, name: Some(name) });
    Some(())
}

#[cfg(test)]
mod tests {
    use super::{extern_crate, tree};

    fn read(text: &str) -> Vec<String> {
        let mut uses = Vec::new();
        tree(text, &mut uses);
        uses.into_iter().map(|it| format!("{} {}", it.path.join("::"), it.name.unwrap_or("*".into()))).collect()
    }

    #[test]
    fn trees_are_unfolded() {
        assert_eq!(read("a::b;"), ["a::b b"]);
        assert_eq!(read(" ::a :: b as c ;"), ["::a::b c"]);
        assert_eq!(
            read("crate::{self, a::{b as c, d::*, self as e}, /* x */ r#type,};"),
            ["crate crate", "crate::a::b c", "crate::a::d *", "crate::a e", "crate::type type"]
        );
        assert_eq!(read("super::*;"), ["super *"]);
        assert_eq!(read("Trait as _;"), ["Trait _"]);
        assert_eq!(read("a::{b, "), Vec::<String>::new());
    }

    #[test]
    fn extern_crates_are_names_too() {
        let mut uses = Vec::new();
        extern_crate(" alloc;", &mut uses);
        extern_crate(" serde as s;", &mut uses);
        let names: Vec<_> = uses.iter().map(|it| (it.path.join("::"), it.name.as_deref())).collect();
        assert_eq!(names, [("::alloc".to_owned(), Some("alloc")), ("::serde".to_owned(), Some("s"))]);
    }
}
