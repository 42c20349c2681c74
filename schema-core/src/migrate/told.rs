//! What an error says, and what to do about it, as two texts.

use std::fmt;

use crate::diagnostic::{Command, Help};

/// What an [`Error`](super::Error) says.
pub(super) struct Told {
    /// What happened.
    pub(super) message: String,
    /// What to do, where there is something.
    pub(super) hint: Option<Help>,
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        self.hint.as_ref().map_or(Ok(()), |hint| write!(f, "; {hint}"))
    }
}

/// A command for whoever knows the project and its database.
pub(super) fn in_general(command: Command) -> Command {
    command
}
