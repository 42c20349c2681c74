//! Whether PostgreSQL lets itself be migrated.

use crate::connect::{Session, row};
use crate::migrate::{Error, Health};

const STATE: &str = "
SELECT floor(extract(epoch FROM clock_timestamp()))::bigint::text AS clock, current_schema()::text AS namespace,
    has_schema_privilege(current_schema(), 'CREATE')::text AS may_create,
    current_setting('transaction_read_only') = 'on' AS is_read_only, pg_is_in_recovery()::text AS is_standby";

row! {
    struct StateRow {
        clock: Option<i64>,
        namespace: Option<String>,
        may_create: bool,
        is_read_only: bool,
        is_standby: bool,
    }
}

/// Only who owns a table, or belongs to who does, can alter it.
const FOREIGN: &str = "
SELECT c.relname AS name, pg_get_userbyid(c.relowner)::text AS owner
FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') AND NOT pg_has_role(c.relowner, 'USAGE')
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS d
        WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
ORDER BY c.relname";

row! {
    struct ForeignRow {
        name: String,
        owner: String,
    }
}

pub(super) async fn health(session: &mut Session) -> Result<Health, Error> {
    let mut health = Health::default();
    let Some(state) = session.fetch_first::<StateRow>(STATE).await? else { return Ok(health) };
    health.clock = state.clock;
    if state.is_standby {
        health.lacks.push("write: the server is a standby".to_owned());
    } else if state.is_read_only {
        health.lacks.push("write: transactions are read-only".to_owned());
    }
    match state.namespace {
        None => health.lacks.push("create tables: no schema of the search path is there".to_owned()),
        Some(schema) if !state.may_create => health.lacks.push(format!("create tables in the schema `{schema}`")),
        Some(_) => {}
    }
    let tables: Vec<ForeignRow> = session.fetch(FOREIGN).await?;
    if let Some(ForeignRow { name, owner }) = tables.first() {
        let more = if tables.len() > 1 { format!(", nor {} more tables", tables.len() - 1) } else { String::new() };
        health.lacks.push(format!("alter `{name}`, which belongs to `{owner}`{more}"));
    }
    Ok(health)
}
