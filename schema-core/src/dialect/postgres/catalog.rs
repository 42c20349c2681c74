//! Reading and comparing databases of PostgreSQL.

use std::collections::BTreeSet;

use super::Postgres;
use super::{introspect, needed, normalize, scratch, unmanaged};
use crate::connect::{BoxFuture, Error, Session};
use crate::dialect::{Catalog, Introspection, Made, Needs, Wording};
use crate::plan::Capabilities;
use crate::schema::{Schema, TableName};

impl Catalog for Postgres {
    fn inspect<'a>(&'a self, session: &'a mut Session) -> BoxFuture<'a, Result<Introspection, Error>> {
        Box::pin(introspect::introspect(session))
    }

    fn default_namespace(&self) -> Option<&'static str> {
        Some("SELECT current_schema()")
    }

    fn needed<'a>(
        &'a self,
        session: &'a mut Session,
        tables: &'a BTreeSet<&'a TableName>,
    ) -> BoxFuture<'a, Result<Needs, Error>> {
        Box::pin(needed::needed(session, tables))
    }

    fn bodies(&self) -> Option<&'static str> {
        Some(unmanaged::BODIES)
    }

    fn normalize(&self, schema: &mut Schema, facts: &Capabilities) {
        normalize::normalize(schema, facts);
    }

    fn wording(&self) -> &'static Wording {
        &super::wording::WORDING
    }

    fn rehearse<'a>(
        &'a self,
        session: &'a mut Session,
        batches: &'a [Vec<String>],
    ) -> BoxFuture<'a, Result<Made, Error>> {
        Box::pin(scratch::make(session, batches))
    }

    fn same(&self, one: &str, other: &str) -> bool {
        scratch::same(one, other)
    }

    fn table_exists(&self, table: &str) -> String {
        format!("SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = current_schema() AND tablename = '{table}'")
    }

    fn as_digits(&self, bytes: &str) -> String {
        format!("encode({bytes}, 'hex')")
    }

    fn tool_types(&self) -> (&'static str, &'static str) {
        ("TIMESTAMPTZ", "BYTEA")
    }

    fn drop_database_options(&self) -> &'static str {
        " WITH (FORCE)"
    }
}
