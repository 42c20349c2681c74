//! Tables.

use std::sync::Arc;

use super::{
    Check, Column, Exclusion, ForeignKey, Index, Partitioning, PrimaryKey, SharedMap, SharedVec, TableName,
    TableOptions, Unique,
};

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "build", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "build", serde(deny_unknown_fields))]
pub struct Table {
    /// Name.
    pub name: TableName,
    /// Columns in the order of declaration. The order matters when the table is created, and is no difference later.
    pub columns: SharedVec<Column>,
    /// Primary key.
    #[cfg_attr(feature = "build", serde(default, skip_serializing_if = "Option::is_none"))]
    pub primary_key: Option<PrimaryKey>,
    /// Unique constraints by name.
    #[cfg_attr(feature = "build", serde(default, skip_serializing_if = "SharedMap::is_empty"))]
    pub uniques: SharedMap<String, Unique>,
    /// Indexes by name; those that only back a key or a unique constraint are not among them.
    #[cfg_attr(feature = "build", serde(default, skip_serializing_if = "SharedMap::is_empty"))]
    pub indexes: SharedMap<String, Index>,
    /// Foreign keys by name.
    #[cfg_attr(feature = "build", serde(default, skip_serializing_if = "SharedMap::is_empty"))]
    pub foreign_keys: SharedMap<String, ForeignKey>,
    /// Checks by name.
    #[cfg_attr(feature = "build", serde(default, skip_serializing_if = "SharedMap::is_empty"))]
    pub checks: SharedMap<String, Check>,
    /// Exclusion constraints by name; on PostgreSQL.
    #[cfg_attr(feature = "build", serde(default, skip_serializing_if = "SharedMap::is_empty"))]
    pub exclusions: SharedMap<String, Exclusion>,
    /// What else an engine keeps of it.
    #[cfg_attr(feature = "build", serde(default, skip_serializing_if = "TableOptions::is_default"))]
    pub options: TableOptions,
    /// How its rows are spread over partitions; on PostgreSQL.
    #[cfg_attr(feature = "build", serde(default, skip_serializing_if = "Option::is_none"))]
    pub partitioning: Option<Partitioning>,
    /// Comment in the database, from the doc comment of the struct.
    #[cfg_attr(feature = "build", serde(default, skip_serializing_if = "Option::is_none"))]
    pub comment: Option<String>,
}

impl Table {
    /// A table without columns or anything else.
    pub fn new(name: impl Into<TableName>) -> Self {
        Self {
            name: name.into(),
            columns: SharedVec::new(),
            primary_key: None,
            uniques: SharedMap::new(),
            indexes: SharedMap::new(),
            foreign_keys: SharedMap::new(),
            checks: SharedMap::new(),
            exclusions: SharedMap::new(),
            options: TableOptions::default(),
            partitioning: None,
            comment: None,
        }
    }

    /// The column of this name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The column of this name, to be shared.
    pub fn shared_column(&self, name: &str) -> Option<&Arc<Column>> {
        self.columns.shared().iter().find(|column| column.name == name)
    }

    /// Returns `true` if a column is computed when it is read.
    pub fn has_virtual_columns(&self) -> bool {
        self.columns.iter().any(Column::is_virtual)
    }

    /// Returns `true` if a foreign key can point to these columns, in any order: the primary key, a unique constraint, or a
    /// unique index over nothing else.
    pub fn has_key(&self, columns: &[String]) -> bool {
        let is_it = |index: &Index| index.unique_columns().is_some_and(|key| same_columns(&key, columns));
        self.has_key_constraint(columns) || self.indexes.values().any(is_it)
    }

    /// [`Table::has_key`], without its indexes.
    pub fn has_key_constraint(&self, columns: &[String]) -> bool {
        let primary = self.primary_key.as_ref().and_then(|key| key.whole_columns());
        primary.is_some_and(|key| same_columns(key, columns))
            || self.uniques.values().any(|unique| same_columns(&unique.columns, columns))
    }

    /// The column of this name, to be changed.
    pub fn column_mut(&mut self, name: &str) -> Option<&mut Column> {
        self.columns.find_mut(|column| column.name == name)
    }
}

/// Returns `true` if both name the same columns, in any order.
fn same_columns(one: &[String], other: &[String]) -> bool {
    one.len() == other.len() && one.iter().all(|column| other.contains(column))
}
