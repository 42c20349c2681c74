//! Every error that a user can see: what kind it is, what happened, why, and what to do.

use std::error::Error as StdError;
use std::ffi::OsString;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::path::Path;

use schema_core::diagnostic::{Code, Diagnostic, Help, Severity, Span};
use schema_core::migrate::{self, ErrorKind};
use schema_core::revision::{Problem, TargetError, TwoHeads};

use crate::cli::again::Again;
use crate::cli::remedy;
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
    /// What happened, where, why, and what to do. The place is the file or folder that it is about as a whole.
    pub(crate) diagnostic: Diagnostic,
    /// What is said before it: problems in sources.
    pub(crate) related: Vec<Diagnostic>,
}

impl Error {
    pub(crate) fn new(exit: Exit, code: Code, message: impl Into<String>) -> Self {
        Self::of(exit, Diagnostic::new(Severity::Error, code, message))
    }

    pub(crate) fn of(exit: Exit, diagnostic: Diagnostic) -> Self {
        Self(Box::new(Parts { exit, diagnostic, related: Vec::new() }))
    }

    /// The command line or the configuration is wrong.
    pub(crate) fn usage(code: Code, message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, code, message)
    }

    /// A file cannot be read or written.
    pub(crate) fn file(verb: &str, path: &Path, error: &std::io::Error) -> Self {
        Self::usage(Code::FileAccess, format!("cannot {verb} `{}`", path.display())).cause(error.to_string())
    }

    #[must_use]
    pub(crate) fn at(mut self, path: &Path) -> Self {
        self.diagnostic.spans = vec![Span::file(path)];
        self
    }

    #[must_use]
    pub(crate) fn cause(mut self, cause: impl Into<String>) -> Self {
        self.diagnostic.causes.push(cause.into());
        self
    }

    /// Adds `error` as a cause. Errors of ours have no sources, and those of libraries have the text of theirs in their own.
    #[must_use]
    pub(crate) fn causes(self, error: &dyn StdError) -> Self {
        self.cause(error.to_string())
    }

    #[must_use]
    pub(crate) fn hint(mut self, hint: impl Into<Help>) -> Self {
        self.diagnostic.help = Some(hint.into());
        self
    }
}

impl Error {
    /// The error for what the migrator said; `again` writes the commands that it names.
    pub(crate) fn of_migration(error: &migrate::Error, again: &Again) -> Self {
        if let ErrorKind::TwoHeads(heads) = error.kind() {
            return Self::of_heads(heads, again);
        }
        let exit = match error.exit_code() {
            1 => Exit::Findings,
            2 => Exit::Usage,
            4 => Exit::Unreachable,
            5 => Exit::PartWay,
            130 => Exit::Interrupted,
            _ => Exit::History,
        };
        Self::of(exit, remedy::diagnostic(error, again))
    }

    /// The error for several heads where one is wanted.
    pub(crate) fn of_heads(heads: &TwoHeads, again: &Again) -> Self {
        Self::new(Exit::History, Code::MultipleHeads, heads.to_string())
            .advised(heads.help(&|command| again.elsewhere(command)))
    }

    /// The error for a target that there is not.
    pub(crate) fn of_target(error: &TargetError, again: &Again) -> Self {
        match error {
            TargetError::TwoHeads(heads) => Self::of_heads(heads, again),
            error => {
                Self::usage(error.code(), error.to_string()).advised(error.help(&|command| again.elsewhere(command)))
            }
        }
    }

    fn advised(self, help: Option<Help>) -> Self {
        match help {
            Some(help) => self.hint(help),
            None => self,
        }
    }

    /// What it says, as a warning of a command that goes on.
    pub(crate) fn warning(self) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, ..self.0.diagnostic }
    }

    /// The same with the arguments of the command line in it as they may be shown.
    pub(crate) fn with_visible(mut self, arguments: &[OsString]) -> Self {
        let shown = |text: &str| {
            let arguments = arguments.iter().map(|arg| arg.to_string_lossy().into_owned());
            visible_arguments(text.to_owned(), arguments)
        };
        let Diagnostic { message, causes, help, .. } = &mut self.diagnostic;
        *message = shown(message);
        causes.iter_mut().for_each(|cause| *cause = shown(cause));
        if let Some(Help { text, command }) = help {
            *text = shown(text);
            *command = command.take().map(|command| command.map(shown));
        }
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
        f.write_str(&self.diagnostic.message)
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::of(Exit::History, problem.diagnostic(Severity::Error))
    }
}
