//! Why there is no plan.

use std::fmt;

use crate::diff::ApplyError;
use crate::schema::{Dialect, TableName};

/// Why changes cannot be planned for a dialect.
#[derive(Clone, Debug, PartialEq, Eq)]
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
}

impl fmt::Display for PlanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Apply(error) => error.fmt(f),
            Self::Column { dialect, table, column, reason } => write!(f, "`{table}.{column}` on {dialect}: {reason}"),
            Self::Enum { dialect, name, reason } => write!(f, "enum `{name}` on {dialect}: {reason}"),
            Self::Table { dialect, table, reason } => write!(f, "`{table}` on {dialect}: {reason}"),
        }
    }
}

impl std::error::Error for PlanError {}

impl From<ApplyError> for PlanError {
    fn from(error: ApplyError) -> Self {
        Self::Apply(error)
    }
}
