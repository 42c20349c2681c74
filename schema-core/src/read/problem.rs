//! What is wrong in a source, at a place that an editor can open.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::declare::Position;

/// Something wrong in a source file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub file: PathBuf,
    /// Where it is there; line 0 when it is about the file as a whole.
    pub at: Position,
    /// How many characters it is about, from there on; at least 1.
    pub length: u32,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
}

impl Problem {
    /// A problem with what stands at `at`.
    pub fn new(file: &Path, at: Position, message: impl Into<String>) -> Self {
        Self { file: file.to_owned(), at, length: 1, message: message.into(), hint: None }
    }

    /// A problem with a file as a whole.
    pub fn of_file(file: &Path, message: impl Into<String>) -> Self {
        Self::new(file, Position::default(), message)
    }

    /// The same with the number of characters that it is about.
    #[must_use]
    pub fn length(self, length: usize) -> Self {
        Self { length: u32::try_from(length).unwrap_or(1).max(1), ..self }
    }

    /// The same with a hint.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
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
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for Problem {}
