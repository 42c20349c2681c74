//! Columns and their defaults.

use std::fmt;

use super::{ColumnType, Spelling};

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Column {
    /// Name, as the engine stores it.
    pub name: String,
    /// Type.
    #[cfg_attr(feature = "serde", serde(rename = "type"))]
    pub ty: ColumnType,
    /// Whether NULL may stand in it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "std::ops::Not::not"))]
    pub nullable: bool,
    /// What the engine puts where an INSERT gives nothing.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub default: Option<DefaultValue>,
    /// Numbered by the engine.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub identity: Option<Identity>,
    /// Computed by the engine from other columns of the row.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub generated: Option<Generated>,
    /// How texts are compared and sorted, by the name that each dialect has for it; on a dialect without a spelling it
    /// is the engine's own.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Spelling::is_empty"))]
    pub collation: Spelling,
    /// Character set; on MySQL and MariaDB.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub charset: Option<String>,
    /// Gets the time of every change of its row; on MySQL and MariaDB.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "std::ops::Not::not"))]
    pub on_update_now: bool,
    /// Comment in the database, from the doc comment of the field.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub comment: Option<String>,
}

impl Column {
    /// Whether it is computed when it is read.
    pub fn is_virtual(&self) -> bool {
        self.generated.as_ref().is_some_and(|it| !it.stored)
    }

    /// A NOT NULL column without anything else.
    pub fn new(name: impl Into<String>, ty: ColumnType) -> Self {
        Self {
            name: name.into(),
            ty,
            nullable: false,
            default: None,
            identity: None,
            generated: None,
            collation: Spelling::default(),
            charset: None,
            on_update_now: false,
            comment: None,
        }
    }
}

/// A column that the engine numbers: `AUTOINCREMENT` on SQLite, `GENERATED … AS IDENTITY` on PostgreSQL,
/// `AUTO_INCREMENT` on MySQL and MariaDB. What only some engines know is for those.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Identity {
    /// An INSERT may not give a number of its own; on PostgreSQL.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "std::ops::Not::not"))]
    pub always: bool,
    /// The first number; on PostgreSQL, MySQL and MariaDB.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub start: Option<i64>,
    /// The step from one number to the next; on PostgreSQL.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub increment: Option<i64>,
}

/// How the engine computes a column.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Generated {
    /// SQL over columns of the same row.
    pub expression: Spelling,
    /// Computed when the row is written, and kept; else whenever it is read.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "std::ops::Not::not"))]
    pub stored: bool,
}

/// A default of a column, or the value that a migration puts into existing rows.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum DefaultValue {
    /// A value; each dialect spells it.
    Literal(Literal),
    /// The time of the statement or transaction; each dialect spells it.
    Now,
    /// SQL, word for word.
    Sql(Spelling),
}

/// A value that every dialect can spell.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Literal {
    /// True or false.
    Bool(bool),
    /// A number in decimal notation: `-1`, `0.5`, `1e9`.
    Number(String),
    /// Text, unquoted.
    Text(String),
    /// Bytes as lower-case hexadecimal digits.
    Bytes(String),
}

impl fmt::Display for DefaultValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Literal(literal) => literal.fmt(f),
            Self::Now => f.write_str("now()"),
            Self::Sql(spelling) => spelling.fmt(f),
        }
    }
}

impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool(value) => value.fmt(f),
            Self::Number(digits) => f.write_str(digits),
            Self::Text(text) => write!(f, "{text:?}"),
            Self::Bytes(hex) => write!(f, "x'{hex}'"),
        }
    }
}
