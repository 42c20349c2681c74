//! Longer texts: problems in sources with the lines that they are about, and revisions as data.

use std::path::{Path, PathBuf};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use schema_core::dialect::Unmodelled;
use schema_core::diff::Change;
use schema_core::lower::Lowered;
use schema_core::read::{self, Problem};
use schema_core::revision::RevisionFile;
use serde_json::{Value, json};

use crate::error::Error;
use crate::exit::Exit;
use crate::output::shell::{Shell, count};
use crate::output::visible::visible;
use crate::project::Project;

/// The error for problems with the models.
pub(crate) fn models(problems: &[Problem], show: impl Fn(&Path) -> String) -> Error {
    let reports: Vec<String> = problems.iter().map(|problem| excerpt(problem, &show(&problem.file))).collect();
    let message = format!("the models cannot be read: {}", count(problems.len(), "problem"));
    let mut error = Error::new(Exit::Models, message);
    error.report = Some(reports.join("\n\n"));
    error
}

/// A finding as the compiler would show it, in the file that is shown as `path`: a warning where it counts, else a note.
pub(crate) fn finding(problem: &Problem, path: Option<&str>, counts: bool) -> String {
    let level = if counts { Level::WARNING } else { Level::NOTE };
    if let (Some(path), true) = (path, problem.at.line > 0) {
        return shown(problem, path, level);
    }
    let title = Group::with_title(level.primary_title(visible(&problem.message)));
    let place = path.map(|path| format!("\n --> {}", visible(path))).unwrap_or_default();
    let help = problem.hint.as_deref().map(|hint| format!("\n  = help: {}", visible(hint))).unwrap_or_default();
    format!("{}{place}{help}", Renderer::styled().render(&[title]))
}

/// A problem as the compiler would show it.
fn excerpt(problem: &Problem, path: &str) -> String {
    shown(problem, path, Level::ERROR)
}

fn shown(problem: &Problem, path: &str, level: Level<'_>) -> String {
    let Problem { file, at, length, message, hint } = problem;
    let source = read::file::text(file).ok();
    let renderer = Renderer::styled();
    let (path, message) = (&*visible(path), visible(message));
    let title = level.primary_title(message);
    let help = hint.as_deref().map(|hint| Level::HELP.message(visible(hint)));
    let Some((source, start)) =
        source.as_deref().and_then(|source| Some((source, offset(source, at.line, at.column)?)))
    else {
        let place = if at.line > 0 { format!("{path}:{}:{}", at.line, at.column) } else { path.to_owned() };
        let group = Group::with_title(title).element(annotate_snippets::Origin::path(place));
        return renderer.render(&[with(group, help)]);
    };
    let line_end = source[start..].find('\n').map_or(source.len(), |length| start + length);
    let length: usize = source[start..line_end].chars().take(*length as usize).map(char::len_utf8).sum();
    let snippet = Snippet::source(source)
        .path(path)
        .annotation(AnnotationKind::Primary.span(start..(start + length).max(start + 1).min(source.len().max(start))));
    renderer.render(&[with(title.element(snippet), help)])
}

fn with<'a>(group: Group<'a>, help: Option<annotate_snippets::Message<'a>>) -> Group<'a> {
    match help {
        Some(help) => group.element(help),
        None => group,
    }
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

/// How many things are told that no model can declare.
const TOLD: usize = 20;

/// Says what `place` has and no model can declare: views, triggers, functions and the like.
pub(crate) fn tell_unmodelled(shell: &mut Shell, place: &str, unmodelled: &[Unmodelled]) {
    if unmodelled.is_empty() {
        return;
    }
    shell.status("Found", format_args!("in {place}, and not compared, for no model can declare it:"));
    for it in unmodelled.iter().take(TOLD) {
        shell.detail(format_args!("{} {}", it.kind, it.name));
    }
    if let Some(more) = unmodelled.len().checked_sub(TOLD).filter(|more| *more > 0) {
        shell.detail(format_args!("and {more} more"));
    }
}

/// What no model can declare, for programs.
pub(crate) fn unmodelled_json(unmodelled: &[Unmodelled]) -> Value {
    unmodelled.iter().map(|it| json!({ "kind": it.kind, "name": it.name })).collect()
}

/// A revision for programs.
pub(crate) fn revision_json(file: &RevisionFile) -> Value {
    json!({
        "id": file.id(),
        "slug": file.slug,
        "message": file.manifest.message,
        "parents": file.manifest.parents,
        "changes": changes_json(&file.manifest.changes),
    })
}

/// Changes for programs.
fn changes_json(changes: &[Change]) -> Value {
    changes.iter().map(|change| change_json(change, None)).collect()
}

/// A change for programs: as a sentence, and as the revision has it.
pub(crate) fn change_json(change: &Change, place: Option<Place>) -> Value {
    let mut value = json!({
        "symbol": change.symbol(),
        "text": change.to_string(),
        "table": change.table(),
        "column": change.column(),
        "change": change,
    });
    if let Some(Place { file, line, column }) = place {
        value["file"] = json!(file);
        value["line"] = line.into();
        value["file_column"] = column.into();
    }
    value
}

/// Where in the sources something is.
pub(crate) struct Place {
    file: PathBuf,
    line: u32,
    column: u32,
}

/// Where the model or field is that changed; `None` for what is in no model any more.
pub(crate) fn place(change: &Change, models: &Lowered, project: &Project) -> Option<Place> {
    let origin = schema_core::build::origin(change, models)?;
    Some(Place { file: project.show(&origin.file), line: origin.at.line, column: origin.at.column })
}

/// That nothing leads to a file with models.
pub(crate) fn forgotten(project: &Project, file: &Path) -> String {
    format!("`{}` has models, and no `mod` item leads to it", project.show(file).display())
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
