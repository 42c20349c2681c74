//! Attributes as rustfmt writes them, so that a formatted model stays as it was generated.

use unicode_width::UnicodeWidthStr as _;

/// The widest line.
pub(super) const WIDTH: usize = 100;
/// The widest list of several things in one line.
const LIST: usize = 70;

/// The lines of `#[schema(keys)]`.
pub(super) fn attribute(keys: &str, indent: &str) -> String {
    const START: &str = "#[schema(";
    let depth = indent.len();
    format!("{indent}{START}{})]", list(keys, depth, depth + START.len(), ")]".len()))
}

/// What stands between the parentheses of a list. Its line has `before` characters before it, begins at `depth`, and has `after`
/// characters after it.
fn list(text: &str, depth: usize, before: usize, after: usize) -> String {
    let items = items(text);
    let width = text.width();
    if before + width + after <= WIDTH && (items.len() < 2 || width <= LIST) {
        return match items.as_slice() {
            [only] => item(only, depth, before, after),
            _ => text.to_owned(),
        };
    }
    if let [only] = items.as_slice()
        && parts(only).is_some()
    {
        return item(only, depth, before, after);
    }
    let inner = depth + 4;
    let lines: Vec<String> =
        items.iter().map(|it| format!("{:inner$}{}", "", item(it, inner, inner, ",".len()))).collect();
    format!("\n{}\n{:depth$}", lines.join(",\n"), "")
}

fn item(text: &str, depth: usize, before: usize, after: usize) -> String {
    match parts(text) {
        Some((name, inner)) => {
            let start = before + name.width() + 1;
            format!("{name}({})", list(inner, depth, start, after + 1))
        }
        None => text.to_owned(),
    }
}

/// The name and the inside of `name(inside)`.
fn parts(text: &str) -> Option<(&str, &str)> {
    let open = text.find(['(', '"']).filter(|at| text[*at..].starts_with('('))?;
    let inside = text[open + 1..].strip_suffix(')')?;
    (!inside.is_empty()).then_some((&text[..open], inside))
}

/// What stands between the commas of the outermost level.
fn items(text: &str) -> Vec<&str> {
    let (mut items, mut start, mut depth, mut quoted, mut escaped) = (Vec::new(), 0, 0_usize, false, false);
    for (at, character) in text.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '(' | '[' if !quoted => depth += 1,
            ')' | ']' if !quoted => depth = depth.saturating_sub(1),
            ',' if !quoted && depth == 0 => {
                items.push(text[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    items.push(text[start..].trim());
    items
}

#[cfg(test)]
mod tests {
    use super::attribute;

    #[test]
    fn attributes_are_as_rustfmt_writes_them() {
        let long = "x".repeat(60);
        for (keys, expected) in [
            ("unique, index".to_owned(), "    #[schema(unique, index)]".to_owned()),
            (
                format!("unique, name = \"{long}\""),
                format!("    #[schema(\n        unique,\n        name = \"{long}\"\n    )]"),
            ),
            (format!("check(\"{long}\")"), format!("    #[schema(check(\"{long}\"))]")),
            (
                format!("check(\"{long}\", name = \"a\", b)"),
                format!("    #[schema(check(\n        \"{long}\",\n        name = \"a\",\n        b\n    ))]"),
            ),
            (
                format!("unique, index(a(desc), \"{long}\", b)"),
                format!(
                    "    #[schema(\n        unique,\n        index(\n            a(desc),\n            \"{long}\",\n            b\n        )\n    )]"
                ),
            ),
        ] {
            assert_eq!(attribute(&keys, "    "), expected);
        }
    }
}
