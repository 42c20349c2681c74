//! The history on PostgreSQL.

use super::Postgres;
use crate::migrate::parts::{Namespace, RecordTypes, Records};

impl Records for Postgres {
    fn namespace(&self) -> Namespace {
        Namespace::Asked("SELECT current_schema()")
    }

    /// Not `IF NOT EXISTS`, which asks for the right to create it first.
    fn create_namespace(&self, name: &str) -> Option<String> {
        let text = self.text(name);
        let create = self.text(&format!("CREATE SCHEMA {name}"));
        Some(format!("DO $do$ BEGIN IF to_regnamespace({text}) IS NULL THEN EXECUTE {create}; END IF; END $do$"))
    }

    fn histories(&self, namespace: &str) -> String {
        format!(
            "SELECT c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
             WHERE n.nspname = {namespace} AND c.relkind IN ('r', 'p') AND EXISTS (SELECT FROM pg_catalog.pg_attribute a \
             WHERE a.attrelid = c.oid AND a.attname = 'done_checksum' AND NOT a.attisdropped)"
        )
    }

    fn histories_of_all(&self) -> Option<&'static str> {
        Some(
            "SELECT n.nspname || '.' || c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n \
             ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND EXISTS (SELECT FROM pg_catalog.pg_attribute a \
             WHERE a.attrelid = c.oid AND a.attname = 'done_checksum' AND NOT a.attisdropped) ORDER BY 1",
        )
    }

    fn shape(&self, namespace: &str, table: &str) -> String {
        format!(
            "SELECT EXISTS (SELECT FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 \
             AND NOT a.attisdropped AND a.attname = 'state_before')::text FROM pg_catalog.pg_class c \
             JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
             WHERE n.nspname = {namespace} AND c.relname = {table} AND c.relkind IN ('r', 'p')"
        )
    }

    /// Tables of extensions come with the extension.
    fn tables(&self, namespace: &str) -> String {
        format!(
            "SELECT c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
             WHERE n.nspname = {namespace} AND c.relkind IN ('r', 'p') AND NOT EXISTS (SELECT FROM \
             pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid \
             AND d.deptype = 'e')"
        )
    }

    fn types(&self) -> RecordTypes {
        RecordTypes { id: "text", text: "text", time: "timestamptz", integer: "bigint", options: "" }
    }

    fn now(&self) -> &'static str {
        "clock_timestamp()"
    }

    fn begun(&self) -> &'static str {
        "now()"
    }

    fn since(&self, started: &str) -> String {
        format!("CAST(1000 * extract(epoch FROM clock_timestamp() - {started}) AS bigint)")
    }

    fn read_time(&self, column: &str) -> String {
        format!("to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
    }
}
