//! What an error says, and what to do about it, as two texts.

use std::fmt;

/// What an [`Error`](super::Error) says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What happened.
    pub message: String,
    /// What to do, where there is something.
    pub hint: Option<String>,
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        self.hint.as_ref().map_or(Ok(()), |hint| write!(f, "; {hint}"))
    }
}

/// A command for whoever knows the project and its database.
pub(super) fn in_general(words: &str) -> String {
    format!("cargo schema {words}")
}
