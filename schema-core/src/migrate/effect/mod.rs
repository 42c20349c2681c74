//! What a statement that runs outside of a transaction does, as far as the catalog shows it.
//!
//! A statement that was begun and not seen to end is judged by the catalog: the state before it, the state after it, or
//! neither. The state before is read before the statement begins, and recorded with its beginning. An error code never
//! counts: a statement that is wrong by itself fails with the same codes as one that has run before.

mod state;

use crate::connect::{Error, Session};
use crate::schema::{Dialect, Engines};
use crate::script::{Statement, Words};

/// What is known of a statement that runs outside of a transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Running it again changes nothing.
    Repeatable,
    /// It changes these objects, wholly or not at all.
    Visible(Visible),
    /// The catalog does not show what it did.
    Opaque {
        /// It may have done a part of its work when it fails.
        partial: bool,
    },
}

/// What the catalog shows of a statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visible {
    pub(crate) objects: Vec<Object>,
    /// What holds behind it; empty where that is not known.
    pub(crate) after: Vec<Fact>,
    /// Where neither the state before nor the one after is found, it is to run again: it repairs what it left.
    pub(crate) repairs: bool,
}

/// A kind of object that a statement creates, alters, or drops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A table, view or sequence.
    Table,
    /// A stored procedure.
    Procedure,
    /// A stored function.
    Function,
    /// A trigger.
    Trigger,
    /// A scheduled event.
    Event,
    /// A database.
    Database,
    /// A user or role; its host stands in place of the schema.
    User,
    /// PostgreSQL: an index; its table, as it is spelled, stands in place of the schema.
    Index,
    /// A tablespace.
    Tablespace,
    /// A subscription.
    Subscription,
}

/// An object that a statement creates, alters, or drops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// What it is.
    pub kind: Kind,
    /// The namespace that it is in, or what stands in its place.
    pub schema: Option<String>,
    /// Its name.
    pub name: String,
}

/// Something that holds behind a statement. Positions are those of the objects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// The object exists.
    There(usize),
    /// The object does not exist.
    Gone(usize),
    /// PostgreSQL: the index is there, and queries use it.
    Valid(usize),
    /// A part of a table.
    Part {
        /// The table.
        table: usize,
        /// The part.
        part: Part,
        /// `true` if the part exists, `false` if it does not.
        there: bool,
    },
    /// The columns of a table's primary key; none without one.
    PrimaryKey(usize, Vec<String>),
}

/// A part of a table by its name in lower case: MySQL's names of these have no case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A column.
    Column(String),
    /// An index.
    Key(String),
    /// A constraint.
    Constraint(String),
    /// An index or a constraint: a unique key is both.
    KeyOrConstraint(String),
}

/// The parts of a table, by their names in lower case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// The columns.
    pub columns: Vec<String>,
    /// The indexes.
    pub keys: Vec<String>,
    /// The constraints.
    pub constraints: Vec<String>,
    /// The columns of the primary key.
    pub primary_key: Vec<String>,
}

/// What the catalog says of a statement that was begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It did not run.
    Before,
    /// It ran.
    After,
    Unknown(Doubt),
}

/// Why it is not known whether a statement has run.
///
/// ```
/// use schema_core::migrate::{Doubt, InDoubt};
///
/// fn has_failed(doubt: &InDoubt) -> bool {
///     doubt.doubt == Doubt::Failed
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Doubt {
    /// The catalog does not show what the statement does.
    Invisible,
    /// The catalog has neither the state before the statement nor the state after it.
    Neither,
    /// The state before the statement was not recorded.
    NotRecorded,
    /// The statement failed, and may have done a part of its work before that.
    Failed,
}

/// What `statement` does on `dialect`.
pub(super) fn effect(dialect: Dialect, statement: &Statement) -> Effect {
    let words = Words::of(dialect, &statement.text, usize::MAX);
    dialect.engine().execution().effect(&words)
}

impl Effect {
    /// The state of what the statement changes, to be recorded before it begins; `None` where there is nothing to see.
    pub(super) async fn state(&self, session: &mut Session) -> Result<Option<String>, Error> {
        match self {
            Self::Visible(visible) => {
                let found = visible.read(session).await?;
                Ok(found.map(|found| visible.digest(&found)))
            }
            Self::Repeatable | Self::Opaque { .. } => Ok(None),
        }
    }

    /// Judges a statement that was begun in the state `before` and not seen to end.
    pub(super) async fn judge(&self, session: &mut Session, before: Option<&str>) -> Result<Verdict, Error> {
        let visible = match self {
            Self::Repeatable => return Ok(Verdict::Before),
            Self::Opaque { .. } => return Ok(Verdict::Unknown(Doubt::Invisible)),
            Self::Visible(visible) => visible,
        };
        let Some(found) = visible.read(session).await? else { return Ok(Verdict::Unknown(Doubt::Invisible)) };
        Ok(match before {
            Some(before) if visible.digest(&found) == before => Verdict::Before,
            Some(_) if visible.is_after(session.dialect().engine().execution(), &found) => Verdict::After,
            _ if visible.repairs => Verdict::Before,
            Some(_) => Verdict::Unknown(Doubt::Neither),
            None => Verdict::Unknown(Doubt::NotRecorded),
        })
    }
}

impl Visible {
    /// The position of an object, which is added where it is new.
    pub(crate) fn object(&mut self, kind: Kind, schema: Option<String>, name: String) -> usize {
        let object = Object { kind, schema, name };
        self.objects.iter().position(|it| *it == object).unwrap_or_else(|| {
            self.objects.push(object);
            self.objects.len() - 1
        })
    }
}
