//! What a string literal of Rust means, and where in the source each part of that stands.

use std::borrow::Cow;
use std::ops::Range;

/// The text of a literal.
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    /// Parts in their order, with an empty one at the end. Only the first part may be missing, if the text is empty.
    parts: Vec<Part>,
}

/// A part that is the same in the source, or one character that an escape stands for.
struct Part {
    /// Where it starts in the text.
    at: usize,
    source: Range<usize>,
}

impl<'a> Decoded<'a> {
    /// What `range` of `source` means. `escapes` says whether `\n` is a new line there.
    pub(super) fn of(source: &'a str, range: Range<usize>, escapes: bool) -> Self {
        let raw = &source[range.clone()];
        if !escapes || !raw.contains('\\') {
            let end = Part { at: raw.len(), source: range.end..range.end };
            return Self { text: Cow::Borrowed(raw), parts: vec![Part { at: 0, source: range }, end] };
        }
        let (mut text, mut parts) = (String::with_capacity(raw.len()), Vec::new());
        let mut from = 0;
        while let Some(plain) = raw[from..].find('\\') {
            let escape = from + plain;
            let (meaning, length) = unescaped(&raw[escape..]);
            for (part, says) in [(from..escape, &raw[from..escape]), (escape..escape + length, &*meaning)] {
                if !says.is_empty() {
                    parts.push(Part { at: text.len(), source: range.start + part.start..range.start + part.end });
                    text.push_str(says);
                }
            }
            from = escape + length;
        }
        parts.push(Part { at: text.len(), source: range.start + from..range.end });
        text.push_str(&raw[from..]);
        parts.push(Part { at: text.len(), source: range.end..range.end });
        Self { text: Cow::Owned(text), parts }
    }

    /// Where the character at `at` of the text starts in the source.
    pub(super) fn place(&self, at: usize) -> usize {
        let part = &self.parts[self.parts.partition_point(|part| part.at <= at).saturating_sub(1)];
        (part.source.start + (at - part.at)).min(part.source.end)
    }

    /// Where the character before `at` of the text ends in the source.
    pub(super) fn end(&self, at: usize) -> usize {
        let next = self.parts.partition_point(|part| part.at < at);
        let part = &self.parts[next.saturating_sub(1)];
        let is_whole = self.parts.get(next).is_some_and(|next| next.at == at);
        if is_whole { part.source.end } else { part.source.start + (at - part.at) }
    }
}

/// What the escape in front of `rest` means, and how long it is. One that the compiler refuses means itself.
fn unescaped(rest: &str) -> (String, usize) {
    let escape = rest[1..].chars().next().unwrap_or('\\');
    let hex = |digits: &str| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
    let (meaning, length) = match escape {
        'n' => (Some('\n'), 2),
        'r' => (Some('\r'), 2),
        't' => (Some('\t'), 2),
        '0' => (Some('\0'), 2),
        '\\' | '\'' | '"' => (Some(escape), 2),
        'x' => (rest.get(2..4).and_then(hex), 4),
        'u' => {
            let digits = rest[2..].strip_prefix('{').and_then(|rest| rest.split_once('}')).map(|(digits, _)| digits);
            (digits.and_then(|digits| hex(&digits.replace('_', ""))), digits.map_or(2, |digits| digits.len() + 4))
        }
        // The end of a line, and blank space on the next ones, mean nothing.
        '\n' | '\r' => {
            let behind = rest[1..].trim_start_matches([' ', '\t', '\n', '\r']);
            return (String::new(), rest.len() - behind.len());
        }
        _ => (None, 1),
    };
    meaning.map_or_else(|| ("\\".to_owned(), 1), |meaning| (meaning.to_string(), length.min(rest.len())))
}

#[cfg(test)]
mod tests {
    use super::Decoded;

    #[test]
    fn places_lead_back_to_the_source() {
        let source = r#"x "a\"é\n\u{e9}\x41\
            b\qc" y"#;
        let (open, close) = (source.find("a\\").unwrap(), source.rfind('"').unwrap());
        let decoded = Decoded::of(source, open..close, true);
        assert_eq!(decoded.text, "a\"é\néAb\\qc");
        let written: Vec<&str> = decoded
            .text
            .char_indices()
            .map(|(at, c)| &source[decoded.place(at)..decoded.end(at + c.len_utf8())])
            .collect();
        assert_eq!(written, ["a", "\\\"", "é", "\\n", "\\u{e9}", "\\x41", "b", "\\", "q", "c"]);
        let raw = Decoded::of(source, open..close, false);
        assert_eq!((&*raw.text, raw.place(3), raw.end(4)), (&source[open..close], open + 3, open + 4));
        for (end, _) in source.char_indices().filter(|(end, _)| *end >= open) {
            assert!(Decoded::of(source, open..end, true).end(0) <= end);
        }
    }
}
