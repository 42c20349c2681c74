//! A script may take on another role, which needs no privilege on the history. Records are written by the role that the session
//! had before the script.

use super::apply::{Runner, Task};
use super::execution::Roles;
use crate::connect::Error;
use crate::schema::Dialect;
use crate::script::Script;

/// How roles are changed, if a script may change the role: more rather than less, for a body may do it too.
pub(super) fn of(dialect: Dialect, script: &Script) -> Option<&'static Roles> {
    let says = |text: &str| text.contains("role") || text.contains("authorization");
    dialect.engine().execution().roles().filter(|_| script.statements.iter().any(|it| says(&it.text.to_lowercase())))
}

impl Runner<'_> {
    /// Writes the history between two statements of a script. Gives how many rows that changed.
    pub(super) async fn write(&mut self, task: &Task<'_>, sql: &str) -> Result<u64, Error> {
        let Some(roles) = task.roles else { return self.session.execute(sql).await };
        for step in roles.own {
            self.session.execute(step).await?;
        }
        let rows = self.session.execute(sql).await?;
        for step in roles.of_script {
            self.session.execute(step).await?;
        }
        Ok(rows)
    }
}
