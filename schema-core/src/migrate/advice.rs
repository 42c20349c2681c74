//! What to do about an error, in the words of a program that has the migrator in it. It names no command: the command line tool
//! has a text of its own where one helps (`cargo-schema/src/cli/remedy.rs`).

use super::execution::Pooler;
use super::failed::statement_span;
use super::{Direction, ErrorKind, FailedStatement, Holder, InDoubt, Left, old_server};
use crate::connect;
use crate::diagnostic::Span;
use crate::schema::{Dialect, Engines};

/// The pooler that left a lock to nobody who works.
pub(super) fn left_by(holder: Option<&Holder>, dialect: Dialect) -> Option<&'static dyn Pooler> {
    holder.filter(|holder| holder.idle)?;
    dialect.engine().execution().lock()?.pooler()
}

/// The method that goes on with a revision.
fn method(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "upgrade",
        Direction::Down => "downgrade",
    }
}

impl ErrorKind {
    /// What to do.
    pub(super) fn advice(&self) -> Option<String> {
        Some(match self {
            Self::Locked { holder, dialect, .. } => match holder {
                Some(holder) if let Some(pooler) = left_by(Some(holder), *dialect) => format!(
                    "a pooler that changes connections between transactions leaves it so: use a URL that points to the server \
                     itself, and end the connection with `{}`",
                    pooler.end(holder.pid)
                ),
                _ => "try again when it has ended, or wait longer with `lock_timeout`".to_owned(),
            },
            Self::Busy(_) => "try again when it has ended, or wait longer with `lock_timeout`".to_owned(),
            Self::Statement(failed) => return failed.advice(),
            Self::Rebuild(misfit) => format!("drop or change it in {} before the rebuild", misfit.file),
            Self::LostColumns { .. } => {
                "if another branch added it, create the revision again after that one; to drop it, add \
                 `-- cargo-schema: drop-column \"table\".\"column\"` to the head of the script"
                    .to_owned()
            }
            Self::LostConflictClauses { .. } => "add it to the `CREATE TABLE` of the script".to_owned(),
            Self::LostForeignKey { target, .. } => {
                format!("create `{target}`, or add the foreign key to the `CREATE TABLE` of the script")
            }
            Self::LostAttributes { file, table, column, .. } => format!(
                "add it to the statement in {file}, or, to drop it, add `-- cargo-schema: drop-attributes {}.{}` at the head of \
                 {file}",
                quoted(table),
                quoted(column)
            ),
            Self::Edited { .. } => {
                "restore the script that was applied; if the database is correct, mark the new one as applied \
                                    with `stamp`"
                    .to_owned()
            }
            Self::EditedPartWay { .. } => {
                "restore the script, and upgrade again; or undo those statements and start again with \
                                           `Resume::At(1)`"
                    .to_owned()
            }
            Self::Unknown { .. } => {
                "use a version of the program that has it; if this version works with a newer database, \
                                     allow that with `ahead(Ahead::Allow)`"
                    .to_owned()
            }
            Self::PartWay { direction, .. } => format!("to finish it, call `{}`", method(*direction)),
            Self::InDoubt(doubt) => doubt.advice(),
            Self::NotResumable { direction, of, .. } => start_again(*direction, "those statements", *of),
            Self::Overwritten { .. } => {
                "count rows with a query instead, or put both statements into a procedure".to_owned()
            }
            Self::NothingToResume => "remove `resume` from the call".to_owned(),
            Self::Pooler => "use a URL that points to the server itself, or a pool in session mode".to_owned(),
            Self::Unmanaged { tables } => {
                let they = if tables.len() == 1 { "it matches" } else { "they match" };
                format!("if {they} a revision, mark that as applied with `stamp`; otherwise use another database")
            }
            Self::OtherHistory { found, named } => format!(
                "if it is the history of this program, rename the table, or name it as `history-table` in the metadata; if \
                 `{found}` belongs to another program, create `{named}` with `stamp(…, \"base\")`"
            ),
            Self::Behind { .. } => "upgrade the database first, or call `upgrade`".to_owned(),
            Self::NoScript { dialect, .. } => format!("add `up.{dialect}.sql` to its directory"),
            Self::OldServer { revision, server, .. } => old_server::help(revision, *server),
            Self::Graph(error) => error.help().text,
            Self::TwoHeads(_) => "merge them, and build the program again; or name one as the target".to_owned(),
            Self::NoDatabase => "name one in the database URL".to_owned(),
            Self::Interrupted { part_way: Some(_) } => "to continue, make the same call again".to_owned(),
            _ => return None,
        })
    }

    /// The place in a script that it is about. The path is that in the directory of migrations.
    pub(super) fn span(&self) -> Option<Span> {
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
}

/// A view or rule, which no model holds: no revision can make it anew by itself.
const STANDS_ON: &str = "drop the dependent view or rule before this statement, and create it again after it";

const IN_USE: &str = "first change or drop the dependent objects; dropping a column or table deletes its data";

/// Scripts of earlier versions do not serve an adopted `serial`.
const SERIAL: &str = "if it is a `serial` column, replace this statement by `ALTER TABLE … ALTER COLUMN … DROP DEFAULT` and \
                      `DROP SEQUENCE`";

const EXTENSION: &str = "ask an administrator to run it in this database once: it does nothing if the extension exists";

/// PostgreSQL: protocol violation; a pooler says so.
const STATEMENT_MODE: &str = "a pooler in statement mode does not support transactions: use a URL that points to the server \
                              itself, or a pool in session mode";

const OTHER_NODE: &str =
    "another connection changed the same rows first; on a Galera cluster, run all upgrades on the same node";

impl FailedStatement {
    /// What to do about the statement itself; nothing about the revision that it leaves.
    ///
    /// ```
    /// # use schema_core::migrate::FailedStatement;
    /// # fn log(failed: &FailedStatement) {
    /// if let Some(remedy) = failed.remedy() {
    ///     eprintln!("{}: {remedy}", failed.file);
    /// }
    /// # }
    /// ```
    pub fn remedy(&self) -> Option<&'static str> {
        let Self { statement, sql, error, .. } = self;
        Some(match error.code() {
            // PostgreSQL: this statement cannot be in a transaction.
            Some("25001") => "put `-- cargo-schema: no-transaction` in the first line of the script",
            // PostgreSQL: dependent objects still exist; a column of a view or rule cannot change its type.
            Some("2BP01") => IN_USE,
            Some("0A000") if error.message().contains("used by a view or rule") => STANDS_ON,
            // PostgreSQL: object not in prerequisite state.
            Some("55000") if sql.trim_end().ends_with("DROP IDENTITY") => SERIAL,
            // PostgreSQL: insufficient privilege.
            Some("42501") if sql.starts_with("CREATE EXTENSION IF NOT EXISTS") => EXTENSION,
            Some("08P01") => STATEMENT_MODE,
            // MySQL and MariaDB: deadlock.
            Some("1213") => OTHER_NODE,
            _ if error.kind() == connect::ErrorKind::Value && statement.is_some() => {
                "if existing rows violate it, fix them in an earlier statement"
            }
            _ => return None,
        })
    }

    fn advice(&self) -> Option<String> {
        let Self { direction, of, error, left, lacking, .. } = self;
        let busy = error.kind() == connect::ErrorKind::Busy;
        let wait = (busy && self.statement.is_some())
            .then_some("another connection held a lock for too long: end it, or wait longer with `table_lock_timeout`");
        let again = method(*direction);
        let them = if matches!(left, Left::Statements(1)) { "it" } else { "them" };
        let go_on = match (left, lacking) {
            (Left::Nothing, _) => None,
            (Left::Statements(_), Some(_)) => Some(start_again(*direction, them, *of)),
            (Left::Statements(0), _) => Some(format!("to retry, call `{again}` again")),
            (Left::Statements(_), _) => Some(format!("to resume after {them}, call `{again}` again")),
            (Left::InDoubt(done), _) => Some(look(*direction, done + 1)),
            (Left::Unknown, _) => Some(format!("to continue, call `{again}` again")),
        };
        let parts: Vec<String> = self.remedy().or(wait).map(str::to_owned).into_iter().chain(go_on).collect();
        (!parts.is_empty()).then(|| parts.join("; "))
    }
}

impl InDoubt {
    fn advice(&self) -> String {
        look(self.direction, self.statement)
    }
}

/// What to do about a statement that may have run.
fn look(direction: Direction, number: usize) -> String {
    format!(
        "check the database, then call `{}` with `Resume::At({number})` to run it again; if it already ran, pass \
         `Resume::After({number})` instead",
        method(direction)
    )
}

/// What to do about a revision that cannot be resumed where it stopped: `them` names the statements that have run, and `of` is
/// how many there are.
fn start_again(direction: Direction, them: &str, of: usize) -> String {
    format!(
        "undo {them} and call `{}` with `Resume::At(1)`; or run the remaining statements yourself and pass \
         `Resume::After({of})` instead",
        method(direction)
    )
}

/// A name as a directive of a script has it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
