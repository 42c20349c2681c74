//! Reading and comparing databases of MySQL and MariaDB.

use std::collections::BTreeSet;

use super::Mysql;
use super::{introspect, normalize, queries, scratch, sequences};
use crate::connect::{BoxFuture, Error, Session};
use crate::dialect::{Catalog, Introspection, Made, Needs, Wording};
use crate::plan::Capabilities;
use crate::schema::{Schema, TableName};

impl Catalog for Mysql {
    fn inspect<'a>(&'a self, session: &'a mut Session) -> BoxFuture<'a, Result<Introspection, Error>> {
        Box::pin(introspect::introspect(session))
    }

    fn default_namespace(&self) -> Option<&'static str> {
        Some("SELECT DATABASE()")
    }

    fn name_folding(&self) -> Option<&'static str> {
        Some("SELECT CAST(@@lower_case_table_names AS CHAR)")
    }

    fn reads_one_namespace(&self) -> bool {
        true
    }

    fn needed<'a>(
        &'a self,
        session: &'a mut Session,
        tables: &'a BTreeSet<&'a TableName>,
    ) -> BoxFuture<'a, Result<Needs, Error>> {
        Box::pin(sequences::needed(session, tables))
    }

    fn bodies(&self) -> Option<&'static str> {
        Some(queries::BODIES)
    }

    fn normalize(&self, schema: &mut Schema, facts: &Capabilities) {
        normalize::normalize(self.dialect(), schema, facts);
    }

    /// MariaDB up to 10.7.
    fn forgets_descending(&self) -> bool {
        *self == Self::Mariadb
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
        scratch::same(self.dialect(), one, other)
    }

    fn other_databases(&self) -> Option<&'static str> {
        Some(
            "SELECT schema_name FROM information_schema.schemata WHERE schema_name <> 'information_schema' \
             AND NOT schema_name <=> DATABASE()",
        )
    }

    fn table_exists(&self, table: &str) -> String {
        format!("SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = '{table}'")
    }

    fn as_text(&self, expression: &str) -> String {
        format!("CAST({expression} AS char)")
    }

    /// Columns that name no character set get that of the database.
    fn database_defaults(&self) -> Option<&'static str> {
        Some("SELECT CONCAT(' CHARACTER SET ', @@character_set_database, ' COLLATE ', @@collation_database)")
    }
}
