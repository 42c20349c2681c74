//! Why a revision was not run to its end.

use super::Error;

/// Why a revision was not run to its end.
#[derive(Debug)]
pub(super) enum Halt {
    Error(Error),
    /// Another upgrader did it, or a part of it, in between: read the history again.
    Raced,
}

impl<E: Into<Error>> From<E> for Halt {
    fn from(error: E) -> Self {
        Self::Error(error.into())
    }
}
