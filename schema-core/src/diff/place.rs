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
        let mut parts = TableName::parts(text)?;
        let last = parts.pop()?;
        let column = |table: TableName, column: &str| {
            let of = schema.table(&table).filter(|of| of.column(column).is_some());
            of.map(|_| Self::Column(table, column.to_owned()))
        };
        match parts.as_slice() {
            [] => schema.enums.contains_key(&last).then_some(Self::Enum(last)),
            [of] => column(TableName::new(of.as_str()), &last).or_else(|| {
                let has_value = schema.enums.get(of).is_some_and(|it| it.values.contains(&last));
                has_value.then(|| Self::Value(of.clone(), last))
            }),
            [namespace, table] => column(TableName::in_namespace(namespace.as_str(), table.as_str()), &last),
            _ => None,
        }
    }

    /// Returns `true` if `text` means it. Quotes around a part that needs none change nothing.
    pub(super) fn is_called(&self, text: &str) -> bool {
        TableName::parts(text).is_some_and(|parts| parts == self.parts())
    }

    /// The parts of its text.
    fn parts(&self) -> Vec<&str> {
        match self {
            Self::Table(TableName { namespace, name }) => {
                namespace.as_deref().into_iter().chain([name.as_str()]).collect()
            }
            Self::Column(TableName { namespace, name }, column) => {
                namespace.as_deref().into_iter().chain([name.as_str(), column]).collect()
            }
            Self::Enum(name) => vec![name],
            Self::Value(name, value) => vec![name, value],
        }
    }
}
