//! Diagnostics as the compiler shows them, in lines for cargo: with the line of the source and the place in it.

use crate::diagnostic::{Diagnostic, Span};
use crate::read::file as files;

/// The lines of a diagnostic. A file that cannot be read any more leaves the source line out.
pub(super) fn lines(said: &Diagnostic) -> Vec<String> {
    let mut lines = vec![text(said)];
    if let Some(span) = said.spans.first() {
        lines.extend(picture(span));
    }
    lines.extend(said.help.iter().map(|help| format!("help: {help}")));
    lines
}

/// What is wrong, with the other places behind it, on one line.
pub(super) fn text(said: &Diagnostic) -> String {
    let mut text = said.message.clone();
    for span in said.spans.iter().skip(1) {
        text += &format!("; {} is at {}", span.label.as_deref().unwrap_or("another place"), span.place());
    }
    text
}

/// As [`text`], with what to do.
pub(super) fn text_with_help(said: &Diagnostic) -> String {
    let help = said.help.as_ref().map(|help| format!(": {help}")).unwrap_or_default();
    format!("{}{help}", text(said))
}

/// As [`text_with_help`], with the place before it.
pub(super) fn line(said: &Diagnostic) -> String {
    let place = said.spans.first().map(|span| format!("{}: ", span.place())).unwrap_or_default();
    format!("{place}{}", text_with_help(said))
}

fn picture(span: &Span) -> Vec<String> {
    let number = span.line.to_string();
    if span.line == 0 {
        return vec![format!(" --> {}", span.place())];
    }
    let margin = " ".repeat(number.len());
    let mut lines = vec![format!("{margin}--> {}", span.place())];
    let text = files::text(&span.file).unwrap_or_default();
    if let Some(source) = text.lines().nth(span.line as usize - 1) {
        let source = source.trim_start_matches('\u{feff}');
        let skip = (span.column as usize).saturating_sub(1);
        // A tab is one character, and as wide as the terminal likes.
        let before: String = source.chars().take(skip).map(|c| if c == '\t' { c } else { ' ' }).collect();
        let rest = source.chars().count().saturating_sub(skip).max(1);
        lines.push(format!("{margin} |"));
        lines.push(format!("{number} | {}", source.trim_end()));
        lines.push(format!("{margin} | {before}{}", "^".repeat(rest.min(span.length as usize))));
    }
    lines
}
