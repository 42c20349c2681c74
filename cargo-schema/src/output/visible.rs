//! Text as a terminal may show it: what names, comments, values and messages of servers hold is read, never obeyed.

use std::borrow::Cow;
use std::fmt::Write as _;

use schema_core::connect::{passwords, without_passwords};

/// Text with escape sequences in place of the characters that a terminal obeys, or that change the order in which a
/// line is read. Line ends and tabs stay.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    let text = without_returns(text);
    if !text.contains(is_obeyed) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_obeyed(c) {
            // As Rust and JavaScript write it.
            let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// The same for what has to stay one line, as a name in a list does: a line end in it is shown too.
pub(crate) fn visible_line(text: &str) -> Cow<'_, str> {
    match visible(text) {
        text if text.contains('\n') => Cow::Owned(text.replace('\n', "\\n")),
        text => text,
    }
}

/// JSON with escape sequences in place of the same characters. They stand in strings alone, where the value stays the
/// same.
pub(crate) fn visible_json(json: &str) -> Cow<'_, str> {
    if !json.contains(is_obeyed) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if is_obeyed(c) {
            // None of them lies beyond four digits.
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// `message`, which repeats `arguments` of the command line or parts of them, as it may be shown: without their passwords,
/// and without what a terminal obeys in them.
pub(crate) fn visible_arguments(mut message: String, arguments: impl Iterator<Item = String>) -> String {
    for argument in arguments {
        message = message.replace(&argument, &without_passwords(&argument));
        for password in passwords(&argument) {
            // A text of one or two letters is in every message; masking each would tell more than it hides.
            message = match password.len() {
                0..=2 => message.replace(&format!(":{password}@"), ":***@"),
                _ => message.replace(password, "***"),
            };
        }
        // A message about a flag may leave its value out.
        let parts = argument.split_once('=').map_or([argument.as_str(), ""], |(name, value)| [name, value]);
        for part in parts.into_iter().filter(|part| part.contains(is_obeyed)) {
            message = message.replace(part, &visible(part));
        }
    }
    message
}

/// Control characters, and those that embed, override or isolate a direction of writing.
pub(crate) fn is_obeyed(c: char) -> bool {
    let bidirectional = matches!(
        c,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    );
    c.is_control() && !matches!(c, '\n' | '\t') || bidirectional || matches!(c, '\u{2028}' | '\u{2029}')
}

/// A line end of Windows is a line end.
fn without_returns(text: &str) -> Cow<'_, str> {
    if text.contains("\r\n") { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left_that_a_terminal_obeys() {
        assert_eq!(visible("a\tb\r\nc é 漢"), "a\tb\nc é 漢");
        assert_eq!(visible("\u{1b}[31mred\u{7}\r"), "\\u{1b}[31mred\\u{7}\\u{d}");
        assert_eq!(visible("\u{9b}2J\u{7f}\u{202e}x\u{2066}"), "\\u{9b}2J\\u{7f}\\u{202e}x\\u{2066}");
        let json = serde_json::json!({ "a": "\u{1b}]0;x\u{7}\u{9d}\u{202e}\n" });
        let text = json.to_string();
        let shown = visible_json(&text);
        assert!(!shown.contains(is_obeyed), "{shown}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&shown).unwrap(), json);
    }

    #[test]
    fn arguments_are_shown_without_passwords() {
        let shown = |argument: &str| {
            visible_arguments(format!("invalid value '{argument}' for '--x'"), std::iter::once(argument.to_owned()))
        };
        for argument in [
            "postgres://u:PW@h/db",
            "mysql://u:P'W@h",
            "--format=postgres://u:PW@h/db",
            "-Fpostgres://u:PW@h/db",
            "https://u:PW@h/x",
            "postgres://h/db?user=u&password=PW",
        ] {
            assert!(!shown(argument).contains("PW") && !shown(argument).contains("P'W"), "{}", shown(argument));
        }
        // One letter is in every word.
        assert_eq!(
            shown("--database-url=postgres://pat:p@ss/word@h/db"),
            "invalid value '--database-url=postgres://pat:***@h/db' for '--x'"
        );
        assert_eq!(shown("-Fpostgres://pat:p@h/db"), "invalid value '-Fpostgres://pat:***@h/db' for '--x'");
        assert_eq!(shown("a\u{1b}b"), "invalid value 'a\\u{1b}b' for '--x'");
    }
}
