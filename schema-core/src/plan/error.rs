//! Why there is no plan.

use std::fmt;

use crate::diff::ApplyError;
use crate::schema::{Dialect, Release, TableName};

/// Why changes cannot be planned for a dialect.
#[derive(Clone, PartialEq, Eq)]
pub enum PlanError {
    /// The changes do not fit the schema.
    Apply(ApplyError),
    /// A column cannot be made or changed so.
    Column {
        /// Where.
        dialect: Dialect,
        /// The table.
        table: TableName,
        /// The column.
        column: String,
        /// Why, and the ways out.
        reason: String,
    },
    /// An enum type cannot be made so.
    Enum {
        /// Where.
        dialect: Dialect,
        /// The type.
        name: String,
        /// Why, and the ways out.
        reason: String,
    },
    /// A table cannot be made or changed so.
    Table {
        /// Where.
        dialect: Dialect,
        /// The table.
        table: TableName,
        /// Why, and the ways out.
        reason: String,
    },
    /// The version lacks what a table has; a later one has it.
    Version {
        /// The table.
        table: TableName,
        /// What it has: "unique constraint `uq`: `nulls_not_distinct`".
        what: String,
        /// What the scripts are for.
        release: Release,
        /// What they would have to be for.
        since: Release,
    },
}

impl PlanError {
    /// The release that could do what is asked, and that one that is planned for cannot.
    pub fn since(&self) -> Option<Release> {
        match self {
            Self::Version { since, .. } => Some(*since),
            _ => None,
        }
    }
}

impl fmt::Display for PlanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Apply(error) => error.fmt(f),
            Self::Column { dialect, table, column, reason } => write!(f, "`{table}.{column}` on {dialect}: {reason}"),
            Self::Enum { dialect, name, reason } => write!(f, "enum `{name}` on {dialect}: {reason}"),
            Self::Table { dialect, table, reason } => write!(f, "`{table}` on {dialect}: {reason}"),
            Self::Version { table, what, release, since } => {
                write!(f, "`{table}` on {}: {what} needs `{since}`; the scripts are for `{release}`", release.dialect)
            }
        }
    }
}

impl std::error::Error for PlanError {}

debug_as_display!(PlanError);

impl From<ApplyError> for PlanError {
    fn from(error: ApplyError) -> Self {
        Self::Apply(error)
    }
}
