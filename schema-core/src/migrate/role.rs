//! A script may take on another role, which needs no privilege on the history. Records are written by the role that the session
//! had before the script.

use super::apply::{Runner, Task};
use crate::connect::Error;

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
