//! What a migrator is told, and what it sets on its connection.

use super::Error;
use super::execution::{Limits, SetUp};
use super::revision::Item;
use super::setting::until_end;
use crate::connect::Session;
use crate::schema::Engines;
use std::time::Duration;

/// Where to go on in a revision that stopped half-way. Statements are counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resume {
    /// With this statement: it did not run, or is to run again.
    At(usize),
    /// With the one behind this: it has run.
    After(usize),
}

impl Resume {
    /// How many of the `total` statements of a revision count as done.
    ///
    /// # Errors
    /// It has no such statement.
    pub(super) fn done(self, item: &Item<'_>, total: usize) -> Result<usize, Error> {
        let (number, done) = match self {
            Self::At(number) => (number, number.saturating_sub(1)),
            Self::After(number) => (number, number),
        };
        if (1..=total).contains(&number) {
            return Ok(done);
        }
        Err(Error::NoStatement { revision: item.name(), number, of: total })
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Settings {
    /// For another upgrader.
    pub(super) lock_timeout: Duration,
    /// For a lock on a table.
    pub(super) table_lock_timeout: Duration,
    pub(super) resume: Option<Resume>,
}

impl Settings {
    pub(super) const DEFAULT: Self =
        Self { lock_timeout: Duration::from_secs(60), table_lock_timeout: Duration::from_secs(10), resume: None };

    /// Sets up a fresh connection.
    pub(super) async fn set_up(&self, session: &mut Session) -> Result<(), Error> {
        let limits = Limits { lock: self.lock_timeout, table_lock: self.table_lock_timeout };
        for step in session.dialect().engine().execution().set_up(limits) {
            match step {
                SetUp::Run(sql) => {
                    session.execute(&sql).await?;
                }
                SetUp::Try(sql) => {
                    let _ = session.execute(&sql).await;
                }
                SetUp::UntilEnd { read, set, put_back } => until_end(session, read, &set, put_back).await?,
            }
        }
        Ok(())
    }
}
