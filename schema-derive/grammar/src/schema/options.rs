//! What an engine keeps of a table beside its columns and constraints. What another engine keeps is nothing to it.

use std::collections::BTreeMap;

use super::SharedMap;

/// Options of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields, default))]
pub struct TableOptions {
    /// Columns hold values of their type only; on SQLite.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "std::ops::Not::not"))]
    pub strict: bool,
    /// The primary key is the table; on SQLite.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "std::ops::Not::not"))]
    pub without_rowid: bool,
    /// Storage engine; on MySQL and MariaDB.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub engine: Option<String>,
    /// Character set of new columns; on MySQL and MariaDB.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub charset: Option<String>,
    /// Collation of new columns; on MySQL and MariaDB.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub collation: Option<String>,
    /// Tablespace; on PostgreSQL.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub tablespace: Option<String>,
    /// Without write-ahead log: faster, and empty after a crash; on PostgreSQL.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "std::ops::Not::not"))]
    pub unlogged: bool,
    /// Storage parameters such as `fillfactor`; on PostgreSQL.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "BTreeMap::is_empty"))]
    pub parameters: BTreeMap<String, String>,
}

impl TableOptions {
    /// Whether nothing is said.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// How the rows of a table are spread over partitions.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Partitioning {
    /// By what of the key.
    pub by: PartitionBy,
    /// Columns of the key.
    pub columns: Vec<String>,
    /// Declared partitions by name; others belong to somebody else.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "SharedMap::is_empty"))]
    pub partitions: SharedMap<String, Partition>,
}

/// By what rows are put into partitions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum PartitionBy {
    /// The range that the key lies in.
    Range,
    /// The list that the key is in.
    List,
    /// The hash of the key.
    Hash,
}

impl PartitionBy {
    /// The word of SQL.
    pub const fn sql(self) -> &'static str {
        match self {
            Self::Range => "RANGE",
            Self::List => "LIST",
            Self::Hash => "HASH",
        }
    }
}

/// A partition.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Partition {
    /// Name of its table, in the namespace of the parent.
    pub name: String,
    /// Which rows it takes, as SQL: `FOR VALUES FROM (1) TO (10)`, `FOR VALUES IN ('a')`, `DEFAULT`.
    pub bounds: String,
}
