//! The vocabulary: what a schema is, without any dialect, file or connection.
//!
//! Every stage takes or gives a [`Schema`]. Collections are ordered, so that the same input gives the same bytes.

mod engine;
mod sizes;
mod table;
mod version;

pub use engine::{Engine, Engines, Extra, NameKind, OwnEngine, dialect_of, folded};
pub use schema_core_grammar::schema::*;
pub use sizes::Sizes;
pub use table::Table;
pub use version::{NoVersion, Release, Since, UnknownRelease, Version};

use std::collections::BTreeMap;

/// The tables of a schema.
pub type Tables = SharedMap<TableName, Table>;

/// All tables and enum types of a database, as models declare them or as a database has them.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "build", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "build", serde(deny_unknown_fields))]
pub struct Schema {
    /// The dialects that read the SQL in it that is spelled once; none if that is not known. This is no part of what a schema is: two
    /// that differ in nothing else are equal, and a snapshot does not have it.
    #[cfg_attr(feature = "build", serde(skip))]
    pub dialects: Vec<Dialect>,
    /// Tables by name.
    #[cfg_attr(feature = "build", serde(default))]
    pub tables: Tables,
    /// Enum types by name.
    #[cfg_attr(feature = "build", serde(default))]
    pub enums: BTreeMap<String, EnumType>,
}

impl PartialEq for Schema {
    fn eq(&self, other: &Self) -> bool {
        let Self { dialects: _, tables, enums } = self;
        (tables, enums) == (&other.tables, &other.enums)
    }
}

impl Eq for Schema {}

/// A named, ordered list of values. A type of its own on PostgreSQL, part of the column on MySQL, a check on SQLite.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "build", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "build", serde(deny_unknown_fields))]
pub struct EnumType {
    /// Name of the type.
    pub name: String,
    /// Values in their order; without duplicates.
    pub values: Vec<String>,
}

impl Schema {
    /// The table of this name.
    pub fn table(&self, name: &TableName) -> Option<&Table> {
        self.tables.get(name)
    }

    /// Puts `table` in, replacing one of the same name.
    pub fn insert_table(&mut self, table: Table) {
        self.tables.insert(table.name.clone(), table);
    }

    /// Puts `enum_type` in, replacing one of the same name.
    pub fn insert_enum(&mut self, enum_type: EnumType) {
        self.enums.insert(enum_type.name.clone(), enum_type);
    }

    /// Returns `true` if a column of a table is computed when it is read.
    pub fn has_virtual_columns(&self) -> bool {
        self.tables.values().any(Table::has_virtual_columns)
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.tables.is_empty() && self.enums.is_empty()
    }
}
