//! Diagnostics for people: as the compiler shows them, with the lines of the sources that they are about.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use schema_core::diagnostic::{Code, Diagnostic, Severity, Span};
use schema_core::read;
use schema_core::script::HazardLine;

use crate::output::visible::{visible, visible_line};

/// A diagnostic with styles. What it quotes is made [`visible`].
pub(crate) fn rendered(diagnostic: &Diagnostic) -> String {
    let Diagnostic { code: _, severity, message, spans, causes, help } = diagnostic;
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let renderer = Renderer::styled();
    let help = help.as_ref().map(|help| visible(&help.text));
    // Nothing of the file itself is shown. What is quoted stays in its line.
    let Some(main) = spans.first().filter(|span| span.line > 0) else {
        let title = level.primary_title(visible_line(message));
        let place = spans.first().map(|span| format!("\n --> {}", visible(&span.path()))).unwrap_or_default();
        let causes: String = causes.iter().map(|cause| format!("\n  {}", visible_line(cause))).collect();
        let help = help.map(|help| format!("\n  = help: {help}")).unwrap_or_default();
        return format!("{}{place}{causes}{help}", renderer.render(&[Group::with_title(title)]));
    };
    let title = level.primary_title(visible(message));
    let files: Vec<File> = files(spans);
    let group = Group::with_title(title);
    let group = if files.is_empty() {
        group.element(Origin::path(visible(&main.place()).into_owned()))
    } else {
        files.iter().fold(group, |group, file| group.element(file.snippet()))
    };
    let group = match help {
        Some(help) => group.element(Level::HELP.message(help)),
        None => group,
    };
    renderer.render(&[group])
}

/// What is said of a hazard in a script.
pub(crate) fn of_hazard(hazard: &HazardLine) -> Diagnostic {
    let code = hazard.code.as_deref().and_then(Code::of_name).unwrap_or(Code::Hazard);
    Diagnostic::warning(code, hazard.message.as_str())
}

/// The text with asterisks in place of the passwords of URLs, one for each byte, so that all places stay.
fn without_passwords(text: String) -> String {
    let (mut shown, mut rest) = (String::with_capacity(text.len()), text.as_str());
    while let Some(at) = rest.find("://") {
        let (before, authority) = rest.split_at(at + 3);
        shown.push_str(before);
        let end = authority.find(|c: char| c.is_whitespace() || "\"'`/".contains(c)).unwrap_or(authority.len());
        let secret = authority[..end].rfind('@').and_then(|at| Some((authority[..at].find(':')? + 1, at)));
        rest = match secret {
            Some((start, at)) => {
                shown.push_str(&authority[..start]);
                shown.extend(std::iter::repeat_n('*', at - start));
                &authority[at..]
            }
            None => authority,
        };
    }
    shown + rest
}

/// The text of a file, and what is said of it.
struct File {
    path: String,
    text: String,
    /// The bytes, what is there, and whether it is the main place.
    marks: Vec<(std::ops::Range<usize>, Option<String>, bool)>,
}

/// The files of `spans`, as far as they can be read and have these places; none where the main place is in none.
fn files(spans: &[Span]) -> Vec<File> {
    let mut files: Vec<(&Span, File)> = Vec::new();
    for (at, span) in spans.iter().enumerate() {
        let label = span.label.as_deref().map(|label| visible(label).into_owned());
        if let Some((_, file)) = files.iter_mut().find(|(first, _)| first.file == span.file) {
            let range = range(&file.text, span);
            file.marks.extend(range.map(|range| (range, label, at == 0)));
            continue;
        }
        let text = read::file::text(&span.file).ok().map(without_passwords);
        let Some((range, text)) = text.and_then(|text| Some((range(&text, span)?, text))) else {
            if at == 0 {
                return Vec::new();
            }
            continue;
        };
        let path = visible(&span.path()).into_owned();
        files.push((span, File { path, text, marks: vec![(range, label, at == 0)] }));
    }
    files.into_iter().map(|(_, file)| file).collect()
}

impl File {
    fn snippet(&self) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
        let mark = |(range, label, is_main): &'_ (std::ops::Range<usize>, Option<String>, bool)| {
            let kind = if *is_main { AnnotationKind::Primary } else { AnnotationKind::Context };
            (kind.span(range.clone()), label.clone())
        };
        let marks = self.marks.iter().map(mark).map(|(mark, label)| match label {
            Some(label) => mark.label(label),
            None => mark,
        });
        Snippet::source(self.text.as_str()).path(self.path.as_str()).annotations(marks)
    }
}

/// The bytes of a place, on one line; `None` where the text has no such place.
fn range(text: &str, span: &Span) -> Option<std::ops::Range<usize>> {
    let start = offset(text, span.line, span.column)?;
    let line_end = text[start..].find('\n').map_or(text.len(), |length| start + length);
    let length: usize = text[start..line_end].chars().take(span.length as usize).map(char::len_utf8).sum();
    Some(start..(start + length).max(start + 1).min(text.len().max(start)))
}

/// The byte at which a place is; `None` for one that is not in the text.
fn offset(source: &str, line: u32, column: u32) -> Option<usize> {
    let line = usize::try_from(line).ok()?.checked_sub(1)?;
    let start = match line {
        0 => 0,
        line => source.match_indices('\n').nth(line - 1)?.0 + 1,
    };
    let column = usize::try_from(column).ok()?.saturating_sub(1);
    let text = source[start..].lines().next().unwrap_or_default();
    Some(start + text.char_indices().nth(column).map_or(text.len(), |(at, _)| at))
}

#[cfg(test)]
mod tests {
    use super::offset;

    #[test]
    fn offsets() {
        let source = "añb\r\ncd\n";
        assert_eq!(offset(source, 1, 3), Some(3));
        assert_eq!(offset(source, 2, 2), Some(7));
        assert_eq!(offset(source, 2, 9), Some(8));
        assert_eq!(offset(source, 0, 0), None);
        assert_eq!(offset(source, 9, 1), None);
    }
}
