//! Applies revisions to a database, and knows which it has.
//!
//! In an application, the build step embeds the revisions, and the migrator stands where `create_all` stood:
//!
//! ```no_run
//! # mod shop {
//! # pub static MIGRATOR: schema_core::migrate::Migrator = schema_core::migrate::Migrator::new(&[]);
//! # }
//! # use shop::MIGRATOR;
//! // static MIGRATOR: Migrator = schema_core::migrator!();
//!
//! async fn start(url: &str) -> Result<(), schema_core::migrate::Error> {
//!     // Either bring the database up to date,
//!     MIGRATOR.upgrade(url).await?;
//!     // or refuse to start on one that is not, and leave upgrading to `cargo schema upgrade`.
//!     MIGRATOR.require_current(url).await
//! }
//! ```
//!
//! A database is what implements [`Connect`]: a pool of sqlx, or a URL. Options of a program are methods of [`Migrator`], options of one call
//! methods of what [`upgrade`](Migrator::upgrade), [`downgrade`](Migrator::downgrade), and [`stamp`](Migrator::stamp) return.
//!
//! On PostgreSQL and SQLite a revision and its record are one transaction: they are there both or not at all. On MySQL
//! and MariaDB, and in scripts with `-- cargo-schema: no-transaction`, statements are recorded one by one, and the next run
//! resumes one that was stopped, by whatever it was. Where the catalog does not show whether a statement has run, it stops
//! and asks. Only one upgrader works at a time.

mod advice;
mod apply;
mod attributes;
mod effect;
mod error;
mod execution;
mod failed;
mod foreign_keys;
mod functions;
mod goal;
mod halt;
mod health;
mod history;
mod lasting;
mod lock;
mod message;
mod mode;
mod observer;
mod old_server;
mod options;
mod plan;
mod portion;
mod rebuild;
mod record;
mod report;
mod request;
mod revision;
mod role;
mod setting;
mod settings;
mod stamp;
mod stepwise;
mod trace;

/// What applying revisions asks of an engine, for who implements one.
#[doc(hidden)]
pub mod parts {
    pub use super::effect::{Effect, Fact, Kind, Object, Part, Parts, Visible};
    pub use super::execution::{
        Execution, Kept, Limits, Lock, Lost, Namespace, Patience, Pooler, RecordTypes, Records, Roles, RollbackGaps,
        ScriptTransaction, SetUp,
    };
    pub use super::foreign_keys::Unchecked;
    pub use super::functions::Remembering;
    pub(crate) use super::functions::{asks_a_sequence, calls, calls_with, reads};
    pub use super::lasting::LastingKind;
    pub use super::mode::Mode;
    pub use super::rebuild::{Attached, Rebuilds};
    pub use super::setting::Setting;
}

pub use attributes::redefined_columns;
pub use effect::Doubt;
pub use error::{Error, ErrorKind};
pub use failed::{FailedStatement, InDoubt, Left, Misfit};
pub use health::{Health, health};
pub use history::{History, Origin, Record, TABLE};
pub use lasting::{Lasting, LastingKind};
pub use observer::{Event, Holder, Observer, Step};
pub use plan::{Plan, PlannedRevision};
pub use report::{Done, Report};
pub use request::{Downgrade, Stamp, Upgrade};
pub use revision::{Direction, Embedded, OwnedRevision, OwnedScript, Revision, Script, checksum};
pub use settings::{Ahead, Resume};

pub use crate::connect::Connect;
pub use crate::revision::Target;

use crate::connect::{Access, DatabaseUrl, Session};
use crate::revision::Node;
use crate::schema::{Dialect, Engines};
use apply::{Runner, refuse_tables};
use goal::Goal;
use history::Table;
use lock::Held;
use observer::{Nobody, tell};
use revision::{Catalog, Source};
use settings::Settings;

/// The migrator over the revisions that the build step embedded, as a constant expression.
///
/// ```ignore
/// static MIGRATOR: schema_core::migrate::Migrator = schema_core::migrator!();
/// ```
#[macro_export]
macro_rules! migrator {
    () => {
        $crate::migrate::Migrator::embedded({
            // What the build step writes calls the crate so, whatever name it goes by.
            #[allow(unused_imports)]
            use $crate as __schema_core;
            include!(::core::concat!(::core::env!("OUT_DIR"), "/schema/revisions.rs"))
        })
    };
}

/// Applies revisions to databases.
///
/// ```no_run
/// # use schema_core::migrate::{Error, Migrator};
/// # static MIGRATOR: Migrator = Migrator::new(&[]);
/// # async fn start() -> Result<(), Error> {
/// MIGRATOR.upgrade("sqlite:shop.db").await?;
/// MIGRATOR.require_current("sqlite:shop.db").await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Migrator {
    source: Source,
    settings: Settings,
}

/// Where a database stands.
///
/// ```no_run
/// # use schema_core::migrate::{Error, Migrator};
/// # static MIGRATOR: Migrator = Migrator::new(&[]);
/// # async fn start() -> Result<(), Error> {
/// let status = MIGRATOR.status("sqlite:shop.db").await?;
/// for revision in &status.pending {
///     println!("pending: {revision}");
/// }
/// if let Some(obstacle) = &status.obstacle {
///     println!("{obstacle}");
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Status {
    /// The last revisions that it has; none at the base, several where branches were not merged.
    pub current: Vec<Node>,
    /// The revisions that it lacks, in the order in which they are to be applied.
    pub pending: Vec<Node>,
    /// Its history.
    pub history: History,
    /// Tables that it has, where it has no history.
    pub unmanaged: Vec<String>,
    /// Tables in which other migration tools keep their history.
    pub other_histories: Vec<String>,
    /// Why the next run cannot go on with a half-applied revision; `None` where it can.
    pub obstacle: Option<Error>,
    /// That the server is older than what the scripts of a pending revision were written for, with which [`Migrator::upgrade`]
    /// refuses it; `None` where it is not.
    pub old_server: Option<Error>,
    /// Who holds the lock of an upgrade now, as far as the server tells.
    pub holder: Option<Holder>,
}

impl Migrator {
    /// A migrator for revisions that are part of the program.
    ///
    /// ```
    /// # use schema_core::migrate::Migrator;
    /// /// A program without revisions; `migrator!()` gives those that the build step embedded.
    /// static NOTHING: Migrator = Migrator::new(&[]);
    /// ```
    pub const fn new(revisions: &'static [Revision]) -> Self {
        Self { source: Source::Embedded(revisions), settings: Settings::DEFAULT }
    }

    /// A migrator for what the build step wrote.
    #[doc(hidden)]
    pub const fn embedded(embedded: Embedded) -> Self {
        let Embedded { revisions, history_table, history_schema } = embedded;
        let mut migrator = Self::new(revisions);
        if let Some(table) = history_table {
            migrator.settings.history.table = table;
        }
        migrator.settings.history.schema = history_schema;
        migrator
    }

    /// A migrator for revisions that were read at run time.
    ///
    /// ```
    /// use schema_core::migrate::{Migrator, OwnedRevision, OwnedScript};
    /// use schema_core::schema::Dialect;
    ///
    /// let script = OwnedScript {
    ///     dialect: Dialect::SQLITE,
    ///     suffix: None,
    ///     oldest: None,
    ///     up: "CREATE TABLE users (id INTEGER PRIMARY KEY)".to_owned(),
    ///     down: Some("DROP TABLE users".to_owned()),
    /// };
    /// let users = OwnedRevision {
    ///     id: "20261122173142".to_owned(),
    ///     slug: "create_users".to_owned(),
    ///     parents: Vec::new(),
    ///     scripts: vec![script],
    /// };
    /// let migrator = Migrator::from_revisions(vec![users]);
    /// ```
    pub const fn from_revisions(revisions: Vec<OwnedRevision>) -> Self {
        Self { source: Source::Owned(revisions), settings: Settings::DEFAULT }
    }

    /// Applies all revisions that the database lacks, when it is awaited. The [`Report`] names those that this call applied.
    ///
    /// Any number of programs can call this at the same time: one works, the others wait and find nothing left to do.
    ///
    /// ```no_run
    /// # use schema_core::migrate::{Error, Migrator};
    /// # static MIGRATOR: Migrator = Migrator::new(&[]);
    /// # async fn start() -> Result<(), Error> {
    /// for done in MIGRATOR.upgrade("sqlite:shop.db").await? {
    ///     println!("applied {done}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// See [`Error`]. What was applied before the error stays, and the next call goes on from there.
    pub fn upgrade<'a, C: Connect + 'a>(&'a self, database: C) -> Upgrade<'a, C> {
        Upgrade::new(self, database)
    }

    /// Reverts the revisions that the database has beyond `target`, when it is awaited.
    ///
    /// ```no_run
    /// # use schema_core::migrate::{Error, Migrator};
    /// # static MIGRATOR: Migrator = Migrator::new(&[]);
    /// # async fn start() -> Result<(), Error> {
    /// MIGRATOR.downgrade("sqlite:shop.db", "-1").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// As for [`Migrator::upgrade`]; also that a revision has no `down.sql`.
    pub fn downgrade<'a, C: Connect + 'a>(&'a self, database: C, target: impl Into<Target>) -> Downgrade<'a, C> {
        Downgrade::new(self, database, target.into())
    }

    /// Marks the revisions up to `target` as applied, and no others, without running anything, when it is awaited.
    ///
    /// It does not compare: whether the database is what those revisions make, is for the caller to know.
    ///
    /// ```no_run
    /// # use schema_core::migrate::{Error, Migrator};
    /// # static MIGRATOR: Migrator = Migrator::new(&[]);
    /// # async fn start() -> Result<(), Error> {
    /// MIGRATOR.stamp("sqlite:shop.db", "create_users").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The database refuses, or there is no such target.
    pub fn stamp<'a, C: Connect + 'a>(&'a self, database: C, target: impl Into<Target>) -> Stamp<'a, C> {
        Stamp::new(self, database, target.into())
    }

    /// Refuses a database that is not up to date. Changes nothing.
    ///
    /// ```no_run
    /// # use schema_core::migrate::{Error, Migrator};
    /// # static MIGRATOR: Migrator = Migrator::new(&[]);
    /// # async fn start() -> Result<(), Error> {
    /// MIGRATOR.require_current("postgres://localhost/shop").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Behind`] where revisions are missing; those of a history that is not that of the embedded revisions.
    pub async fn require_current(&self, database: impl Connect) -> Result<(), Error> {
        let mut session = database.within(Access::Read, self.settings.connect_timeout).await?;
        let catalog = Catalog::new(&self.source, session.dialect())?;
        let checked = self.check_current(&mut session, &catalog).await;
        let _ = session.close().await;
        checked
    }

    async fn check_current(&self, session: &mut Session, catalog: &Catalog<'_>) -> Result<(), Error> {
        let table = Table::of(session, self.settings.history).await?;
        let mut history = table.read(session).await?;
        if !history.exists {
            refuse_tables(session, &table).await?;
        }
        history.admit(catalog, self.settings.ahead)?;
        let goal = Goal::new(catalog, &history, &Target::Head, Direction::Up)?;
        let pending = goal.way(catalog, &history)?;
        if pending.is_empty() {
            Ok(())
        } else {
            Err(Error::from(ErrorKind::Behind { pending: names(catalog, &pending) }))
        }
    }

    /// Refuses an engine in the program that is older than what the scripts up to `target` were written for, before there is a
    /// database of it. A server is asked when it is connected to.
    ///
    /// # Errors
    /// [`ErrorKind::OldServer`]; that the revisions have no order, a script cannot be read, or there is no such target.
    #[doc(hidden)]
    pub async fn refuse_old_engine(&self, dialect: Dialect, target: &Target) -> Result<(), Error> {
        let Some(url) = dialect.engine().connector().in_memory() else { return Ok(()) };
        let session = DatabaseUrl::parse(url)?.into_session(Access::Read).await?;
        let server = session.release();
        session.close().await?;
        let (catalog, history) = (Catalog::new(&self.source, dialect)?, History::default());
        let ids = Goal::new(&catalog, &history, target, Direction::Up)?.way(&catalog, &history)?;
        catalog.refuse_older(&ids, Direction::Up, server)
    }

    /// Where the database stands. Changes nothing, and needs no right to.
    ///
    /// ```no_run
    /// # use schema_core::migrate::{Error, Migrator};
    /// # static MIGRATOR: Migrator = Migrator::new(&[]);
    /// # async fn start() -> Result<(), Error> {
    /// let status = MIGRATOR.status("postgres://localhost/shop").await?;
    /// println!("{} revisions are pending", status.pending.len());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The database cannot be read, or the revisions have no order. A history that is not that of the revisions is
    /// no error here: [`Migrator::problem`] tells it.
    pub async fn status(&self, database: impl Connect) -> Result<Status, Error> {
        let mut session = database.within(Access::Read, self.settings.connect_timeout).await?;
        let catalog = Catalog::new(&self.source, session.dialect())?;
        let read = async {
            let table = Table::of(&mut session, self.settings.history).await?;
            let history = table.read(&mut session).await?;
            let others = table.others(&mut session).await?;
            let elsewhere = if history.exists { None } else { table.elsewhere(&mut session).await? };
            let elsewhere = elsewhere.map(|found| Error::from(ErrorKind::OtherHistory { found, named: table.shown() }));
            // What cannot be looked at is for the next run to say.
            let stopped = plan::refuse_resuming(&mut session, &catalog, &history).await.err();
            Ok::<_, Error>((history, others, elsewhere.or(stopped.filter(|error| error.exit_code() == CONFLICT))))
        };
        let read = read.await;
        // The last question: one that is refused changes no other answer.
        let holder = if read.is_ok() { lock::held_by(&mut session, self.settings.history).await } else { None };
        let server = session.release();
        let _ = session.close().await;
        let (history, (mut unmanaged, other_histories), obstacle) = read?;
        if history.exists || matches!(obstacle.as_ref().map(Error::kind), Some(ErrorKind::OtherHistory { .. })) {
            unmanaged.clear();
        }
        let graph = &catalog.graph;
        let applied = history.applied();
        let current = graph.tips(&applied).into_iter().cloned().collect();
        let heads: Vec<&str> = graph.heads().iter().map(|head| head.id.as_str()).collect();
        let pending: Vec<Node> = graph.to_apply(&applied, heads).into_iter().cloned().collect();
        let ids: Vec<String> = pending.iter().map(|node| node.id.clone()).collect();
        let old_server = catalog.refuse_older(&ids, Direction::Up, server).err();
        let goes_up = history.part_way().is_some_and(|record| record.direction() == Direction::Up);
        let obstacle = obstacle.or_else(|| old_server.clone().filter(|_| goes_up));
        Ok(Status { current, pending, history, unmanaged, other_histories, obstacle, old_server, holder })
    }

    /// What is wrong with a database's history; nothing is read.
    ///
    /// # Errors
    /// The revisions have no order, or a script cannot be read. The problem itself is the value.
    #[doc(hidden)]
    pub fn problem(&self, dialect: Dialect, history: &History) -> Result<Option<Error>, Error> {
        let catalog = Catalog::new(&self.source, dialect)?;
        Ok(history.check(&catalog).err())
    }

    /// What would be run on a database that has the revisions `applied` and all before them; none is at hand.
    ///
    /// ```no_run
    /// # use schema_core::migrate::{Error, Migrator};
    /// # static MIGRATOR: Migrator = Migrator::new(&[]);
    /// # async fn start() -> Result<(), Error> {
    /// use schema_core::migrate::{Direction, Target};
    /// use schema_core::schema::Dialect;
    ///
    /// let plan = MIGRATOR.plan_without_database(Dialect::POSTGRES, &[], &Target::Head, Direction::Up)?;
    /// println!("{plan}");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The revisions have no order, a script cannot be read, or there is no such target.
    pub fn plan_without_database(
        &self,
        dialect: Dialect,
        applied: &[&str],
        target: &Target,
        direction: Direction,
    ) -> Result<Plan, Error> {
        let catalog = Catalog::new(&self.source, dialect)?;
        Plan::without_database(&catalog, self.settings.history, applied, (target, direction))
    }

    /// Takes one revision out of the history without running anything, whether it is at hand or not.
    /// Gives whether it was there.
    ///
    /// ```no_run
    /// # use schema_core::migrate::{Error, Migrator};
    /// # static MIGRATOR: Migrator = Migrator::new(&[]);
    /// # async fn start() -> Result<(), Error> {
    /// let was_there = MIGRATOR.unstamp("sqlite:shop.db", "20261122173142").await?;
    /// println!("{was_there}");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The database refuses.
    pub async fn unstamp(&self, database: impl Connect, id: &str) -> Result<bool, Error> {
        let (mut session, _, held) = self.open(database, &mut Nobody).await?;
        let result = stamp::unstamp(&mut session, self.settings.history, id).await;
        end(session, held, &mut Nobody, result).await
    }

    /// Takes all revisions out of the history without running anything; the table stays, and so does everything else.
    /// Gives what was there.
    ///
    /// ```no_run
    /// # use schema_core::migrate::{Error, Migrator};
    /// # static MIGRATOR: Migrator = Migrator::new(&[]);
    /// # async fn start() -> Result<(), Error> {
    /// for record in MIGRATOR.purge("sqlite:shop.db").await? {
    ///     println!("removed {}", record.name());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The database refuses.
    pub async fn purge(&self, database: impl Connect) -> Result<Vec<Record>, Error> {
        let (mut session, _, held) = self.open(database, &mut Nobody).await?;
        let result = stamp::purge(&mut session, self.settings.history).await;
        end(session, held, &mut Nobody, result).await
    }

    async fn plan(
        &self,
        database: impl Connect,
        target: &Target,
        direction: Direction,
        resume: Option<Resume>,
    ) -> Result<Plan, Error> {
        let mut session = database.within(Access::Read, self.settings.connect_timeout).await?;
        let catalog = Catalog::new(&self.source, session.dialect())?;
        let plan = Plan::read(&mut session, &catalog, &Settings { resume, ..self.settings }, target, direction).await;
        let _ = session.close().await;
        plan
    }

    async fn run(
        &self,
        database: impl Connect,
        target: &Target,
        (direction, resume): (Direction, Option<Resume>),
        observer: &mut dyn Observer,
    ) -> Result<Report, Error> {
        if let Some(dialect) = database.creates().filter(|_| direction == Direction::Up) {
            self.refuse_old_engine(dialect, target).await?;
        }
        let (mut session, catalog, mut held) = self.open(database, observer).await?;
        let settings = Settings { resume, ..self.settings };
        let runner = Runner::new(&mut session, &catalog, settings, held, observer).await;
        let result = match runner {
            Ok(mut runner) => {
                let result = runner.run(target, direction).await;
                held = runner.held;
                result
            }
            Err(error) => Err(error),
        };
        end(session, held, observer, result.map(|revisions| Report { revisions })).await
    }

    /// Opens a session to write with, and takes the lock.
    async fn open(
        &self,
        database: impl Connect,
        observer: &mut dyn Observer,
    ) -> Result<(Session, Catalog<'_>, Option<Held>), Error> {
        let mut session = database.within(Access::Write, self.settings.connect_timeout).await?;
        let catalog = Catalog::new(&self.source, session.dialect())?;
        session.close_afterwards();
        self.settings.set_up(&mut session).await?;
        let held = lock::take(&mut session, &self.settings, observer).await?;
        self.settings.limit_statements(&mut session).await?;
        Ok((session, catalog, held))
    }
}

/// The exit code of an error that says that the history is not that of the revisions.
const CONFLICT: u8 = 6;

/// Gives the lock and the connection back. What went wrong before counts for more than what goes wrong here.
async fn end<T>(
    mut session: Session,
    held: Option<Held>,
    observer: &mut dyn Observer,
    result: Result<T, Error>,
) -> Result<T, Error> {
    if let Err(holder) = lock::release(&mut session, held).await {
        tell(observer, &Event::LockLeft { holder: holder.as_ref() });
    }
    let closed = session.close().await;
    let value = result?;
    closed?;
    Ok(value)
}

fn names(catalog: &Catalog<'_>, ids: &[String]) -> Vec<String> {
    ids.iter().filter_map(|id| catalog.graph.get(id)).map(Node::name).collect()
}
