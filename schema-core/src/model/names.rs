//! Names of columns and tables that know their model.

use std::fmt;
use std::marker::PhantomData;

use super::Model;

/// The name of a column of `M`, as the database has it.
///
/// With the feature `sea-query` it is an identifier there: `Query::select().column(User::columns().email)`.
pub struct Column<M> {
    name: &'static str,
    model: PhantomData<fn() -> M>,
}

impl<M> Column<M> {
    /// For the expansion of the derive, which knows that `M` has such a column.
    #[doc(hidden)]
    pub const fn new(name: &'static str) -> Self {
        Self { name, model: PhantomData }
    }

    /// The name.
    pub const fn name(self) -> &'static str {
        self.name
    }
}

impl<M> Clone for Column<M> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M> Copy for Column<M> {}

impl<M> PartialEq for Column<M> {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl<M> Eq for Column<M> {}

impl<M> AsRef<str> for Column<M> {
    fn as_ref(&self) -> &str {
        self.name
    }
}

impl<M> fmt::Debug for Column<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Column").field(&self.name).finish()
    }
}

/// The plain name, unquoted.
impl<M> fmt::Display for Column<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// The name of the table of `M`, with its namespace.
///
/// With the feature `sea-query` it is a table there: `Query::select().from(User::table())`.
pub struct Table<M>(PhantomData<fn() -> M>);

impl<M> Table<M> {
    pub(super) const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<M> Clone for Table<M> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M> Copy for Table<M> {}

impl<M: Model> fmt::Debug for Table<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Table").field(&M::NAMESPACE).field(&M::TABLE).finish()
    }
}

/// `users`, or `auth.users`, unquoted.
impl<M: Model> fmt::Display for Table<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(namespace) = M::NAMESPACE {
            write!(f, "{namespace}.")?;
        }
        f.write_str(M::TABLE)
    }
}

#[cfg(feature = "sea-query")]
mod identifiers {
    use std::borrow::Cow;

    use sea_query::{ColumnName, DynIden, Iden, IntoIden as _, SchemaName, TableName};

    use super::{Column, Model, Table};

    impl<M> Iden for Column<M> {
        fn quoted(&self) -> Cow<'static, str> {
            self.name.quoted()
        }

        fn unquoted(&self) -> &str {
            self.name
        }
    }

    impl<M: Model> Column<M> {
        /// The column with its table before it, for queries over several tables.
        pub fn of_table(self) -> ColumnName {
            ColumnName(Some(Table::<M>::new().into()), self.into_iden())
        }
    }

    impl<M: Model> From<Table<M>> for TableName {
        fn from(_: Table<M>) -> Self {
            let namespace = M::NAMESPACE.map(|namespace| SchemaName(None, DynIden::from(namespace)));
            Self(namespace, DynIden::from(M::TABLE))
        }
    }
}
