//! Tables, their keys, constraints and indexes.

use std::collections::BTreeMap;
use std::fmt;

use super::{Column, TableName};

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "build", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "build", serde(deny_unknown_fields))]
pub struct Table {
    /// Name.
    pub name: TableName,
    /// Columns in the order of declaration. The order matters when the table is created, and is no difference later.
    pub columns: Vec<Column>,
    /// Primary key.
    #[cfg_attr(feature = "build", serde(default, skip_serializing_if = "Option::is_none"))]
    pub primary_key: Option<PrimaryKey>,
    /// Unique constraints by name.
    #[cfg_attr(feature = "build", serde(default, skip_serializing_if = "BTreeMap::is_empty"))]
    pub uniques: BTreeMap<String, Unique>,
    /// Indexes by name; those that only back a key or a unique constraint are not among them.
    #[cfg_attr(feature = "build", serde(default, skip_serializing_if = "BTreeMap::is_empty"))]
    pub indexes: BTreeMap<String, Index>,
    /// Foreign keys by name.
    #[cfg_attr(feature = "build", serde(default, skip_serializing_if = "BTreeMap::is_empty"))]
    pub foreign_keys: BTreeMap<String, ForeignKey>,
    /// Checks by name.
    #[cfg_attr(feature = "build", serde(default, skip_serializing_if = "BTreeMap::is_empty"))]
    pub checks: BTreeMap<String, Check>,
    /// Comment in the database, from the doc comment of the struct.
    #[cfg_attr(feature = "build", serde(default, skip_serializing_if = "Option::is_none"))]
    pub comment: Option<String>,
}

impl Table {
    /// A table without columns or anything else.
    pub fn new(name: impl Into<TableName>) -> Self {
        Self {
            name: name.into(),
            columns: Vec::new(),
            primary_key: None,
            uniques: BTreeMap::new(),
            indexes: BTreeMap::new(),
            foreign_keys: BTreeMap::new(),
            checks: BTreeMap::new(),
            comment: None,
        }
    }

    /// The column of this name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The column of this name, to be changed.
    pub fn column_mut(&mut self, name: &str) -> Option<&mut Column> {
        self.columns.iter_mut().find(|column| column.name == name)
    }
}

/// A primary key.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "build", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "build", serde(deny_unknown_fields))]
pub struct PrimaryKey {
    /// Columns in the order of the key.
    pub columns: Vec<String>,
}

/// A unique constraint.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "build", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "build", serde(deny_unknown_fields))]
pub struct Unique {
    /// Name of the constraint.
    pub name: String,
    /// Columns in the order of the constraint.
    pub columns: Vec<String>,
}

/// An index that is not unique; a unique one is a [`Unique`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "build", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "build", serde(deny_unknown_fields))]
pub struct Index {
    /// Name of the index.
    pub name: String,
    /// Columns in the order of the index.
    pub columns: Vec<String>,
}

/// A foreign key.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "build", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "build", serde(deny_unknown_fields))]
pub struct ForeignKey {
    /// Name of the constraint.
    pub name: String,
    /// Columns of this table.
    pub columns: Vec<String>,
    /// The table that they point to.
    pub references_table: TableName,
    /// Columns there, one for each of `columns`.
    pub references_columns: Vec<String>,
    /// What happens here when the row there is deleted.
    #[cfg_attr(feature = "build", serde(default, skip_serializing_if = "Action::is_default"))]
    pub on_delete: Action,
    /// What happens here when the key there is changed.
    #[cfg_attr(feature = "build", serde(default, skip_serializing_if = "Action::is_default"))]
    pub on_update: Action,
}

/// What a foreign key does when the row that it points to is deleted or changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "build", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "build", serde(rename_all = "snake_case"))]
pub enum Action {
    /// Refuse, at the end of the statement or transaction (the engines' default).
    #[default]
    NoAction,
    /// Refuse at once.
    Restrict,
    /// Delete or change here too.
    Cascade,
    /// Put NULL here.
    SetNull,
    /// Put the default here.
    SetDefault,
}

impl Action {
    /// The words of SQL.
    pub const fn sql(self) -> &'static str {
        match self {
            Self::NoAction => "NO ACTION",
            Self::Restrict => "RESTRICT",
            Self::Cascade => "CASCADE",
            Self::SetNull => "SET NULL",
            Self::SetDefault => "SET DEFAULT",
        }
    }

    /// Whether it is what the engines do when nothing is said.
    pub fn is_default(&self) -> bool {
        *self == Self::NoAction
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sql().to_lowercase())
    }
}

/// A check constraint.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "build", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "build", serde(deny_unknown_fields))]
pub struct Check {
    /// Name of the constraint.
    pub name: String,
    /// SQL that must not be false for any row.
    pub expression: String,
}
