//! A statement that defines a column anew drops every attribute of it that it does not repeat, also the unmanaged ones.

use super::apply::{Runner, Task};
use super::execution::Lost;
use super::halt::Halt;
use super::revision::Item;
use super::{Direction, Error, ErrorKind};
use crate::connect::Session;
use crate::schema::{Dialect, Engines};
use crate::script::{Script, Statement};
use std::ops::Range;

impl Runner<'_> {
    /// Refuses statements that would drop an attribute of a column which the script does not say that it drops.
    pub(super) async fn keep_attributes(&mut self, task: &Task<'_>, statements: Range<usize>) -> Result<(), Halt> {
        let direction = task.step.direction;
        keep_attributes(self.session, (task.item, direction), &task.script, statements).await.map_err(Halt::Error)
    }
}

/// [`Runner::keep_attributes`] of a revision's `script`, without running anything.
pub(super) async fn keep_attributes(
    session: &mut Session,
    (item, direction): (&Item<'_>, Direction),
    script: &Script,
    statements: Range<usize>,
) -> Result<(), Error> {
    let execution = session.dialect().engine().execution();
    for statement in &script.statements[statements] {
        for Lost { table, column, attributes } in execution.lost_attributes(session, statement).await? {
            let meant = |it: &(String, String)| it.0 == table && it.1.eq_ignore_ascii_case(&column);
            if !script.directives.drop_attributes.iter().any(meant) {
                let (revision, file) = (item.name(), item.file(direction));
                return Err(Error::from(ErrorKind::LostAttributes { revision, file, table, column, attributes }));
            }
        }
    }
    Ok(())
}

/// The columns that statements define anew, each with its table, the table first, where a column can lose something by that.
#[doc(hidden)]
pub fn redefined_columns(dialect: Dialect, statements: &[Statement]) -> Vec<(String, String)> {
    statements.iter().flat_map(|statement| dialect.engine().execution().redefined_columns(statement)).collect()
}
