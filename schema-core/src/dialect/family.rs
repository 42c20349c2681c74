//! Families of types, between which values convert alike.

use crate::schema::ColumnType;

/// A family of types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Bool,
    Int,
    Float,
    Decimal,
    Text,
    Enum,
    Json,
    Bytes,
    Uuid,
    Date,
    Time,
    DateTime,
    TimestampTz,
    Native,
}

impl Family {
    pub(super) fn of(ty: &ColumnType) -> Self {
        match ty {
            ColumnType::Bool => Self::Bool,
            ColumnType::Int { .. } => Self::Int,
            ColumnType::Float { .. } => Self::Float,
            ColumnType::Decimal { .. } => Self::Decimal,
            ColumnType::Char | ColumnType::Text { .. } | ColumnType::FixedText { .. } => Self::Text,
            ColumnType::Enum { .. } => Self::Enum,
            ColumnType::Json => Self::Json,
            ColumnType::Bytes { .. } | ColumnType::FixedBytes { .. } => Self::Bytes,
            ColumnType::Uuid => Self::Uuid,
            ColumnType::Date => Self::Date,
            ColumnType::Time { .. } => Self::Time,
            ColumnType::DateTime { .. } => Self::DateTime,
            ColumnType::TimestampTz { .. } => Self::TimestampTz,
            ColumnType::Bits { .. }
            | ColumnType::Set { .. }
            | ColumnType::Array(_)
            | ColumnType::Vector { .. }
            | ColumnType::Special(_)
            | ColumnType::Native { .. } => Self::Native,
        }
    }

    /// Numbers of any kind; truth values are none.
    pub(super) fn is_number(self) -> bool {
        matches!(self, Self::Int | Self::Float | Self::Decimal)
    }

    /// Dates and times.
    pub(super) fn is_time(self) -> bool {
        matches!(self, Self::Date | Self::Time | Self::DateTime | Self::TimestampTz)
    }
}
