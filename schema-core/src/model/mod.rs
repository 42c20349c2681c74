//! What the derives give to a program: the names that a model has in the database, and the column types of Rust types.

mod known;
mod names;
mod types;

pub use known::KNOWN_TYPES;
pub use names::{Column, Table};
pub use types::{ArrayItem, SqlType};

/// A struct that is a table. `#[derive(Schema)]` implements it.
///
/// The names are those that the build step resolved, metadata included, so that a query spelled from them cannot drift
/// away from the migrations:
///
/// ```
/// # use schema_core::Model;
/// fn count<M: Model>() -> String {
///     format!("SELECT count(*) FROM {}", M::table())
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no model",
    label = "no model",
    note = "a model is a struct with `#[derive(Schema)]`"
)]
pub trait Model: Sized {
    /// One field for each column, called as the model's fields are, each a [`Column`].
    type Columns;
    /// Name of the table, without namespace.
    const TABLE: &'static str;
    /// PostgreSQL schema (elsewhere: database) that the table lies in, where the model says one.
    const NAMESPACE: Option<&'static str>;
    /// Names of the fields that have a column, without `r#`, in order.
    const FIELDS: &'static [&'static str];
    /// Names of the columns, in the order of [`Model::FIELDS`].
    const COLUMNS: &'static [&'static str];

    /// The names of the columns by field: `User::columns().email`.
    fn columns() -> Self::Columns;

    /// The name of the table, with its namespace.
    fn table() -> Table<Self> {
        Table::new()
    }
}

/// An enum whose values the database knows. `#[derive(SchemaEnum)]` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no enum of values",
    note = "an enum of values derives `SchemaEnum`"
)]
pub trait SchemaEnum: Sized {
    /// Name of the enum type in the schema.
    const NAME: &'static str;
    /// The values as the database has them, in the order of the variants.
    const VALUES: &'static [&'static str];
}
