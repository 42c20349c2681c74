//! The words of STYLE.md, held against what a user reads: the texts in the sources, `docs/` and the README.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The terms not to use, each with the one to use instead, as the table in STYLE.md has them.
fn avoided() -> Vec<(String, String)> {
    let text = fs::read_to_string(root().join("STYLE.md")).unwrap();
    let (_, table) = text.split_once("\n## Words\n").expect("a section of words");
    let mut avoided = Vec::new();
    for line in table.lines().take_while(|line| !line.starts_with("## ")).filter(|line| line.starts_with('|')).skip(2) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [used, _, not] = cells.as_slice() else { panic!("three cells: {line}") };
        let terms = not.split(',').map(str::trim).filter(|term| !term.is_empty());
        avoided.extend(terms.map(|term| (term.to_lowercase(), (*used).to_owned())));
    }
    avoided
}

/// Files with this ending below `folder`, without those of tests.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.file_stem().is_some_and(|stem| stem == "tests" || stem == "target") {
            continue;
        }
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|extension| extension == ending) {
            found.push(path);
        }
    }
    found
}

/// The string literals and the documentation of arguments in Rust, without comments and tests; each with its line.
fn texts(code: &str, has_help: bool) -> Vec<(usize, String)> {
    let code = code.split("\nmod tests {").next().unwrap();
    let chars: Vec<char> = code.chars().collect();
    let (mut at, mut line) = (0, 1);
    let mut found = Vec::new();
    while at < chars.len() {
        let (start, rest) = (line, &chars[at..]);
        let mut length = 1;
        if rest.starts_with(&['/', '/']) {
            length = rest.iter().position(|c| *c == '\n').unwrap_or(rest.len());
            let text: String = rest[..length].iter().collect();
            if let Some(help) = text.strip_prefix("/// ").filter(|_| has_help) {
                found.push((start, help.to_owned()));
            }
        } else if rest[0] == '\'' {
            // A character, which may be a quote; a lifetime has no end.
            let escape = usize::from(rest.get(1) == Some(&'\\'));
            if rest.get(2 + escape) == Some(&'\'') {
                length = 3 + escape;
            }
        } else if rest[0] == 'r' && matches!(rest.get(1), Some('"' | '#')) && !is_word(chars.get(at.wrapping_sub(1))) {
            let hashes = rest[1..].iter().take_while(|c| **c == '#').count();
            if rest.get(1 + hashes) == Some(&'"') {
                let end: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
                let text = &rest[2 + hashes..];
                let close = text.windows(end.len()).position(|it| it == end).unwrap_or(text.len() - end.len());
                found.push((start, text[..close].iter().collect()));
                length = 2 + hashes + close + end.len();
            }
        } else if rest[0] == '"' {
            let mut text = String::new();
            while let Some(next) = rest.get(length).filter(|c| **c != '"') {
                match (next, rest.get(length + 1)) {
                    // The text goes on at the next word of the following line.
                    ('\\', Some('\n')) => {
                        length += 1 + rest[length + 1..].iter().take_while(|c| c.is_whitespace()).count();
                    }
                    ('\\', Some(_)) => {
                        text.push(' ');
                        length += 2;
                    }
                    _ => {
                        text.push(*next);
                        length += 1;
                    }
                }
            }
            length += 1;
            found.push((start, text));
        }
        line += rest.iter().take(length).filter(|c| **c == '\n').count();
        at += length;
    }
    found
}

fn is_word(c: Option<&char>) -> bool {
    c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
}

/// `text` without what is between `open` and `close`: placeholders, code.
fn without(text: &str, open: char, close: char) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once(open) {
        kept.push_str(before);
        kept.push(open);
        rest = inside.split_once(close).map_or("", |(_, behind)| behind);
    }
    kept + rest
}

/// Whether `text` has `term` as words of its own.
fn has(text: &str, term: &str) -> bool {
    text.match_indices(term).any(|(at, _)| {
        let (before, behind) = (text[..at].chars().next_back(), text[at + term.len()..].chars().next());
        !is_word(before.as_ref()) && !is_word(behind.as_ref())
    })
}

/// The paragraphs of a page, each in one line and without code; blocks of JSON are left out.
fn paragraphs(page: &str) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = vec![(1, String::new())];
    let mut block: Option<bool> = None;
    for (at, line) in page.lines().enumerate() {
        if let Some(language) = line.trim_start().strip_prefix("```") {
            block = if block.is_some() { None } else { Some(language == "json") };
            found.push((at + 1, String::new()));
        } else if line.is_empty() || block == Some(false) {
            found.push((at + 1, line.to_owned()));
        } else if block.is_none() {
            let last = found.last_mut().expect("it begins with one");
            last.1 += &format!(" {line}");
        }
    }
    found.into_iter().map(|(at, text)| (at, without(&text, '`', '`'))).collect()
}

#[test]
fn texts_for_users_have_one_term_for_each_thing() {
    let root = root();
    let mut texts_of: Vec<(PathBuf, Vec<(usize, String)>)> = Vec::new();
    for folder in ["cargo-schema/src", "schema-core/src", "schema-derive"] {
        for path in files(&root.join(folder), "rs") {
            let code = fs::read_to_string(&path).unwrap();
            let has_help = path.starts_with(root.join("cargo-schema/src/cli"));
            let found = texts(&code, has_help).into_iter().map(|(at, text)| (at, without(&text, '{', '}'))).collect();
            texts_of.push((path, found));
        }
    }
    for path in files(&root.join("docs"), "md").into_iter().chain([root.join("README.md")]) {
        let page = fs::read_to_string(&path).unwrap();
        texts_of.push((path, paragraphs(&page)));
    }
    assert!(texts_of.iter().map(|(_, texts)| texts.len()).sum::<usize>() > 5000, "texts are found");
    let avoided = avoided();
    assert!(avoided.len() > 30, "terms are found: {avoided:?}");
    let mut wrong = Vec::new();
    for (path, texts) in &texts_of {
        for (line, text) in texts {
            // A key of JSON.
            if text == "folder" {
                continue;
            }
            let lower = text.to_lowercase();
            for (term, used) in avoided.iter().filter(|(term, _)| has(&lower, term)) {
                let place = path.strip_prefix(&root).unwrap().display();
                wrong.push(format!("{place}:{line}: `{term}`, for which STYLE.md has `{used}`: {text}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
