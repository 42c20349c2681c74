//! What a migrator is told, and what it sets on its connection.

use super::execution::{Limits, SetUp};
use super::history::Place;
use super::revision::Item;
use super::setting::until_end;
use super::{Error, ErrorKind};
use crate::connect::Session;
use crate::schema::Engines;
use std::time::Duration;

/// What a migrator does about a database that is ahead of it: one whose history has revisions that the program does not have,
/// because a newer version of the program upgraded it.
///
/// ```
/// # use schema_core::migrate::Migrator;
/// use schema_core::migrate::Ahead;
///
/// static MIGRATOR: Migrator = Migrator::new(&[]).ahead(Ahead::Allow);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ahead {
    /// It refuses it.
    #[default]
    Refuse,
    /// It takes it, if the database has all revisions of the program, and the others are not partially applied: `require_current`
    /// returns `Ok`, and `upgrade` does nothing. Whether the program can work with the newer tables is for its author to know.
    Allow,
}

/// Where to go on in a revision that stopped half-way. Statements are counted from 1.
///
/// ```no_run
/// # use schema_core::migrate::{Error, Migrator};
/// # static MIGRATOR: Migrator = Migrator::new(&[]);
/// # async fn start() -> Result<(), Error> {
/// use schema_core::migrate::Resume;
///
/// MIGRATOR.upgrade("mysql://localhost/shop").resume(Resume::At(3)).await?;
/// # Ok(())
/// # }
/// ```
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
        Err(Error::from(ErrorKind::NoStatement { revision: item.name(), number, of: total }))
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Settings {
    /// For another upgrader.
    pub(super) lock_timeout: Duration,
    /// For a lock on a table.
    pub(super) table_lock_timeout: Duration,
    /// For a statement; none by default.
    pub(super) statement_timeout: Option<Duration>,
    /// For a server to answer at a URL; none by default.
    pub(super) connect_timeout: Option<Duration>,
    pub(super) ahead: Ahead,
    pub(super) history: Place,
    pub(super) resume: Option<Resume>,
}

impl Settings {
    pub(super) const DEFAULT: Self = Self {
        lock_timeout: Duration::from_secs(60),
        table_lock_timeout: Duration::from_secs(10),
        statement_timeout: None,
        connect_timeout: None,
        ahead: Ahead::Refuse,
        history: Place::DEFAULT,
        resume: None,
    };

    /// Limits the time of statements from now on. Not before the lock is taken: waiting for it is a statement too.
    pub(super) async fn limit_statements(&self, session: &mut Session) -> Result<(), Error> {
        let execution = session.dialect().engine().execution();
        if let Some(sql) = self.statement_timeout.and_then(|limit| execution.statement_timeout(limit)) {
            session.execute(&sql).await?;
        }
        Ok(())
    }

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
