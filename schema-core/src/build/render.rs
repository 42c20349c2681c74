//! Problems as the compiler shows them: with the line and the place in it.

use crate::declare::Position;
use crate::read::{Problem, Project, file as files};

/// The lines of a problem's picture. A file that cannot be read any more leaves the source line out.
pub(super) fn lines(problem: &Problem, project: &Project) -> Vec<String> {
    let Problem { file, at, length, hint, .. } = problem;
    let mut lines = vec![problem.text(|file| project.show(file).display().to_string())];
    let shown = project.show(file);
    let Position { line, column } = *at;
    if line == 0 {
        lines.push(format!(" --> {}", shown.display()));
    } else {
        let number = line.to_string();
        let margin = " ".repeat(number.len());
        lines.push(format!("{margin}--> {}:{line}:{column}", shown.display()));
        let text = files::text(file).unwrap_or_default();
        if let Some(source) = text.lines().nth(line as usize - 1) {
            let source = source.trim_start_matches('\u{feff}');
            let skip = (column as usize).saturating_sub(1);
            // A tab is one character, and as wide as the terminal likes.
            let before: String = source.chars().take(skip).map(|c| if c == '\t' { c } else { ' ' }).collect();
            let rest = source.chars().count().saturating_sub(skip).max(1);
            lines.push(format!("{margin} |"));
            lines.push(format!("{number} | {}", source.trim_end()));
            lines.push(format!("{margin} | {before}{}", "^".repeat(rest.min(*length as usize))));
        }
    }
    lines.extend(hint.iter().map(|hint| format!("help: {hint}")));
    lines
}
