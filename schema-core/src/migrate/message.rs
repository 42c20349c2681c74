//! What happened, on one line.

use super::advice::left_by;
use super::{ErrorKind, old_server};
use std::fmt;

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Connection(error) => error.fmt(f),
            Self::Locked { holder, waited, dialect } => {
                if let (Some(holder), Some(_)) = (holder, left_by(holder.as_ref(), *dialect)) {
                    return write!(f, "an idle connection holds the lock of an upgrade: {holder}");
                }
                write!(f, "another upgrade of this database has been running for more than {} s", waited.as_secs())?;
                holder.as_ref().map_or(Ok(()), |holder| write!(f, ": {holder}"))
            }
            Self::Busy(error) => write!(f, "another connection is writing to the database: {error}"),
            Self::ForeignKeys { revision, violations } => {
                write!(f, "revision `{revision}` was rolled back because it would leave orphaned rows: ")?;
                for (index, (table, parent, rows)) in violations.iter().enumerate() {
                    let comma = if index > 0 { ", " } else { "" };
                    write!(f, "{comma}{rows} in `{table}` without a row in `{parent}`")?;
                }
                Ok(())
            }
            Self::Rebuild(misfit) => misfit.fmt(f),
            Self::LostColumns { revision, table, columns } => {
                let columns: Vec<String> = columns.iter().map(|column| format!("`{column}`")).collect();
                write!(
                    f,
                    "revision `{revision}` was rolled back: rebuilding table `{table}` would drop {}, which the \
                     script does not mention",
                    columns.join(", ")
                )
            }
            Self::LostConflictClauses { revision, table } => write!(
                f,
                "revision `{revision}` was rolled back: rebuilding table `{table}` would lose its `ON CONFLICT` \
                 clause"
            ),
            Self::LostForeignKey { revision, table, column, target } => write!(
                f,
                "revision `{revision}` was rolled back: rebuilding table `{table}` would lose the foreign key of \
                 `{column}`, which references the missing table `{target}`"
            ),
            Self::LostAttributes { revision, table, column, attributes, .. } => write!(
                f,
                "revision `{revision}` was stopped: it defines column `{table}.{column}` without the {} that it has \
                 in the database",
                attributes.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ")
            ),
            Self::Overwritten { revision, file, line, statement, of, asks } => write!(
                f,
                "revision `{revision}` cannot run: `{asks}` in statement {statement} of {of} ({file}, line {line}) \
                 cannot see the statement before it, because the history is written in between"
            ),
            Self::NothingToResume => f.write_str("nothing to resume, because no revision is partially applied"),
            Self::NoStatement { revision, number, of } => {
                write!(f, "revision `{revision}` has no statement {number}: its statements are 1 to {of}")
            }
            Self::Pooler => f.write_str(
                "the database URL points to a pooler that changes connections between transactions, and the lock of \
                 an upgrade belongs to one connection",
            ),
            Self::Statement(failed) => failed.fmt(f),
            Self::InDoubt(doubt) => doubt.fmt(f),
            Self::Edited { revision } => write!(f, "revision `{revision}` was edited after it was applied"),
            Self::EditedPartWay { revision, done: 1 } => {
                write!(f, "partially applied revision `{revision}` was edited: its first statement had already run")
            }
            Self::EditedPartWay { revision, done } => write!(
                f,
                "partially applied revision `{revision}` was edited: its first {done} statements had already run"
            ),
            Self::Unknown { revision } => {
                write!(f, "applied revision `{revision}` is unknown to this program")
            }
            Self::PartWay { revision, direction: _, done, of } => {
                write!(f, "revision `{revision}` stopped after {done} of {of} statements")
            }
            Self::NotResumable { revision, direction: _, done, of, lacking } => write!(
                f,
                "revision `{revision}` stopped after {done} of {of} statements and cannot be resumed there: a new session \
                 lacks {lacking}"
            ),
            Self::Unmanaged { tables } => {
                let shown: Vec<String> = tables.iter().take(3).map(|name| format!("`{name}`")).collect();
                let more = if tables.len() > 3 { ", …" } else { "" };
                let noun = if tables.len() == 1 { "table" } else { "tables" };
                let (number, shown) = (tables.len(), shown.join(", "));
                write!(f, "the database has {number} {noun} ({shown}{more}) but no migration history")
            }
            Self::OtherHistory { found, named } => {
                write!(f, "the database keeps a migration history in `{found}`, and not in `{named}`")
            }
            Self::Behind { pending } => {
                let noun = if pending.len() == 1 { "revision" } else { "revisions" };
                let first = pending.first().map_or("", String::as_str);
                write!(f, "the database is {} {noun} behind, starting at `{first}`", pending.len())
            }
            Self::TwoHeads(error) => error.fmt(f),
            Self::Interrupted { part_way: Some(revision) } => write!(f, "interrupted in revision `{revision}`"),
            Self::NoScript { revision, dialect } => {
                write!(f, "revision `{revision}` has no {dialect} script")
            }
            Self::OldServer { revision, oldest, server } => old_server::message(f, revision, *oldest, *server),
            Self::Script { revision, file, error } => write!(f, "revision `{revision}`, {file}, {error}"),
            Self::NoWayBack { revision } => {
                write!(f, "cannot revert `{revision}`: it has no `down.sql`")
            }
            Self::UnknownRevision { id } => write!(f, "no revision has the id `{id}`"),
            Self::Graph(error) => error.fmt(f),
            Self::Target(error) => error.fmt(f),
            Self::NoDatabase => f.write_str("no database or schema is selected"),
            Self::Interrupted { part_way: None } => f.write_str("interrupted; no revision is partially applied"),
        }
    }
}
