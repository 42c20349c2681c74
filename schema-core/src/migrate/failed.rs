//! A statement that failed or is in doubt, and what is left of its revision.

use super::told::{Told, in_general};
use super::{Direction, Doubt, Lasting};
use crate::connect;
use crate::diagnostic::{Command, Help, Span};
use std::fmt;
use std::path::Path;

/// A trigger or index that a rebuild would break.
#[derive(Clone, Debug)]
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
#[derive(Clone, Debug)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug)]
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

/// A view or rule, which no model holds: no revision can make it anew by itself.
const STANDS_ON: &str = "; drop the dependent view or rule before this statement, and create it again after it";

const IN_USE: &str = "; first change or drop the dependent objects; dropping a column or table deletes its data";

/// Scripts of earlier versions do not serve an adopted `serial`.
const SERIAL: &str = "; if it is a `serial` column, replace this statement by `ALTER TABLE … ALTER COLUMN … DROP \
    DEFAULT` and `DROP SEQUENCE`";

const EXTENSION: &str =
    "; ask an administrator to run it in this database once: it does nothing if the extension exists";

/// PostgreSQL: protocol violation; a pooler says so.
const STATEMENT_MODE: &str = "; a pooler in statement mode does not support transactions: use a URL that points to \
    the server itself, or a pool in session mode";

const OTHER_NODE: &str = "; another connection changed the same rows first; on a Galera cluster, run all upgrades on \
    the same node";

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

    pub(super) fn told(&self, command: &dyn Fn(Command) -> Command) -> Told {
        let Self { direction, of, error, left, lacking, .. } = self;
        let run = |what: &str| Help::run(command(again(*direction)), |command| format!("{what}, run `{command}`"));
        let them = if matches!(left, Left::Statements(1)) { "it" } else { "them" };
        let (state, hint) = match (left, lacking) {
            (Left::Nothing, _) if error.kind() == connect::ErrorKind::Busy => {
                ("it was rolled back".to_owned(), Some(run("to retry")))
            }
            (Left::Nothing, _) => ("it was rolled back".to_owned(), None),
            (Left::Statements(done), Some(lacking)) => (
                format!("{}, and it cannot be resumed after {them}, because a new session lacks {lacking}", ran(*done)),
                Some(start_again(*direction, them, *of, command)),
            ),
            (Left::Statements(0), _) => ("no statement ran".to_owned(), Some(run("to retry"))),
            (Left::Statements(done), _) => (ran(*done), Some(run(&format!("to resume after {them}")))),
            (Left::InDoubt(done), _) => {
                ("it may have run in part".to_owned(), Some(look(*direction, done + 1, command)))
            }
            (Left::Unknown, _) => ("the connection is lost".to_owned(), Some(run("to continue"))),
        };
        Told { message: format!("{}; {state}", What(self)), hint }
    }
}

impl fmt::Display for FailedStatement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.told(&in_general).fmt(f)
    }
}

/// What failed and why.
struct What<'a>(&'a FailedStatement);

impl fmt::Display for What<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let FailedStatement { revision, file, statement, of, line, sql, error, .. } = self.0;
        write!(f, "revision `{revision}` failed")?;
        match statement {
            Some(number) => write!(f, " at statement {number} of {of} ({file}, line {line})")?,
            None => f.write_str(" at its commit")?,
        }
        write!(f, ": {error}")?;
        match error.code() {
            // PostgreSQL: this statement cannot be in a transaction.
            Some("25001") => f.write_str("; put `-- cargo-schema: no-transaction` in the first line of the script")?,
            // PostgreSQL: dependent objects still exist; a column of a view or rule cannot change its type.
            Some("2BP01") => f.write_str(IN_USE)?,
            Some("0A000") if error.message().contains("used by a view or rule") => f.write_str(STANDS_ON)?,
            // PostgreSQL: object not in prerequisite state.
            Some("55000") if sql.trim_end().ends_with("DROP IDENTITY") => f.write_str(SERIAL)?,
            // PostgreSQL: insufficient privilege.
            Some("42501") if sql.starts_with("CREATE EXTENSION IF NOT EXISTS") => f.write_str(EXTENSION)?,
            Some("08P01") => f.write_str(STATEMENT_MODE)?,
            // MySQL and MariaDB: deadlock.
            Some("1213") => f.write_str(OTHER_NODE)?,
            _ if error.kind() == connect::ErrorKind::Value && statement.is_some() => {
                write!(f, "; if existing rows violate it, fix them in an earlier statement")?;
            }
            _ => {}
        }
        if error.kind() == connect::ErrorKind::Busy && statement.is_some() {
            f.write_str("; another connection held a lock for too long: end it, or wait longer with `--lock-timeout`")?;
        }
        Ok(())
    }
}

impl InDoubt {
    pub(super) fn told(&self, command: &dyn Fn(Command) -> Command) -> Told {
        let Self { revision, direction, file, statement, of, line, sql, doubt } = self;
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
        Told {
            message: format!(
                "revision `{revision}` stopped in statement {statement} of {of} ({file}, line {line}): {start}; {why}"
            ),
            hint: Some(look(*direction, *statement, command)),
        }
    }
}

impl fmt::Display for InDoubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.told(&in_general).fmt(f)
    }
}

/// What to do about a statement that may have run.
fn look(direction: Direction, number: usize, command: &dyn Fn(Command) -> Command) -> Help {
    Help::run(command(resume_at(direction, number)), |run| {
        format!(
            "check the database, then run `{run}` to run it again; if it already ran, pass `--resume-after {number}` \
             instead"
        )
    })
}

/// What to do about a revision that cannot be resumed where it stopped: `them` names the statements that have run, and `of` is
/// how many there are.
pub(super) fn start_again(direction: Direction, them: &str, of: usize, command: &dyn Fn(Command) -> Command) -> Help {
    Help::run(command(resume_at(direction, 1)), |run| {
        format!(
            "undo {them} yourself and start again with `{run}`; or run the remaining statements yourself and pass \
             `--resume-after {of}` instead"
        )
    })
}

/// The first line of a statement in the script of a revision.
pub(super) fn statement_span(revision: &str, file: &str, line: usize, sql: &str) -> Span {
    let length = sql.lines().next().map_or(1, |first| first.trim_end().chars().count().max(1));
    let number = |number: usize| u32::try_from(number).unwrap_or_default();
    Span::at(&Path::new(revision).join(file), number(line), 1, number(length))
}

/// The command that goes on.
pub(super) fn again(direction: Direction) -> Command {
    match direction {
        Direction::Up => Command::schema(["upgrade"]),
        Direction::Down => Command::schema(["downgrade", "-1"]),
    }
}

/// The command that goes on at a statement.
fn resume_at(direction: Direction, number: usize) -> Command {
    again(direction).arg("--resume-at").arg(number.to_string())
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { revision, file, table, object, error } = self;
        write!(
            f,
            "revision `{revision}` was rolled back: {object} is incompatible with the rebuilt table `{table}`: \
             {error}; drop or change it in {file} before the rebuild"
        )
    }
}
