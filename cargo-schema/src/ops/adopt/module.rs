//! The `mod` item that leads to the models.

/// `text`, the first file of a crate, with a `mod` item for the file `name`; nothing where it has one.
pub(super) fn with_module(text: &str, name: &str, is_public: bool) -> Option<String> {
    let item = format!("mod {name};");
    let is_item = |line: &str| {
        let line = line.trim();
        let line = line.strip_prefix("pub").map_or(line, |rest| rest.trim_start_matches(|c| c != ' ').trim_start());
        line.starts_with(&item)
    };
    if text.lines().any(is_item) {
        return None;
    }
    let visibility = if is_public { "pub " } else { "" };
    let (head, rest) = text.split_at(end_of_head(text));
    let before = if head.is_empty() || head.ends_with("\n\n") { "" } else { "\n" };
    let rest = rest.trim_start_matches(['\r', '\n']);
    let is_module = rest.starts_with("mod ") || rest.starts_with("pub mod ");
    let after = if rest.is_empty() || is_module { "" } else { "\n" };
    Some(format!("{head}{before}{visibility}{item}\n{after}{rest}"))
}

/// Where the attributes and comments of the crate itself end, with the line that they end on.
fn end_of_head(text: &str) -> usize {
    let mut at = 0;
    let mut end = 0;
    loop {
        let rest = &text[at..];
        at += rest.len() - rest.trim_start().len();
        let rest = &text[at..];
        let is_inner = rest.starts_with("#![") || rest.starts_with("//!") || rest.starts_with("/*!");
        let is_shebang = at == 0 && rest.starts_with("#!") && !is_inner;
        let length = if rest.starts_with("#![") {
            bracketed(rest)
        } else if rest.starts_with("/*") && !rest.starts_with("/**") {
            rest.find("*/").map(|found| found + 2)
        } else if is_shebang || rest.starts_with("//") && !rest.starts_with("///") {
            Some(rest.find('\n').unwrap_or(rest.len()))
        } else {
            None
        };
        let Some(length) = length else { return end };
        at += length;
        // A comment before the first item belongs to the crate only where something of the crate comes after it.
        if is_inner || is_shebang {
            end = text[at..].find('\n').map_or(text.len(), |found| at + found + 1);
        }
    }
}

/// The length of an attribute.
fn bracketed(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quoted = false;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if std::mem::take(&mut escaped) => {}
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '[' if !quoted => depth += 1,
            ']' if !quoted => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::with_module;

    #[test]
    fn the_item_comes_behind_what_is_the_crates() {
        for (text, expected) in [
            ("fn main() {}\n", "mod models;\n\nfn main() {}\n"),
            ("", "mod models;\n"),
            ("//! A shop.\n\nuse a::b;\n", "//! A shop.\n\nmod models;\n\nuse a::b;\n"),
            (
                "#![allow(\n    dead_code,\n)]\n#![doc = \"]\"]\n\n// First.\nfn main() {}\n",
                "#![allow(\n    dead_code,\n)]\n#![doc = \"]\"]\n\nmod models;\n\n// First.\nfn main() {}\n",
            ),
            ("/* licence */\n//! A shop.\nmod a;\n", "/* licence */\n//! A shop.\n\nmod models;\nmod a;\n"),
            ("#!/usr/bin/env cargo\nfn main() {}\n", "#!/usr/bin/env cargo\n\nmod models;\n\nfn main() {}\n"),
            ("/// Runs.\nfn main() {}\n", "mod models;\n\n/// Runs.\nfn main() {}\n"),
        ] {
            assert_eq!(with_module(text, "models", false).as_deref(), Some(expected), "{text}");
        }
        for there in ["mod models;\n", "use a;\n\n    pub mod models;\n", "pub(crate) mod models; // of tables\n"] {
            assert_eq!(with_module(there, "models", true), None, "{there}");
        }
        assert_eq!(with_module("mod model;\n", "models", true).as_deref(), Some("pub mod models;\nmod model;\n"));
    }
}
