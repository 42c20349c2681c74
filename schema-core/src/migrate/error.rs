//! Why a migration did not end well, as data. What is said of it is in `message.rs` and `advice.rs`.

use super::{Direction, FailedStatement, Holder, InDoubt, Lasting, Misfit};
use crate::connect;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::revision::{GraphError, TargetError, TwoHeads};
use crate::schema::{Dialect, Release};
use crate::script::ScriptError;
use std::fmt;
use std::time::Duration;

/// Why a migrator stopped.
///
/// `Display` says what happened, on one line. `Debug`, which a `main` that returns the error shows, adds the causes that the line
/// does not have and the help. `source` is the error of the driver, if there is one. Its `Debug` text may hold values of rows.
///
/// ```no_run
/// # use schema_core::migrate::{Error, Migrator};
/// # static MIGRATOR: Migrator = Migrator::new(&[]);
/// use schema_core::migrate::ErrorKind;
///
/// # async fn start() -> Result<(), Error> {
/// match MIGRATOR.require_current("postgres://localhost/shop").await {
///     Err(error) if error.is_retryable() => eprintln!("not yet: {error}"),
///     Err(error) => match error.kind() {
///         ErrorKind::Behind { pending, .. } => eprintln!("{} revisions are missing", pending.len()),
///         _ => return Err(error),
///     },
///     Ok(()) => {}
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Error(Box<ErrorKind>);

impl Error {
    /// Returns what happened, as data.
    ///
    /// ```
    /// use schema_core::migrate::{Error, ErrorKind};
    ///
    /// fn is_unknown_revision(error: &Error) -> bool {
    ///     matches!(error.kind(), ErrorKind::Unknown { .. })
    /// }
    /// ```
    pub fn kind(&self) -> &ErrorKind {
        &self.0
    }

    /// Returns its code, which stays the same from version to version: `behind`, `locked`. The documentation lists them.
    ///
    /// ```
    /// # use schema_core::migrate::{Error, ErrorKind};
    /// # fn log(error: &Error) {
    /// eprintln!("{}: {error}", error.code());
    /// # }
    /// ```
    pub fn code(&self) -> &'static str {
        self.0.code().name()
    }

    /// Returns what to do about it, for whoever runs the program; `None` where there is nothing to add.
    ///
    /// ```
    /// # use schema_core::migrate::Error;
    /// # fn log(error: &Error) {
    /// if let Some(help) = error.help() {
    ///     eprintln!("help: {help}");
    /// }
    /// # }
    /// ```
    pub fn help(&self) -> Option<String> {
        self.0.advice()
    }

    /// Returns `true` if the same call may succeed later: another upgrade holds the lock, the database is busy, or the
    /// connection was lost.
    ///
    /// ```
    /// # use schema_core::migrate::Error;
    /// # fn wait(error: &Error) -> bool {
    /// error.is_retryable()
    /// # }
    /// ```
    pub fn is_retryable(&self) -> bool {
        match self.kind() {
            ErrorKind::Locked { .. } | ErrorKind::Busy(_) => true,
            ErrorKind::Connection(error) => error.is_retryable(),
            ErrorKind::Statement(failed) => failed.error.is_retryable(),
            _ => false,
        }
    }

    /// Returns the exit code that `cargo schema` has for it, for a program with an `upgrade` command of its own: 1 for a database
    /// that is behind, 2 for revisions or a request that cannot be used, 4 for a database that cannot be reached or locked, 5 for a
    /// revision that failed, 6 for a history that is not that of the revisions, 130 for an interruption.
    ///
    /// ```
    /// # use schema_core::migrate::Error;
    /// # fn end(error: &Error) -> std::process::ExitCode {
    /// std::process::ExitCode::from(error.exit_code())
    /// # }
    /// ```
    pub fn exit_code(&self) -> u8 {
        self.0.exit_code()
    }

    /// Returns all that is said of it, as a value.
    #[doc(hidden)]
    pub fn diagnostic(&self) -> Diagnostic {
        let spans = self.0.span().into_iter().collect();
        let said = Diagnostic::new(Severity::Error, self.0.code(), self.to_string());
        Diagnostic { help: self.help().map(Into::into), spans, ..said }
    }
}

/// What happened, with its data. Later versions may have more kinds, and more fields.
///
/// ```
/// use schema_core::migrate::ErrorKind;
///
/// fn missing(kind: &ErrorKind) -> usize {
///     match kind {
///         ErrorKind::Behind { pending, .. } => pending.len(),
///         _ => 0,
///     }
/// }
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The database cannot be reached, or refused something that is not a statement of a revision.
    Connection(connect::Error),
    /// Another upgrade held the lock for longer than the time limit.
    #[non_exhaustive]
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
    /// A revision leaves orphaned rows behind.
    #[non_exhaustive]
    ForeignKeys {
        /// Name of the revision.
        revision: String,
        /// Table, table that it refers to, and number of rows; for each that got worse.
        violations: Vec<(String, String, usize)>,
    },
    /// SQLite: a trigger or index of a rebuilt table does not fit the new table.
    Rebuild(Box<Misfit>),
    /// SQLite: the script rebuilds a table without columns that the table has, and does not say that it drops them.
    #[non_exhaustive]
    LostColumns {
        /// Name of the revision.
        revision: String,
        /// The table.
        table: String,
        /// Its columns.
        columns: Vec<String>,
    },
    /// SQLite: the script rebuilds a table without what its definition says of conflicts.
    #[non_exhaustive]
    LostConflictClauses {
        /// Name of the revision.
        revision: String,
        /// The table.
        table: String,
    },
    /// SQLite: the script rebuilds a table without a foreign key to what does not exist, which no model declares.
    #[non_exhaustive]
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
    #[non_exhaustive]
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
    /// An applied revision was edited after it was applied.
    #[non_exhaustive]
    Edited {
        /// Name of the revision.
        revision: String,
    },
    /// Statements of a partially applied revision were edited after they ran.
    #[non_exhaustive]
    EditedPartWay {
        /// Name of the revision.
        revision: String,
        /// How many statements had run.
        done: usize,
    },
    /// The database has a revision that is not among those at hand.
    #[non_exhaustive]
    Unknown {
        /// Name of the revision.
        revision: String,
    },
    /// A revision is partially applied, and something else was asked for than to finish it.
    #[non_exhaustive]
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
    /// A statement of a partially applied revision was begun, and it is not known whether it ran.
    InDoubt(Box<InDoubt>),
    /// A partially applied revision cannot be resumed where it stopped: what its statements left in their session is gone.
    #[non_exhaustive]
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
    #[non_exhaustive]
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
    /// No revision is partially applied that could be resumed.
    NothingToResume,
    /// A partially applied revision has no statement of that number.
    #[non_exhaustive]
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
    #[non_exhaustive]
    Unmanaged {
        /// Names of the tables, in order.
        tables: Vec<String>,
    },
    /// The database has a history of a migrator, in another table than the one that is named.
    #[non_exhaustive]
    OtherHistory {
        /// Name of the table that it has.
        found: String,
        /// Name of the table that was looked for.
        named: String,
    },
    /// The database lacks revisions that the program needs.
    #[non_exhaustive]
    Behind {
        /// Names of the revisions, in the order in which they are to be applied.
        pending: Vec<String>,
    },
    /// A revision has no script for the dialect of the database.
    #[non_exhaustive]
    NoScript {
        /// Name of the revision.
        revision: String,
        /// The dialect.
        dialect: Dialect,
    },
    /// The server is older than what the scripts of a revision were planned for. Nothing was run.
    #[non_exhaustive]
    OldServer {
        /// Name of the revision.
        revision: String,
        /// The oldest release that its scripts run on.
        oldest: Release,
        /// What the server is.
        server: Release,
    },
    /// A script cannot be read.
    #[non_exhaustive]
    Script {
        /// Name of the revision.
        revision: String,
        /// Name of the script's file.
        file: String,
        /// Where and why.
        error: ScriptError,
    },
    /// A revision has no `down.sql`.
    #[non_exhaustive]
    NoWayBack {
        /// Name of the revision.
        revision: String,
    },
    /// No revision has this id.
    #[non_exhaustive]
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
    #[non_exhaustive]
    Interrupted {
        /// Name of a revision that is partially applied; `None` when the last one was finished or rolled back.
        part_way: Option<String>,
    },
}

impl ErrorKind {
    fn exit_code(&self) -> u8 {
        match self {
            Self::Behind { .. } => 1,
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
            | Self::NoDatabase => 2,
            Self::Connection(error) => match error.kind() {
                connect::ErrorKind::Url => 2,
                connect::ErrorKind::Broken | connect::ErrorKind::ReadOnly | connect::ErrorKind::Busy => 4,
                connect::ErrorKind::Value | connect::ErrorKind::Refused => 5,
            },
            Self::Locked { .. } | Self::Busy(_) => 4,
            Self::Statement(_)
            | Self::ForeignKeys { .. }
            | Self::Rebuild(_)
            | Self::LostColumns { .. }
            | Self::LostConflictClauses { .. }
            | Self::LostForeignKey { .. }
            | Self::LostAttributes { .. } => 5,
            Self::Edited { .. }
            | Self::EditedPartWay { .. }
            | Self::Unknown { .. }
            | Self::PartWay { .. }
            | Self::InDoubt(_)
            | Self::NotResumable { .. }
            | Self::OldServer { .. }
            | Self::OtherHistory { .. }
            | Self::Unmanaged { .. } => 6,
            Self::Interrupted { .. } => 130,
        }
    }

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
            Self::OtherHistory { .. } => Code::HistoryElsewhere,
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

    /// What the database or its driver said.
    fn answer(&self) -> Option<&connect::Error> {
        match self {
            Self::Connection(error) | Self::Busy(error) => Some(error),
            Self::Statement(failed) => Some(&failed.error),
            Self::Rebuild(misfit) => Some(&misfit.error),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = self.to_string();
        f.write_str(&line)?;
        // The line has the words of a database that answered.
        let is_answered = self.0.answer().is_some_and(|answer| answer.code().is_some());
        let mut cause = std::error::Error::source(self).filter(|_| !is_answered);
        let mut is_first = true;
        while let Some(error) = cause {
            let text = error.to_string();
            let is_said = self.0.answer().is_some_and(|answer| text.contains(answer.message()));
            if !is_said && !line.contains(&text) {
                f.write_str(if std::mem::take(&mut is_first) { "\n\nCaused by:" } else { "" })?;
                write!(f, "\n    {text}")?;
            }
            cause = error.source();
        }
        self.help().map_or(Ok(()), |help| write!(f, "\n\nhelp: {help}"))
    }
}

debug_as_display!(ErrorKind);

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(self.0.answer()?)
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self(Box::new(kind))
    }
}

impl From<connect::Error> for Error {
    fn from(error: connect::Error) -> Self {
        ErrorKind::Connection(error).into()
    }
}

impl From<GraphError> for Error {
    fn from(error: GraphError) -> Self {
        ErrorKind::Graph(error).into()
    }
}

impl From<TwoHeads> for Error {
    fn from(error: TwoHeads) -> Self {
        ErrorKind::TwoHeads(error).into()
    }
}

impl From<TargetError> for Error {
    fn from(error: TargetError) -> Self {
        match error {
            TargetError::TwoHeads(error) => error.into(),
            error => ErrorKind::Target(error).into(),
        }
    }
}
