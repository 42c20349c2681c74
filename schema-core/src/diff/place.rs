//! What flags and questions name: tables, columns, enum types and their values.

use std::fmt;

use crate::schema::{Schema, TableName};

/// A table, a column, an enum type or a value of one, in the text form of flags: `users`, `users.name`,
/// `auth.users.name`, `status`, `status.draft`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A table.
    Table(TableName),
    /// A column.
    Column(TableName, String),
    /// An enum type.
    Enum(String),
    /// A value of an enum type.
    Value(String, String),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Table(table) => table.fmt(f),
            // A column is quoted as a table's name would be, so that a dot in it is no separator.
            Self::Column(table, column) => write!(f, "{table}.{}", TableName::new(column.as_str())),
            Self::Enum(name) => TableName::new(name.as_str()).fmt(f),
            Self::Value(name, value) => {
                write!(f, "{}.{}", TableName::new(name.as_str()), TableName::new(value.as_str()))
            }
        }
    }
}

impl Place {
    /// What `text` names in `schema`, if there is anything. Tables and columns go before enum types and their values.
    pub fn find(text: &str, schema: &Schema) -> Option<Self> {
        let table = TableName::parse(text);
        if schema.tables.contains_key(&table) {
            return Some(Self::Table(table));
        }
        let columns = schema
            .tables
            .values()
            .flat_map(|table| table.columns.iter().map(|column| Self::Column(table.name.clone(), column.name.clone())));
        let enums = schema.enums.keys().map(|name| Self::Enum(name.clone()));
        let values = schema
            .enums
            .values()
            .flat_map(|it| it.values.iter().map(|value| Self::Value(it.name.clone(), value.clone())));
        columns.chain(enums).chain(values).find(|place| place.is_called(text))
    }

    /// Whether `text` means it. Quotes around a part that needs none change nothing.
    pub(super) fn is_called(&self, text: &str) -> bool {
        let own = self.to_string();
        own == text
            || text.contains('"') && TableName::parts(text).is_some_and(|parts| TableName::parts(&own) == Some(parts))
    }
}
