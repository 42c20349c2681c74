//! The lock of an upgrade on PostgreSQL, which belongs to a session.

use super::Postgres;
use crate::migrate::parts::{Lock, Pooler};

/// The first half of the lock's key; the second is the schema. "schm" in ASCII.
const KEY: i32 = 0x7363_686d;

/// Whether `l` of `pg_locks` is the lock.
fn is_lock(key: i64) -> String {
    format!(
        "l.locktype = 'advisory' AND l.granted AND l.classid::bigint = {KEY} AND l.objsubid = 2 \
         AND l.objid::bigint = ({key}::bigint & 4294967295) \
         AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())"
    )
}

impl Lock for Postgres {
    fn key(&self) -> Option<&'static str> {
        Some("SELECT pg_catalog.hashtext(current_schema()::text)::text")
    }

    fn key_of(&self, namespace: &str) -> Option<String> {
        Some(format!("SELECT pg_catalog.hashtext({namespace})::text"))
    }

    /// A connection that has it already comes from a pooler, and has it for somebody else: it would get it again.
    fn take(&self, key: i64) -> String {
        format!(
            "SELECT CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_locks l WHERE {} AND l.pid = pg_catalog.pg_backend_pid()) \
             THEN false ELSE pg_catalog.pg_try_advisory_lock({KEY}, {key}) END AS is_taken, \
             current_schema() AS namespace, pg_catalog.pg_backend_pid()::text AS connection_id",
            is_lock(key)
        )
    }

    fn holder(&self, key: i64) -> String {
        format!(
            "SELECT a.pid AS connection_id, coalesce(nullif(a.application_name, ''), a.usename) AS application, \
             coalesce(host(a.client_addr), '') AS address, \
             'connected since ' || to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') || ' UTC' AS since, \
             coalesce(a.pid = pg_catalog.pg_backend_pid() OR a.state = 'idle' \
             AND clock_timestamp() - a.state_change > interval '10 seconds', false)::text AS is_idle, \
             coalesce(a.state = 'idle', false)::text AS is_at_rest \
             FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid WHERE {}",
            is_lock(key)
        )
    }

    fn release(&self, key: i64) -> String {
        format!("SELECT pg_catalog.pg_advisory_unlock({KEY}, {key})::text")
    }

    fn connection(&self) -> &'static str {
        "SELECT pg_catalog.pg_backend_pid()::text"
    }

    fn wait(&self, seconds: f64) -> String {
        format!("SELECT pg_catalog.pg_sleep({seconds:.3})")
    }

    fn pooler(&self) -> Option<&dyn Pooler> {
        Some(self)
    }
}

impl Pooler for Postgres {
    fn clock(&self) -> &'static str {
        "SELECT pg_catalog.clock_timestamp()::text"
    }

    fn is_new(&self, clock: &str) -> String {
        format!(
            "SELECT (backend_start > '{clock}'::timestamptz)::text FROM pg_catalog.pg_stat_activity \
             WHERE pid = pg_catalog.pg_backend_pid()"
        )
    }

    fn put_back(&self) -> &'static str {
        "SELECT pg_catalog.set_config(name, reset_val, false) FROM pg_catalog.pg_settings \
         WHERE name IN ('application_name', 'lock_timeout', 'statement_timeout', 'client_connection_check_interval')"
    }

    fn end(&self, connection: i64) -> String {
        format!("SELECT pg_terminate_backend({connection})")
    }
}
