//! Every error that a user can see: what kind it is, what happened, why, and what to do.

use std::error::Error as StdError;
use std::ffi::OsString;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::path::Path;

use schema_core::migrate::{self, ErrorKind, Told};
use schema_core::revision::{Problem, TargetError, TwoHeads};

use crate::cli::again::Again;
use crate::exit::Exit;
use crate::output::visible::visible_arguments;

pub(crate) type Result<T, E = Error> = std::result::Result<T, E>;

/// An error for the user; in a box, for it is large beside what it stands in for.
#[derive(Debug)]
pub(crate) struct Error(Box<Parts>);

/// What an [`Error`] says.
#[derive(Debug)]
pub(crate) struct Parts {
    /// The exit code.
    pub(crate) exit: Exit,
    /// What happened, in one line.
    pub(crate) message: String,
    /// The file or folder that it is about.
    pub(crate) place: Option<String>,
    /// Why, from the outside in.
    pub(crate) causes: Vec<String>,
    /// What to do; the last backticked text in it is the next command.
    pub(crate) hint: Option<String>,
    /// Text that stands on its own before the message: reports with excerpts of sources.
    pub(crate) report: Option<String>,
}

impl Error {
    pub(crate) fn new(exit: Exit, message: impl Into<String>) -> Self {
        let message = message.into();
        Self(Box::new(Parts { exit, message, place: None, causes: Vec::new(), hint: None, report: None }))
    }

    /// The command line or the configuration is wrong.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, message)
    }

    /// A file cannot be read or written.
    pub(crate) fn file(verb: &str, path: &Path, error: &std::io::Error) -> Self {
        Self::usage(format!("cannot {verb} `{}`", path.display())).cause(error.to_string())
    }

    #[must_use]
    pub(crate) fn at(mut self, path: &Path) -> Self {
        self.place = Some(path.display().to_string());
        self
    }

    #[must_use]
    pub(crate) fn cause(mut self, cause: impl Into<String>) -> Self {
        self.causes.push(cause.into());
        self
    }

    /// Adds the chain of `error` as causes.
    #[must_use]
    pub(crate) fn causes(mut self, error: &dyn StdError) -> Self {
        let mut next = Some(error);
        while let Some(error) = next {
            let text = error.to_string();
            // Libraries often repeat their source's text in their own.
            if !self.causes.last().is_some_and(|last| last.contains(&text)) {
                self.causes.push(text);
            }
            next = error.source();
        }
        self
    }

    #[must_use]
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl Error {
    /// The error for what the migrator said; `again` writes the commands that it names.
    pub(crate) fn of_migration(error: &migrate::Error, again: &Again) -> Self {
        if let migrate::Error::TwoHeads(heads) = error {
            return Self::of_heads(heads, again);
        }
        let exit = match error.kind() {
            ErrorKind::Behind => Exit::Findings,
            ErrorKind::Usage => Exit::Usage,
            ErrorKind::Unreachable => Exit::Unreachable,
            ErrorKind::Failed => Exit::PartWay,
            ErrorKind::Conflict => Exit::History,
            ErrorKind::Interrupted => Exit::Interrupted,
        };
        let Told { message, hint } = error.told(&|words| again.command(words));
        let mut error = Self::new(exit, message);
        error.hint = hint;
        error
    }

    /// The error for several heads where one is wanted.
    pub(crate) fn of_heads(heads: &TwoHeads, again: &Again) -> Self {
        Self::new(Exit::History, heads.to_string())
            .hint(format!("bring them together with `{}`", again.elsewhere("merge")))
    }

    /// The error for a target that there is not.
    pub(crate) fn of_target(error: &TargetError, again: &Again) -> Self {
        match error {
            TargetError::TwoHeads(heads) => Self::of_heads(heads, again),
            TargetError::Unknown { .. } => {
                Self::usage(error.to_string()).hint(format!("list the revisions with `{}`", again.elsewhere("history")))
            }
            TargetError::Several { .. } => {
                Self::usage(error.to_string()).hint("give more of the id, or the whole slug")
            }
            TargetError::TooFar { .. } => Self::usage(error.to_string()),
        }
    }

    /// The same with the arguments of the command line in it as they may be shown.
    pub(crate) fn with_visible(mut self, arguments: &[OsString]) -> Self {
        let shown = |text: &str| {
            let arguments = arguments.iter().map(|arg| arg.to_string_lossy().into_owned());
            visible_arguments(text.to_owned(), arguments)
        };
        self.message = shown(&self.message);
        self.causes.iter_mut().for_each(|cause| *cause = shown(cause));
        self.hint = self.hint.as_deref().map(shown);
        self
    }
}

impl Deref for Error {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl DerefMut for Error {
    fn deref_mut(&mut self) -> &mut Parts {
        &mut self.0
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        let Problem { path, message, hint } = problem;
        let mut error = Self::new(Exit::History, message).at(&path);
        error.hint = hint;
        error
    }
}
