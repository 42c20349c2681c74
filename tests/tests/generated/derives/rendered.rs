//! Messages of rustc without what changes when other code does.

/// The text without numbers of lines outside of the file in question, and without the lines that count errors.
pub(super) fn level(text: &str) -> String {
    let counts = ["error: aborting due to", "For more information", "Some errors have"];
    let errors = text.trim_end().split("\n\n").filter(|error| !counts.iter().any(|start| error.starts_with(start)));
    let errors: Vec<String> = errors.map(|error| error.lines().map(line).collect::<Vec<_>>().join("\n")).collect();
    errors.join("\n\n") + "\n"
}

fn line(line: &str) -> String {
    let text = line.trim();
    let indent = &line[..line.len() - line.trim_start().len()];
    match text.strip_prefix("--> ") {
        Some(place) if !place.starts_with("compile-fail/") => {
            format!("{indent}--> {}", place.split(':').next().unwrap_or(place))
        }
        None if text.starts_with("and ") && text.ends_with(" others") => format!("{indent}and $N others"),
        _ => line.trim_end().to_owned(),
    }
}
