//! Steps over what does not count: items that are there in tests only.

use super::super::lex::{Lexer, Unclosed};
use super::super::scan;

/// Whether the attribute with `inside` between its brackets makes what it stands on a part of tests only.
pub(super) fn is_for_tests(inside: &str) -> bool {
    let path = inside.split(['(', '=']).next().unwrap_or_default();
    match path.rsplit("::").next().unwrap_or_default().trim() {
        "test" | "bench" | "rstest" | "test_case" | "test_log" | "wasm_bindgen_test" | "quickcheck" => true,
        "cfg" => {
            let mut lexer = Lexer::new(inside, inside.find('(').map_or(inside.len(), |at| at + 1)..inside.len());
            predicate(&mut lexer, 0).is_ok_and(|predicate| !predicate.may_hold)
        }
        _ => false,
    }
}

/// What is known of a predicate in a build that is no test, whatever else is set.
#[derive(Clone, Copy)]
struct Predicate {
    may_hold: bool,
    always_holds: bool,
}

fn predicate(lexer: &mut Lexer<'_>, depth: usize) -> Result<Predicate, Unclosed> {
    let open = Predicate { may_hold: true, always_holds: false };
    lexer.trivia()?;
    // Nobody nests so deep, and a stack has an end.
    if !lexer.is_word() || depth > 32 {
        return Ok(open);
    }
    let name = lexer.word()?;
    lexer.trivia()?;
    if lexer.peek(0) != b'(' {
        let is_test = name == "test" && lexer.peek(0) != b'=';
        return Ok(if is_test { Predicate { may_hold: false, always_holds: false } } else { open });
    }
    let inside = lexer.group()?;
    let mut inner = Lexer::new(lexer.text, inside);
    let mut parts = Vec::new();
    loop {
        inner.trivia()?;
        if inner.done() {
            break;
        }
        parts.push(predicate(&mut inner, depth + 1)?);
        while !inner.done() && inner.peek(0) != b',' {
            inner.skip()?;
        }
        inner.at += usize::from(!inner.done());
    }
    Ok(match name {
        "all" => Predicate {
            may_hold: parts.iter().all(|part| part.may_hold),
            always_holds: parts.iter().all(|part| part.always_holds),
        },
        "any" => Predicate {
            may_hold: parts.iter().any(|part| part.may_hold),
            always_holds: parts.iter().any(|part| part.always_holds),
        },
        "not" => {
            parts.first().map_or(open, |part| Predicate { may_hold: !part.always_holds, always_holds: !part.may_hold })
        }
        _ => open,
    })
}

/// Steps over the item, statement, field or arm that starts here, with the attributes before it.
pub(super) fn item(lexer: &mut Lexer<'_>) -> Result<(), Unclosed> {
    loop {
        lexer.trivia()?;
        if lexer.peek(0) != b'#' || lexer.peek(1) != b'[' {
            break;
        }
        lexer.at += 1;
        lexer.group()?;
    }
    loop {
        lexer.trivia()?;
        if !lexer.is_word() {
            return expression(lexer);
        }
        let start = lexer.at;
        let word = lexer.word()?;
        lexer.trivia()?;
        match word {
            "pub" => {
                if lexer.peek(0) == b'(' {
                    lexer.group()?;
                }
            }
            "default" | "safe" | "unsafe" | "async" | "extern" | "auto" if lexer.is_word() || lexer.peek(0) == b'"' => {
                if lexer.peek(0) == b'"' {
                    lexer.string()?;
                }
            }
            "const" if scan::starts_function(lexer)? => {}
            "fn" | "impl" | "trait" | "struct" | "enum" | "union" | "mod" | "macro_rules" => {
                return scan::to_body(lexer);
            }
            "use" | "static" | "const" | "type" | "let" | "crate" => return statement(lexer),
            "if" | "for" | "while" | "loop" | "match" | "unsafe" | "async" => return blocks(lexer),
            _ => {
                lexer.at = start;
                return expression(lexer);
            }
        }
    }
}

/// Whether nothing of the same group follows.
fn closes(lexer: &Lexer<'_>) -> bool {
    lexer.done() || matches!(lexer.peek(0), b')' | b']' | b'}')
}

/// Steps behind the next `;`.
fn statement(lexer: &mut Lexer<'_>) -> Result<(), Unclosed> {
    loop {
        lexer.trivia()?;
        if closes(lexer) {
            return Ok(());
        }
        if lexer.peek(0) == b';' {
            lexer.at += 1;
            return Ok(());
        }
        lexer.skip()?;
    }
}

/// Steps behind the block that comes next, and those that `else` adds.
fn blocks(lexer: &mut Lexer<'_>) -> Result<(), Unclosed> {
    loop {
        lexer.trivia()?;
        if closes(lexer) {
            return Ok(());
        }
        if lexer.peek(0) != b'{' {
            lexer.skip()?;
            continue;
        }
        lexer.group()?;
        lexer.trivia()?;
        let start = lexer.at;
        if !lexer.is_word() || lexer.word()? != "else" {
            lexer.at = start;
            return Ok(());
        }
    }
}

/// Steps behind the next `;` or `,`, or the block of an arm.
fn expression(lexer: &mut Lexer<'_>) -> Result<(), Unclosed> {
    let mut last = [0_u8; 2];
    loop {
        lexer.trivia()?;
        if closes(lexer) {
            return Ok(());
        }
        let byte = lexer.peek(0);
        lexer.skip()?;
        match byte {
            b';' | b',' => return Ok(()),
            b'{' if last == *b"=>" || last == [0, 0] => return Ok(()),
            _ => last = [last[1], byte],
        }
    }
}
