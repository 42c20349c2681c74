//! Reading and comparing databases of SQLite.

use super::Sqlite;
use super::{introspect, normalize, scratch};
use crate::connect::{BoxFuture, Error, Session};
use crate::dialect::{Catalog, Introspection, Made, Wording};
use crate::plan::Capabilities;
use crate::schema::Schema;

impl Catalog for Sqlite {
    fn inspect<'a>(&'a self, session: &'a mut Session) -> BoxFuture<'a, Result<Introspection, Error>> {
        Box::pin(introspect::introspect(session))
    }

    fn normalize(&self, schema: &mut Schema, facts: &Capabilities) {
        normalize::normalize(schema, facts);
    }

    fn wording(&self) -> &'static Wording {
        &super::wording::WORDING
    }

    fn rehearse<'a>(&'a self, _: &'a mut Session, batches: &'a [Vec<String>]) -> BoxFuture<'a, Result<Made, Error>> {
        Box::pin(scratch::make(batches))
    }

    fn table_exists(&self, table: &str) -> String {
        format!("SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND name = '{table}'")
    }

    fn null_key_columns(&self, table: &str) -> Option<String> {
        let name = table.replace('\'', "''");
        // The number of a row is a key without an index, and never NULL.
        Some(format!(
            "SELECT name FROM pragma_table_xinfo('{name}') WHERE pk > 0 AND \"notnull\" = 0 \
             AND EXISTS (SELECT 1 FROM pragma_index_list('{name}') WHERE origin = 'pk')"
        ))
    }

    fn unchecked(&self) -> Option<&'static str> {
        Some("PRAGMA foreign_keys = OFF")
    }

    fn same(&self, one: &str, other: &str) -> bool {
        scratch::same(one, other)
    }
}
