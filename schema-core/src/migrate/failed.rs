//! A statement that failed or is in doubt, and what is left of its revision.

use super::{Direction, Doubt, Lasting};
use crate::connect;
use crate::diagnostic::Span;
use std::fmt;
use std::path::Path;

/// A trigger or index that a rebuild would break.
///
/// ```
/// use schema_core::migrate::{Error, ErrorKind};
///
/// fn object(error: &Error) -> Option<&str> {
///     match error.kind() {
///         ErrorKind::Rebuild(misfit) => Some(&misfit.object),
///         _ => None,
///     }
/// }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Misfit {
    /// Name of the revision.
    pub revision: String,
    /// Name of the script's file.
    pub file: String,
    /// The table.
    pub table: String,
    /// What does not fit: ``trigger `audit` `` or ``index `by_age` ``.
    pub object: String,
    /// What the database says.
    pub error: connect::Error,
}

/// A statement that failed, and what is left of its revision.
///
/// ```
/// use schema_core::migrate::{Error, ErrorKind};
///
/// fn log(error: &Error) {
///     if let ErrorKind::Statement(failed) = error.kind() {
///         eprintln!("{}, line {}: {}", failed.file, failed.line, failed.error);
///     }
/// }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct FailedStatement {
    /// Name of the revision.
    pub revision: String,
    /// Which of its scripts.
    pub direction: Direction,
    /// Name of the script's file.
    pub file: String,
    /// Number of the statement, from 1; `None` when the commit itself failed.
    pub statement: Option<usize>,
    /// How many statements the script has.
    pub of: usize,
    /// The line of the script on which it begins, from 1; 0 where it has none.
    pub line: usize,
    /// The statement.
    pub sql: String,
    /// What the database says.
    pub error: connect::Error,
    /// What the database has of the revision now.
    pub left: Left,
    /// What the next run lacks, which has another session: it cannot resume the revision.
    pub lacking: Option<Lasting>,
}

/// What the database has of a revision that failed.
///
/// ```
/// use schema_core::migrate::{FailedStatement, Left};
///
/// fn is_unchanged(failed: &FailedStatement) -> bool {
///     failed.left == Left::Nothing
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Left {
    /// Nothing: it was rolled back.
    Nothing,
    /// The first statements, so many. The next run goes on behind them.
    Statements(usize),
    /// The first statements, so many, and perhaps a part of what the failed one does.
    InDoubt(usize),
    /// Not known, for the connection broke. The next run finds out.
    Unknown,
}

/// A statement of a half-applied revision that was begun, and of which it is not known whether it has run.
///
/// ```
/// use schema_core::migrate::{Error, ErrorKind};
///
/// fn statement(error: &Error) -> Option<usize> {
///     match error.kind() {
///         ErrorKind::InDoubt(doubt) => Some(doubt.statement),
///         _ => None,
///     }
/// }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct InDoubt {
    /// Name of the revision.
    pub revision: String,
    /// Which of its scripts.
    pub direction: Direction,
    /// Name of the script's file.
    pub file: String,
    /// Number of the statement, from 1.
    pub statement: usize,
    /// How many statements the script has.
    pub of: usize,
    /// The line of the script on which it begins, from 1; 0 where it has none.
    pub line: usize,
    /// The statement.
    pub sql: String,
    /// Why it is not known.
    pub doubt: Doubt,
}

/// That the first statements of a revision have run.
fn ran(done: usize) -> String {
    match done {
        1 => "its first statement ran".to_owned(),
        _ => format!("its first {done} statements ran"),
    }
}

impl FailedStatement {
    /// What failed and why, without what is left of it and how to go on: for a database that is thrown away.
    pub fn what(&self) -> impl fmt::Display + '_ {
        What(self)
    }

    /// Where it is in its script; nothing for a commit.
    pub(super) fn span(&self) -> Option<Span> {
        let Self { revision, file, statement, line, sql, error, .. } = self;
        (*statement)?;
        let whole = statement_span(revision, file, *line, sql);
        // The engine may name the character, of which only that of the first line has an unknown indent.
        let before = error.position().map(|at| sql.chars().take(at.saturating_sub(1)).collect::<String>());
        let span = match before.as_deref().and_then(|before| before.rsplit_once('\n')) {
            Some((above, on)) => {
                let number = |number: usize| u32::try_from(number).unwrap_or_default();
                let line = line + above.matches('\n').count() + 1;
                Span { line: number(line), column: number(on.chars().count() + 1), length: 1, ..whole }
            }
            None => whole,
        };
        Some(span.label(error.message()))
    }

    /// What is left of the revision.
    fn state(&self) -> String {
        let them = if matches!(self.left, Left::Statements(1)) { "it" } else { "them" };
        match (self.left, &self.lacking) {
            (Left::Nothing, _) => "it was rolled back".to_owned(),
            (Left::Statements(done), Some(lacking)) => {
                format!("{}, and it cannot be resumed after {them}, because a new session lacks {lacking}", ran(done))
            }
            (Left::Statements(0), _) => "no statement ran".to_owned(),
            (Left::Statements(done), _) => ran(done),
            (Left::InDoubt(_), _) => "it may have run in part".to_owned(),
            (Left::Unknown, _) => "the connection is lost".to_owned(),
        }
    }
}

impl fmt::Display for FailedStatement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", What(self), self.state())
    }
}

/// What failed and why.
struct What<'a>(&'a FailedStatement);

impl fmt::Display for What<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let FailedStatement { revision, file, statement, of, line, error, .. } = self.0;
        write!(f, "revision `{revision}` failed")?;
        match statement {
            Some(number) => write!(f, " at statement {number} of {of} ({file}, line {line})")?,
            None => f.write_str(" at its commit")?,
        }
        write!(f, ": {error}")?;
        Ok(())
    }
}

impl fmt::Display for InDoubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { revision, direction: _, file, statement, of, line, sql, doubt } = self;
        let mut words = sql.split_whitespace();
        let mut start = words.by_ref().take(8).collect::<Vec<_>>().join(" ");
        if words.next().is_some() {
            start.push_str(" …");
        }
        let why = match doubt {
            Doubt::Invisible => "it is unknown whether it ran, because the database does not show its effect",
            Doubt::Neither => {
                "it is unknown whether it ran: the database matches the state neither before nor after \
                it"
            }
            Doubt::NotRecorded => "it is unknown whether it ran, because the state before it was not recorded",
            Doubt::Failed => "it failed, and may have run in part",
        };
        write!(
            f,
            "revision `{revision}` stopped in statement {statement} of {of} ({file}, line {line}): {start}; {why}"
        )
    }
}

/// The first line of a statement in the script of a revision.
pub(super) fn statement_span(revision: &str, file: &str, line: usize, sql: &str) -> Span {
    let length = sql.lines().next().map_or(1, |first| first.trim_end().chars().count().max(1));
    let number = |number: usize| u32::try_from(number).unwrap_or_default();
    Span::at(&Path::new(revision).join(file), number(line), 1, number(length))
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { revision, file: _, table, object, error } = self;
        write!(
            f,
            "revision `{revision}` was rolled back: {object} is incompatible with the rebuilt table `{table}`: \
             {error}"
        )
    }
}
