//! What reading and comparing databases asks of an engine.

use std::collections::BTreeSet;

use super::introspect::{Introspection, Needs};
use super::scratch::Made;
use super::wording::Wording;
use crate::connect::{BoxFuture, Error, Session};
use crate::plan::Capabilities;
use crate::schema::{Schema, TableName};

/// How an engine describes what a database has, and when two descriptions are one.
pub trait Catalog: Sync {
    /// Reads the catalogs.
    fn inspect<'a>(&'a self, session: &'a mut Session) -> BoxFuture<'a, Result<Introspection, Error>>;

    /// Returns the query for the default namespace of a connection, in which tables have bare names.
    fn default_namespace(&self) -> Option<&'static str> {
        None
    }

    /// Returns the query for how names of tables are stored: anything but `0` means that letter case does not tell them apart.
    fn name_folding(&self) -> Option<&'static str> {
        None
    }

    /// Returns `true` if only the default namespace is read.
    fn reads_one_namespace(&self) -> bool {
        false
    }

    /// Reads the unmanaged objects that tables depend on.
    fn needed<'a>(
        &'a self,
        _session: &'a mut Session,
        _tables: &'a BTreeSet<&'a TableName>,
    ) -> BoxFuture<'a, Result<Needs, Error>> {
        Box::pin(async { Ok(Needs::default()) })
    }

    /// Returns the query for the bodies that a rename does not reach; `None` if the engine rewrites them. Its columns are
    /// `kind`, `name` as the engine would write it, `bare_name`, `body`, `trigger_tables` (the tables that it is a trigger of,
    /// as a list in JSON, or NULL), and `signature`, the types that it takes and gives.
    fn bodies(&self) -> Option<&'static str> {
        None
    }

    /// Brings a schema to the form in which this engine, with these facts, cannot tell it from others of the same meaning.
    fn normalize(&self, schema: &mut Schema, facts: &Capabilities);

    /// Returns `true` if servers of this kind may take `DESC` in an index and forget it.
    fn forgets_descending(&self) -> bool {
        false
    }

    /// Returns how expressions are worded.
    fn wording(&self) -> &'static Wording;

    /// Creates tables in a scratch place and reads them back. Each batch runs up to its first statement that fails.
    fn rehearse<'a>(
        &'a self,
        session: &'a mut Session,
        batches: &'a [Vec<String>],
    ) -> BoxFuture<'a, Result<Made, Error>>;

    /// Returns `true` if two texts, both as the engine spells them, are one expression.
    fn same(&self, one: &str, other: &str) -> bool;

    /// Returns the query for the other databases that statements of a connection can name.
    fn other_databases(&self) -> Option<&'static str> {
        None
    }

    /// Returns the query that has a row if the default namespace has this table.
    fn table_exists(&self, table: &str) -> String;

    /// Returns an expression as text.
    fn as_text(&self, expression: &str) -> String {
        format!("CAST({expression} AS text)")
    }

    /// Returns the digits of bytes, in lower case.
    fn as_digits(&self, bytes: &str) -> String {
        format!("lower(hex({bytes}))")
    }

    /// Returns the types that other tools give to a time with its zone, and to bytes.
    fn tool_types(&self) -> (&'static str, &'static str) {
        ("TIMESTAMP", "BLOB")
    }

    /// Returns the query for the columns of a key that take NULL as nothing forbids it; `None` if a key never does.
    fn null_key_columns(&self, _table: &str) -> Option<String> {
        None
    }

    /// Returns the statement that has a session check no foreign keys from now on.
    fn unchecked(&self) -> Option<&'static str> {
        None
    }

    /// Returns the query for the options of `CREATE DATABASE` that give another database the defaults of this one.
    fn database_defaults(&self) -> Option<&'static str> {
        None
    }

    /// Returns the options of `DROP DATABASE` for one that a connection may still be in.
    fn drop_database_options(&self) -> &'static str {
        ""
    }
}
