//! What is said to a person or a program: an error, a warning or a note, with its places and what to do about it.

mod code;
mod command;

use std::fmt;
use std::path::{Path, PathBuf};

pub use code::Code;
pub use command::{Command, shell_word};

/// Something that is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind it is: a promise to programs.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What happened, or what is wrong.
    pub message: String,
    /// The places that it is about, the main one first.
    pub spans: Vec<Span>,
    /// Why, from the outside in.
    pub causes: Vec<String>,
    /// What to do.
    pub help: Option<Help>,
}

/// How bad a [`Diagnostic`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It is only worth knowing.
    Note,
    /// Something should be done about it.
    Warning,
    /// What was asked for cannot be done.
    Error,
}

/// A place in a source file, a script or a manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The file, or a folder.
    pub file: PathBuf,
    /// The line, from 1; 0 for the file as a whole.
    pub line: u32,
    /// The column of its first character, from 1.
    pub column: u32,
    /// How many characters it has.
    pub length: u32,
    /// What is there.
    pub label: Option<String>,
    /// The path of the file as people see it, where that is another one.
    pub shown: Option<String>,
}

/// What to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Help {
    /// In words, with the command.
    pub text: String,
    /// The command that does it, where one command does.
    pub command: Option<Command>,
}

impl Diagnostic {
    /// Says `message`.
    pub fn new(severity: Severity, code: Code, message: impl Into<String>) -> Self {
        Self { code, severity, message: message.into(), spans: Vec::new(), causes: Vec::new(), help: None }
    }

    /// Warns with `message`.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// The same with one more cause.
    #[must_use]
    pub fn cause(mut self, cause: impl Into<String>) -> Self {
        self.causes.push(cause.into());
        self
    }

    /// The same about one more place.
    #[must_use]
    pub fn span(mut self, span: Span) -> Self {
        self.spans.push(span);
        self
    }

    /// The same with what to do.
    #[must_use]
    pub fn help(self, help: impl Into<Help>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// The same with the paths of its files as `show` writes them.
    #[must_use]
    pub fn shown(mut self, show: impl Fn(&Path) -> String) -> Self {
        for span in &mut self.spans {
            span.shown = Some(show(&span.file));
        }
        self
    }

    /// The help in words.
    pub fn help_text(&self) -> Option<&str> {
        self.help.as_ref().map(|help| help.text.as_str())
    }
}

/// On one line: what happened, and what to do.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        self.help.as_ref().map_or(Ok(()), |help| write!(f, "; {help}"))
    }
}

impl Span {
    /// A file as a whole.
    pub fn file(file: &Path) -> Self {
        Self { file: file.to_owned(), line: 0, column: 0, length: 0, label: None, shown: None }
    }

    /// So many characters of a file from a place on.
    pub fn at(file: &Path, line: u32, column: u32, length: u32) -> Self {
        Self { line, column, length, ..Self::file(file) }
    }

    /// The same with what is there.
    #[must_use]
    pub fn label(self, label: impl Into<String>) -> Self {
        Self { label: Some(label.into()), ..self }
    }

    /// The path as people see it.
    pub fn path(&self) -> String {
        self.shown.clone().unwrap_or_else(|| self.file.display().to_string())
    }

    /// The path with the place in the file: `src/main.rs:3:5`.
    pub fn place(&self) -> String {
        if self.line == 0 { self.path() } else { format!("{}:{}:{}", self.path(), self.line, self.column) }
    }
}

impl Help {
    /// Words without a command, or with several.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), command: None }
    }

    /// The words that `text` makes of a command, and the command.
    pub fn run(command: Command, text: impl FnOnce(&Command) -> String) -> Self {
        Self { text: text(&command), command: Some(command) }
    }
}

/// In words.
impl fmt::Display for Help {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl<T: Into<String>> From<T> for Help {
    fn from(text: T) -> Self {
        Self::new(text)
    }
}
