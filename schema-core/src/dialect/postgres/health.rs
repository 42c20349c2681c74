//! Whether PostgreSQL lets itself be migrated.

use crate::connect::Session;
use crate::migrate::{Error, Health};

pub(super) async fn health(session: &mut Session) -> Result<Health, Error> {
    let rows = session
        .rows(
            "SELECT floor(extract(epoch FROM clock_timestamp()))::bigint::text, current_schema()::text, \
             has_schema_privilege(current_schema(), 'CREATE')::text, current_setting('transaction_read_only'), \
             pg_is_in_recovery()::text",
        )
        .await?;
    let mut health = Health::default();
    let Some(row) = rows.first() else { return Ok(health) };
    health.clock = row.int(0);
    if row.flag(4) {
        health.lacks.push("write: the server is a standby".to_owned());
    } else if row.text(3) == "on" {
        health.lacks.push("write: transactions are read-only".to_owned());
    }
    match row.get(1) {
        None => health.lacks.push("create tables: no schema of the search path is there".to_owned()),
        Some(schema) if !row.flag(2) => health.lacks.push(format!("create tables in the schema `{schema}`")),
        Some(_) => {}
    }
    // Only who owns a table, or belongs to who does, can alter it.
    let rows = session
        .rows(
            "SELECT c.relname, pg_get_userbyid(c.relowner)::text FROM pg_catalog.pg_class c \
             JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
             WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') \
             AND NOT pg_has_role(c.relowner, 'USAGE') AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d \
             WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e') \
             ORDER BY c.relname",
        )
        .await?;
    if let Some(first) = rows.first() {
        let more = if rows.len() > 1 { format!(", nor {} more tables", rows.len() - 1) } else { String::new() };
        health.lacks.push(format!("alter `{}`, which belongs to `{}`{more}", first.text(0), first.text(1)));
    }
    Ok(health)
}
