//! PostgreSQL: a script may take on another role, which needs no right to the history. Records are written by the role that
//! the session had before the script.

use super::apply::{Runner, Task};
use crate::connect::Error;
use crate::schema::Dialect;
use crate::script::Script;

/// Keeps the role that the session has. Settings of a name that the server does not know keep any text.
pub(super) const KEEP: &str = "SELECT pg_catalog.set_config('cargo_schema.own_user', \
     pg_catalog.current_setting('session_authorization'), false), \
     pg_catalog.set_config('cargo_schema.own_role', pg_catalog.current_setting('role'), false)";

/// Keeps the role of the script, and goes back to the one that the session had. `RESET ALL` empties what was kept.
pub(super) const OWN: [&str; 3] = [
    "SELECT pg_catalog.set_config('cargo_schema.user', pg_catalog.current_setting('session_authorization'), false), \
     pg_catalog.set_config('cargo_schema.role', pg_catalog.current_setting('role'), false)",
    "SELECT pg_catalog.set_config('session_authorization', coalesce(nullif(\
     pg_catalog.current_setting('cargo_schema.own_user', true), ''), \
     pg_catalog.current_setting('session_authorization')), false)",
    "SELECT pg_catalog.set_config('role', coalesce(nullif(\
     pg_catalog.current_setting('cargo_schema.own_role', true), ''), 'none'), false)",
];

/// Goes on with the role of the script.
pub(super) const OF_SCRIPT: [&str; 2] = [
    "SELECT pg_catalog.set_config('session_authorization', pg_catalog.current_setting('cargo_schema.user'), false)",
    "SELECT pg_catalog.set_config('role', pg_catalog.current_setting('cargo_schema.role'), false)",
];

/// Whether a script may change the role: more rather than less, for a body may do it too.
pub(super) fn may_change(dialect: Dialect, script: &Script) -> bool {
    let says = |text: &str| text.contains("role") || text.contains("authorization");
    dialect == Dialect::Postgres && script.statements.iter().any(|it| says(&it.text.to_lowercase()))
}

impl Runner<'_> {
    /// Writes the history between two statements of a script. Gives how many rows that changed.
    pub(super) async fn write(&mut self, task: &Task<'_>, sql: &str) -> Result<u64, Error> {
        if !task.changes_role {
            return self.session.execute(sql).await;
        }
        for step in OWN {
            self.session.execute(step).await?;
        }
        let rows = self.session.execute(sql).await?;
        for step in OF_SCRIPT {
            self.session.execute(step).await?;
        }
        Ok(rows)
    }
}
