//! How the tool ends. The numbers are a promise (STYLE.md).

use std::process::ExitCode;

/// An exit code by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Exit {
    /// All is well, or was done.
    Fine = 0,
    /// There are findings: `check` or `doctor` found something.
    Findings = 1,
    /// The command line or the configuration is wrong.
    Usage = 2,
    /// The models cannot be read, or contradict themselves.
    Models = 3,
    /// The database cannot be reached or opened, or refuses us.
    Unreachable = 4,
    /// Work on the database stopped part-way; the message says where.
    PartWay = 5,
    /// The revisions contradict each other or the database.
    History = 6,
    /// The output could not be written. What was asked for is done.
    Output = 7,
    /// Stopped by the user, who may have declined a question.
    Interrupted = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
