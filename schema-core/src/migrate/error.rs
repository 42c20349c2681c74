//! Why a migration did not end well, and what to do next.

use super::execution::Pooler;
use super::failed::{again, start_again, statement_span};
use super::told::{Told, in_general};
use super::{Direction, FailedStatement, Holder, InDoubt, Lasting, Misfit, old_server};
use crate::connect;
use crate::diagnostic::{Code, Command, Diagnostic, Help, Severity, Span};
use crate::revision::{GraphError, TargetError, TwoHeads};
use crate::schema::{Dialect, Engines, Release};
use crate::script::ScriptError;
use std::fmt;
use std::time::Duration;

/// Why a migrator stopped. Its text names the next command where there is one.
///
/// Its `Debug` says the same as its `Display`: it is what `fn main() -> Result<(), Box<dyn Error>>` shows.
#[derive(Clone)]
#[non_exhaustive]
pub enum Error {
    /// The database cannot be reached, or refused something that is not a statement of a revision.
    Connection(connect::Error),
    /// Another upgrader held the lock for longer than the time limit.
    Locked {
        /// Who, as far as the server tells.
        holder: Option<Holder>,
        /// How long was waited.
        waited: Duration,
        /// The dialect of the database.
        dialect: Dialect,
    },
    /// SQLite: another connection was writing for longer than the time limit.
    Busy(connect::Error),
    /// A statement of a revision failed.
    Statement(Box<FailedStatement>),
    /// A revision leaves rows behind that refer to nothing.
    ForeignKeys {
        /// Name of the revision.
        revision: String,
        /// Table, table that it refers to, and number of rows; for each that got worse.
        violations: Vec<(String, String, usize)>,
    },
    /// SQLite: a trigger or index of a rebuilt table does not fit the new table.
    Rebuild(Box<Misfit>),
    /// SQLite: the script makes a table anew without columns that the table has, and does not say that it drops them.
    LostColumns {
        /// Name of the revision.
        revision: String,
        /// The table.
        table: String,
        /// Its columns.
        columns: Vec<String>,
    },
    /// SQLite: the script makes a table anew without what its definition says of conflicts.
    LostConflictClauses {
        /// Name of the revision.
        revision: String,
        /// The table.
        table: String,
    },
    /// SQLite: the script rebuilds a table without a foreign key to what does not exist, which no model declares.
    LostForeignKey {
        /// Name of the revision.
        revision: String,
        /// The table.
        table: String,
        /// The column of the foreign key.
        column: String,
        /// The table that it references.
        target: String,
    },
    /// MySQL, MariaDB: the script defines a column without its unmanaged attributes.
    LostAttributes {
        /// Name of the revision.
        revision: String,
        /// Name of the script's file.
        file: String,
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// What it has, in the words of its definition.
        attributes: Vec<String>,
    },
    /// An applied revision is not what it was when it was applied.
    Edited {
        /// Name of the revision.
        revision: String,
    },
    /// Statements of a half-applied revision are not what they were when they ran.
    EditedPartWay {
        /// Name of the revision.
        revision: String,
        /// How many statements had run.
        done: usize,
    },
    /// The database has a revision that is not among those at hand.
    Unknown {
        /// Name of the revision.
        revision: String,
    },
    /// A revision stopped half-way, and something else was asked for than to finish it.
    PartWay {
        /// Name of the revision.
        revision: String,
        /// Which way it was going.
        direction: Direction,
        /// How many statements had run.
        done: usize,
        /// How many there were.
        of: usize,
    },
    /// A statement of a half-applied revision was begun, and it is not known whether it has run.
    InDoubt(Box<InDoubt>),
    /// A half-applied revision cannot be resumed where it stopped: what its statements left in their session is gone.
    NotResumable {
        /// Name of the revision.
        revision: String,
        /// Which way it was going.
        direction: Direction,
        /// How many statements had run.
        done: usize,
        /// How many there are.
        of: usize,
        /// What a new session lacks.
        lacking: Lasting,
    },
    /// A statement asks what the one before it did, and the record of that one runs between them.
    Overwritten {
        /// Name of the revision.
        revision: String,
        /// Name of the script's file.
        file: String,
        /// The line of the script on which the statement begins, from 1.
        line: usize,
        /// Number of the statement, from 1.
        statement: usize,
        /// How many there are.
        of: usize,
        /// What it asks with.
        asks: String,
    },
    /// There is no half-applied revision that could be resumed.
    NothingToResume,
    /// A half-applied revision has no statement of that number.
    NoStatement {
        /// Name of the revision.
        revision: String,
        /// The number.
        number: usize,
        /// How many there are.
        of: usize,
    },
    /// The connection that took the lock is not the one that runs statements: a pooler stands in between.
    Pooler,
    /// The database has tables, and no history.
    Unmanaged {
        /// Names of the tables, in order.
        tables: Vec<String>,
    },
    /// The database lacks revisions that the program needs.
    Behind {
        /// Names of the revisions, in the order in which they are to be applied.
        pending: Vec<String>,
    },
    /// A revision has no script for the dialect of the database.
    NoScript {
        /// Name of the revision.
        revision: String,
        /// The dialect.
        dialect: Dialect,
    },
    /// The server is older than what the scripts of a revision were planned for. Nothing was run.
    OldServer {
        /// Name of the revision.
        revision: String,
        /// The oldest release that its scripts run on.
        oldest: Release,
        /// What the server is.
        server: Release,
    },
    /// A script cannot be read.
    Script {
        /// Name of the revision.
        revision: String,
        /// Name of the script's file.
        file: String,
        /// Where and why.
        error: ScriptError,
    },
    /// A revision has no `down.sql`.
    NoWayBack {
        /// Name of the revision.
        revision: String,
    },
    /// No revision has this id.
    UnknownRevision {
        /// The id.
        id: String,
    },
    /// The revisions have no order.
    Graph(GraphError),
    /// Nothing, or more than one thing, is called like the target.
    Target(TargetError),
    /// There is no one head to go to.
    TwoHeads(TwoHeads),
    /// The connection has no database or schema in which the history could be.
    NoDatabase,
    /// The observer stopped the migrator.
    Interrupted {
        /// Name of a revision that is half done; `None` when the last one was finished or rolled back.
        part_way: Option<String>,
    },
}

/// What an [`Error`] means for a command's exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The database lacks revisions: 1.
    Behind,
    /// The revisions at hand or the request cannot be used: 2.
    Usage,
    /// The database cannot be reached, read, written or locked: 4.
    Unreachable,
    /// A revision failed: 5.
    Failed,
    /// The database's history is not that of the revisions at hand: 6.
    Conflict,
    /// Stopped on request: 130.
    Interrupted,
}

impl ErrorKind {
    /// The exit code of `cargo schema`.
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Behind => 1,
            Self::Usage => 2,
            Self::Unreachable => 4,
            Self::Failed => 5,
            Self::Conflict => 6,
            Self::Interrupted => 130,
        }
    }
}

impl Error {
    /// What it means for an exit code.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Connection(error) => match error.kind() {
                connect::ErrorKind::Url => ErrorKind::Usage,
                connect::ErrorKind::Broken | connect::ErrorKind::ReadOnly | connect::ErrorKind::Busy => {
                    ErrorKind::Unreachable
                }
                connect::ErrorKind::Value | connect::ErrorKind::Refused => ErrorKind::Failed,
            },
            Self::Locked { .. } | Self::Busy(_) => ErrorKind::Unreachable,
            Self::Statement(_)
            | Self::ForeignKeys { .. }
            | Self::Rebuild(_)
            | Self::LostColumns { .. }
            | Self::LostConflictClauses { .. }
            | Self::LostForeignKey { .. }
            | Self::LostAttributes { .. } => ErrorKind::Failed,
            Self::Edited { .. }
            | Self::EditedPartWay { .. }
            | Self::Unknown { .. }
            | Self::PartWay { .. }
            | Self::InDoubt(_)
            | Self::NotResumable { .. }
            | Self::OldServer { .. }
            | Self::Unmanaged { .. } => ErrorKind::Conflict,
            Self::Behind { .. } => ErrorKind::Behind,
            Self::NoScript { .. }
            | Self::Script { .. }
            | Self::NoWayBack { .. }
            | Self::UnknownRevision { .. }
            | Self::Graph(_)
            | Self::Target(_)
            | Self::TwoHeads(_)
            | Self::Overwritten { .. }
            | Self::NothingToResume
            | Self::NoStatement { .. }
            | Self::Pooler
            | Self::NoDatabase => ErrorKind::Usage,
            Self::Interrupted { .. } => ErrorKind::Interrupted,
        }
    }
}

impl Error {
    /// What it says, and what to do about it. `command` adds to a command the options that say which project and which
    /// database.
    pub fn diagnostic(&self, command: &dyn Fn(Command) -> Command) -> Diagnostic {
        let Told { message, hint } = self.told(command);
        let spans = self.span().into_iter().collect();
        Diagnostic { help: hint, spans, ..Diagnostic::new(Severity::Error, self.code(), message) }
    }

    /// The place in a script that it is about. The path is that in the directory of migrations.
    fn span(&self) -> Option<Span> {
        match self {
            Self::Statement(failed) => failed.span(),
            Self::InDoubt(doubt) => Some(statement_span(&doubt.revision, &doubt.file, doubt.line, &doubt.sql)),
            Self::Script { revision, file, error } => {
                let span = statement_span(revision, file, error.line, "");
                Some(span.label(error.message.as_str()))
            }
            Self::Overwritten { revision, file, line, .. } => Some(statement_span(revision, file, *line, "")),
            _ => None,
        }
    }

    fn told(&self, command: &dyn Fn(Command) -> Command) -> Told {
        let hint = match self {
            Self::Statement(failed) => return failed.told(command),
            Self::InDoubt(doubt) => return doubt.told(command),
            error => error.hint(command),
        };
        Told { message: What(self).to_string(), hint }
    }

    fn hint(&self, command: &dyn Fn(Command) -> Command) -> Option<Help> {
        let schema = |arguments: &[&str]| command(Command::schema(arguments.iter().copied()));
        Some(match self {
            Self::Locked { holder, dialect, .. } if left_by(holder.as_ref(), *dialect).is_none() => {
                Help::run(schema(&["upgrade"]), |command| format!("when it has ended, run `{command}`"))
            }
            Self::Edited { .. } => Help::run(schema(&["stamp", "--refresh"]), |command| {
                format!("restore its script; if the database is correct, run `{command}`")
            }),
            Self::EditedPartWay { .. } => Help::run(schema(&["upgrade"]), |command| {
                format!(
                    "restore the script and run `{command}`; or undo those statements yourself and add `--resume-at \
                     1` to start again"
                )
            }),
            Self::Overwritten { .. } => {
                Help::new("count rows with a query instead, or put both statements into a procedure")
            }
            Self::Unknown { .. } => Help::run(schema(&["stamp", "--detect"]), |command| {
                format!(
                    "find it with `git log --all`; if it no longer exists, detect the revision that matches: \
                     `{command}`"
                )
            }),
            Self::PartWay { direction, .. } => {
                Help::run(command(again(*direction)), |command| format!("to finish it, run `{command}`"))
            }
            Self::NotResumable { direction, of, .. } => start_again(*direction, "those statements", *of, command),
            Self::Unmanaged { tables } => {
                let they = if tables.len() == 1 { "it matches" } else { "they match" };
                Help::run(schema(&["stamp", "head"]), |command| {
                    format!("if {they} the newest revision, run `{command}`; otherwise name the revision, or `base`")
                })
            }
            Self::OldServer { revision, server, .. } => old_server::help(revision, *server, command),
            Self::Behind { .. } => Help::run(schema(&["upgrade"]), |command| format!("run `{command}`")),
            Self::TwoHeads(heads) => return heads.help(command),
            Self::Graph(error) => error.help(),
            Self::Target(error) => return error.help(command),
            Self::Interrupted { part_way: Some(_) } => {
                Help::run(schema(&["upgrade"]), |command| format!("to continue, run `{command}`"))
            }
            _ => return None,
        })
    }

    /// What kind it is, for programs.
    fn code(&self) -> Code {
        match self {
            Self::Connection(_) => Code::Connection,
            Self::Locked { .. } => Code::Locked,
            Self::Busy(_) => Code::Busy,
            Self::Statement(_) => Code::FailedStatement,
            Self::ForeignKeys { .. } => Code::OrphanedRows,
            Self::Rebuild(_) => Code::MisfitAfterRebuild,
            Self::LostColumns { .. } => Code::LostColumns,
            Self::LostConflictClauses { .. } => Code::LostConflictClauses,
            Self::LostForeignKey { .. } => Code::LostForeignKey,
            Self::LostAttributes { .. } => Code::LostAttributes,
            Self::Edited { .. } => Code::EditedRevision,
            Self::EditedPartWay { .. } => Code::EditedPartialRevision,
            Self::Unknown { .. } => Code::MissingRevisionFile,
            Self::PartWay { .. } => Code::PartialRevision,
            Self::InDoubt(_) => Code::StatementInDoubt,
            Self::NotResumable { .. } => Code::NotResumable,
            Self::Overwritten { .. } => Code::OverwrittenRowCount,
            Self::NothingToResume => Code::NothingToResume,
            Self::NoStatement { .. } => Code::NoSuchStatement,
            Self::Pooler => Code::Pooler,
            Self::Unmanaged { .. } => Code::NoHistory,
            Self::Behind { .. } => Code::Behind,
            Self::NoScript { .. } => Code::NoScript,
            Self::OldServer { .. } => Code::OldServer,
            Self::Script { .. } => Code::UnreadableScript,
            Self::NoWayBack { .. } => Code::NoDownScript,
            Self::UnknownRevision { .. } => Code::UnknownRevision,
            Self::Graph(_) => Code::RevisionOrder,
            Self::Target(error) => error.code(),
            Self::TwoHeads(_) => Code::MultipleHeads,
            Self::NoDatabase => Code::NoDatabaseSelected,
            Self::Interrupted { .. } => Code::Interrupted,
        }
    }
}

/// The pooler that left a lock to nobody who works.
fn left_by(holder: Option<&Holder>, dialect: Dialect) -> Option<&'static dyn Pooler> {
    holder.filter(|holder| holder.idle)?;
    dialect.engine().execution().lock()?.pooler()
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.told(&in_general).fmt(f)
    }
}

/// What happened.
struct What<'a>(&'a Error);

impl fmt::Display for What<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Error::Connection(error) => error.fmt(f),
            Error::Locked { holder, waited, dialect } => {
                if let (Some(holder), Some(pooler)) = (holder, left_by(holder.as_ref(), *dialect)) {
                    return write!(
                        f,
                        "an idle connection holds the lock of an upgrade: {holder}; this happens with a pooler that \
                         changes connections between transactions: use a URL that points to the server itself, and \
                         end the connection with `{}`",
                        pooler.end(holder.pid)
                    );
                }
                write!(f, "another upgrade of this database has been running for more than {} s", waited.as_secs())?;
                holder.as_ref().map_or(Ok(()), |holder| write!(f, ": {holder}"))
            }
            Error::Busy(error) => write!(f, "another connection is writing to the database: {error}"),
            Error::ForeignKeys { revision, violations } => {
                write!(f, "revision `{revision}` was rolled back because it would leave orphaned rows: ")?;
                for (index, (table, parent, rows)) in violations.iter().enumerate() {
                    let comma = if index > 0 { ", " } else { "" };
                    write!(f, "{comma}{rows} in `{table}` without a row in `{parent}`")?;
                }
                Ok(())
            }
            Error::Rebuild(misfit) => misfit.fmt(f),
            Error::LostColumns { revision, table, columns } => {
                let columns: Vec<String> = columns.iter().map(|column| format!("`{column}`")).collect();
                write!(
                    f,
                    "revision `{revision}` was rolled back: rebuilding table `{table}` would drop {}, which the \
                     script does not mention; if another branch added it, create the revision again after that one; \
                     to drop it, add `-- cargo-schema: drop-column \"table\".\"column\"` to the head of the script",
                    columns.join(", ")
                )
            }
            Error::LostConflictClauses { revision, table } => write!(
                f,
                "revision `{revision}` was rolled back: rebuilding table `{table}` would lose its `ON CONFLICT` \
                 clause; add it to the `CREATE TABLE` of the script"
            ),
            Error::LostForeignKey { revision, table, column, target } => write!(
                f,
                "revision `{revision}` was rolled back: rebuilding table `{table}` would lose the foreign key of \
                 `{column}`, which references the missing table `{target}`; create `{target}`, or add the foreign \
                 key to the `CREATE TABLE` of the script"
            ),
            Error::LostAttributes { revision, file, table, column, attributes } => write!(
                f,
                "revision `{revision}` was stopped: it defines column `{table}.{column}` without the {} that it has \
                 in the database; add it to the statement in {file}, or, to drop it, add \
                 `-- cargo-schema: drop-attributes {}.{}` at the head of {file}",
                attributes.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", "),
                quoted(table),
                quoted(column)
            ),
            Error::Overwritten { revision, file, line, statement, of, asks } => write!(
                f,
                "revision `{revision}` cannot run: `{asks}` in statement {statement} of {of} ({file}, line {line}) \
                 cannot see the statement before it, because the history is written in between"
            ),
            Error::NothingToResume => f.write_str(
                "nothing to resume, because no revision is partially applied; remove `--resume-at` and \
                    `--resume-after`",
            ),
            Error::NoStatement { revision, number, of } => {
                write!(f, "revision `{revision}` has no statement {number}: its statements are 1 to {of}")
            }
            Error::Pooler => f.write_str(
                "the database URL points to a pooler that changes connections between transactions, and the lock of \
                 an upgrade belongs to one connection; use a URL that points to the server itself, or a pool in \
                 session mode",
            ),
            Error::Statement(failed) => failed.fmt(f),
            Error::InDoubt(doubt) => doubt.fmt(f),
            Error::Edited { revision } => write!(f, "revision `{revision}` was edited after it was applied"),
            Error::EditedPartWay { revision, done: 1 } => {
                write!(f, "partially applied revision `{revision}` was edited: its first statement had already run")
            }
            Error::EditedPartWay { revision, done } => write!(
                f,
                "partially applied revision `{revision}` was edited: its first {done} statements had already run"
            ),
            Error::Unknown { revision } => {
                write!(f, "applied revision `{revision}` is missing from this project")
            }
            Error::PartWay { revision, direction: _, done, of } => {
                write!(f, "revision `{revision}` stopped after {done} of {of} statements")
            }
            Error::NotResumable { revision, direction: _, done, of, lacking } => write!(
                f,
                "revision `{revision}` stopped after {done} of {of} statements and cannot be resumed there: a new session \
                 lacks {lacking}"
            ),
            Error::Unmanaged { tables } => {
                let shown: Vec<String> = tables.iter().take(3).map(|name| format!("`{name}`")).collect();
                let more = if tables.len() > 3 { ", …" } else { "" };
                let noun = if tables.len() == 1 { "table" } else { "tables" };
                let (number, shown) = (tables.len(), shown.join(", "));
                write!(f, "the database has {number} {noun} ({shown}{more}) but no migration history")
            }
            Error::Behind { pending } => {
                let noun = if pending.len() == 1 { "revision" } else { "revisions" };
                let first = pending.first().map_or("", String::as_str);
                write!(f, "the database is {} {noun} behind, starting at `{first}`", pending.len())
            }
            Error::TwoHeads(error) => error.fmt(f),
            Error::Interrupted { part_way: Some(revision) } => write!(f, "interrupted in revision `{revision}`"),
            Error::NoScript { revision, dialect } => {
                write!(f, "revision `{revision}` has no {dialect} script: add `up.{dialect}.sql` to its directory")
            }
            Error::OldServer { revision, oldest, server } => old_server::message(f, revision, *oldest, *server),
            Error::Script { revision, file, error } => write!(f, "revision `{revision}`, {file}, {error}"),
            Error::NoWayBack { revision } => {
                write!(f, "cannot revert `{revision}`: it has no `down.sql`")
            }
            Error::UnknownRevision { id } => write!(f, "no revision has the id `{id}`"),
            Error::Graph(error) => error.fmt(f),
            Error::Target(error) => error.fmt(f),
            Error::NoDatabase => f.write_str("no database or schema is selected: name one in the database URL"),
            Error::Interrupted { part_way: None } => f.write_str("interrupted; no revision is partially applied"),
        }
    }
}

/// A name as a directive of a script has it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

impl std::error::Error for Error {}

debug_as_display!(Error);

impl From<connect::Error> for Error {
    fn from(error: connect::Error) -> Self {
        Self::Connection(error)
    }
}

impl From<GraphError> for Error {
    fn from(error: GraphError) -> Self {
        Self::Graph(error)
    }
}

impl From<TwoHeads> for Error {
    fn from(error: TwoHeads) -> Self {
        Self::TwoHeads(error)
    }
}

impl From<TargetError> for Error {
    fn from(error: TargetError) -> Self {
        match error {
            TargetError::TwoHeads(error) => Self::TwoHeads(error),
            error => Self::Target(error),
        }
    }
}
