//! What is wrong in a source, at a place that an editor can open.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::declare::Position;
use crate::diagnostic::{Code, Diagnostic, Help, Severity, Span};

/// Something wrong in a source file.
#[derive(Clone, PartialEq, Eq)]
pub struct Problem {
    /// What kind of problem it is.
    pub code: Code,
    /// The file.
    pub file: PathBuf,
    /// Where it is there; line 0 when it is about the file as a whole.
    pub at: Position,
    /// How many characters it is about, from there on; at least 1.
    pub length: u32,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: Option<Help>,
    /// Other places that it is about.
    pub also: Vec<Also>,
}

/// Another place that a problem is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Also {
    /// The file.
    pub file: PathBuf,
    /// Where it is there.
    pub at: Position,
    /// How many characters it is about, from there on.
    pub length: u32,
    /// What is there: "the other one".
    pub label: String,
}

impl Problem {
    /// A problem of the kind `code` with what stands at `at`.
    pub fn new(code: Code, file: &Path, at: Position, message: impl Into<String>) -> Self {
        Self { code, file: file.to_owned(), at, length: 1, message: message.into(), hint: None, also: Vec::new() }
    }

    /// A problem of the kind `code` with a file as a whole.
    pub fn of_file(code: Code, file: &Path, message: impl Into<String>) -> Self {
        Self::new(code, file, Position::default(), message)
    }

    /// The same with the number of characters that it is about.
    #[must_use]
    pub fn length(self, length: usize) -> Self {
        Self { length: u32::try_from(length).unwrap_or(1).max(1), ..self }
    }

    /// The same with another place that it is about.
    #[must_use]
    pub fn also(mut self, file: &Path, at: Position, length: u32, label: impl Into<String>) -> Self {
        self.also.push(Also { file: file.to_owned(), at, length, label: label.into() });
        self
    }

    /// What is said of it.
    pub fn diagnostic(&self, severity: Severity) -> Diagnostic {
        let Self { code, file, at, length, message, hint, also } = self;
        let main = if at.line == 0 { Span::file(file) } else { Span::at(file, at.line, at.column, *length) };
        let mut said = Diagnostic::new(severity, *code, message.as_str()).span(main);
        for Also { file, at, length, label } in also {
            said = said.span(Span::at(file, at.line, at.column, *length).label(label.as_str()));
        }
        match hint {
            Some(hint) => said.help(hint.clone()),
            None => said,
        }
    }

    /// What is wrong, with the other places behind it; `show` writes the path of a file.
    pub fn text(&self, show: impl Fn(&Path) -> String) -> String {
        let mut text = self.message.clone();
        for Also { file, at, label, .. } in &self.also {
            text += &format!("; {label} is at {}:{}:{}", show(file), at.line, at.column);
        }
        text
    }

    /// The same with a hint.
    #[must_use]
    pub fn hint(self, hint: impl Into<Help>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

/// `src/models.rs:12:9: message`, on one line.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file.display())?;
        if self.at.line > 0 {
            write!(f, ":{}:{}", self.at.line, self.at.column)?;
        }
        write!(f, ": {}", self.text(|file| file.display().to_string()))
    }
}

impl std::error::Error for Problem {}

/// As its `Display`, and what to do: it is what a `main` that returns it shows.
impl fmt::Debug for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)?;
        self.hint.as_ref().map_or(Ok(()), |hint| write!(f, "; {hint}"))
    }
}
