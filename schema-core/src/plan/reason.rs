//! Why a step exists, as values. Sentences are made when a plan is rendered.

use std::fmt;

use crate::diff::Change;
use crate::schema::TableName;

use super::Plan;

/// A change that a plan carries out: what the given changes of one thing come to on the engine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedChange {
    /// The change.
    pub change: Change,
    /// The changes that it comes from, as places in the list that was planned.
    pub given: Vec<usize>,
}

/// Why a step exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It carries out this change, by its place in [`Plan::changes`].
    Change(usize),
    /// It sorts out existing rows before this constraint is added.
    Repair(String),
    /// It creates the namespace of this table.
    Namespace(TableName),
    /// It creates an extension for something in a table.
    Extension {
        /// The extension.
        name: String,
        /// What needs it.
        of: String,
    },
    /// The mode of the session refuses defaults of tables.
    SessionMode,
    /// Another column takes the name of this one.
    SetAside {
        /// The table.
        table: TableName,
        /// The column.
        column: String,
    },
    /// The type of something that this column is computed from changes.
    Recompute {
        /// The table.
        table: TableName,
        /// The column.
        column: String,
    },
    /// This table is dropped later, and something else needs what it holds.
    DropLater(TableName),
    /// Tables on a cycle of foreign keys are dropped.
    DropCycle {
        /// The table.
        table: TableName,
        /// The foreign key.
        foreign_key: String,
    },
    /// A dependent is dropped temporarily.
    Detach {
        /// The dependent.
        dependent: Dependent,
        /// Its table.
        table: TableName,
        /// What it would not let happen.
        obstacle: Obstacle,
    },
    /// A dependent is added again.
    Attach {
        /// The dependent.
        dependent: Dependent,
        /// Its table.
        table: TableName,
    },
}

/// A constraint or index that depends on columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dependent {
    /// A foreign key.
    ForeignKey(String),
    /// The primary key.
    PrimaryKey,
    /// A unique constraint.
    Unique(String),
    /// A check.
    Check(String),
    /// An exclusion constraint.
    Exclusion(String),
    /// An index.
    Index(String),
}

/// What a dependent would not let happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// A column that it depends on changes.
    Column,
    /// The index that a foreign key uses changes.
    IndexUnder,
    /// A column gets another type.
    Type(TableName, String),
    /// A column becomes an auto-increment column, or no longer is one.
    Numbering(TableName, String),
    /// A column becomes NOT NULL.
    NotNull(TableName, String),
    /// A column is renamed.
    Rename(TableName, String),
    /// A table gets another character set.
    CharacterSet(TableName),
    /// A table becomes logged or unlogged.
    Persistence(TableName),
    /// The primary key of a table changes.
    PrimaryKey(TableName),
    /// A unique index changes.
    UniqueIndex(String),
    /// A unique constraint changes.
    Unique(String),
}

impl Reason {
    /// A dependent of `table` is dropped temporarily.
    pub(crate) fn detach(dependent: Dependent, table: &TableName, obstacle: Obstacle) -> Self {
        Self::Detach { dependent, table: table.clone(), obstacle }
    }
}

impl Plan {
    /// A reason of one of its steps, as a sentence.
    pub fn sentence(&self, reason: &Reason) -> String {
        match reason {
            Reason::Change(place) => self.changes.get(*place).map(|it| it.change.to_string()).unwrap_or_default(),
            Reason::Repair(constraint) => format!("fix existing rows for `{constraint}`"),
            Reason::Namespace(table) => format!("make room for `{table}`"),
            Reason::Extension { name, of } => {
                format!("extension `{name}`, for {of}: if this is refused, an administrator must create it once")
            }
            Reason::SessionMode => "let this session write defaults that its mode refuses".to_owned(),
            Reason::SetAside { table, column } => format!("move column `{table}.{column}` aside"),
            Reason::Recompute { table, column } => {
                format!("generate `{table}.{column}` again, because a column in its expression changes its type")
            }
            Reason::DropLater(table) => format!("make room before `{table}` is dropped"),
            Reason::DropCycle { table, foreign_key } => {
                format!("drop foreign key `{foreign_key}` on `{table}`, so that its table can be dropped")
            }
            Reason::Detach { dependent, table, obstacle } => format!(
                "temporarily drop {dependent} on `{table}` \
                while {obstacle}"
            ),
            Reason::Attach { dependent, table } => format!("create {dependent} on `{table}` again"),
        }
    }
}

impl fmt::Display for Dependent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ForeignKey(name) => write!(f, "foreign key `{name}`"),
            Self::PrimaryKey => f.write_str("the primary key"),
            Self::Unique(name) => write!(f, "unique constraint `{name}`"),
            Self::Check(name) => write!(f, "check constraint `{name}`"),
            Self::Exclusion(name) => write!(f, "exclusion constraint `{name}`"),
            Self::Index(name) => write!(f, "index `{name}`"),
        }
    }
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Column => f.write_str("a column under it changes"),
            Self::IndexUnder => f.write_str("the index under it changes"),
            Self::Type(table, column) => write!(f, "`{table}.{column}` changes its type"),
            Self::Numbering(table, column) => write!(f, "`{table}.{column}` changes its auto-increment"),
            Self::NotNull(table, column) => write!(f, "`{table}.{column}` becomes NOT NULL"),
            Self::Rename(table, column) => write!(f, "`{table}.{column}` gets its new name"),
            Self::CharacterSet(table) => write!(f, "`{table}` changes its character set"),
            Self::Persistence(table) => write!(f, "`{table}` changes its storage"),
            Self::PrimaryKey(table) => write!(f, "the primary key of `{table}` changes"),
            Self::UniqueIndex(name) => write!(f, "unique index `{name}` changes"),
            Self::Unique(name) => write!(f, "unique constraint `{name}` changes"),
        }
    }
}
