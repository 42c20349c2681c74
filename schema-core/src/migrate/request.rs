//! What a migrator is asked to do, with the options of one call. A request runs when it is awaited.

use super::observer::Nobody;
use super::{Direction, Error, Migrator, Observer, Plan, Report, Resume, stamp};
use crate::connect::{BoxFuture, Connect};
use crate::revision::{Node, Target};
use std::fmt;
use std::future::IntoFuture;

/// What upgrades and downgrades have in common.
struct Run<'a, C> {
    migrator: &'a Migrator,
    database: C,
    target: Target,
    direction: Direction,
    resume: Option<Resume>,
    observer: Option<&'a mut dyn Observer>,
}

impl<'a, C: Connect + 'a> Run<'a, C> {
    async fn plan(self) -> Result<Plan, Error> {
        let Self { migrator, database, target, direction, resume, observer: _ } = self;
        migrator.plan(database, &target, direction, resume).await
    }

    fn start(self) -> BoxFuture<'a, Result<Report, Error>> {
        let Self { migrator, database, target, direction, resume, observer } = self;
        Box::pin(async move {
            let mut nobody = Nobody;
            let observer = observer.unwrap_or(&mut nobody);
            migrator.run(database, &target, (direction, resume), observer).await
        })
    }
}

/// An upgrade that has not begun: [`Migrator::upgrade`]. It runs when it is awaited.
///
/// ```no_run
/// # use schema_core::migrate::{Error, Migrator};
/// # static MIGRATOR: Migrator = Migrator::new(&[]);
/// # async fn start() -> Result<(), Error> {
/// let report = MIGRATOR.upgrade("sqlite:shop.db").to("+1").await?;
/// println!("applied {}", report.len());
/// # Ok(())
/// # }
/// ```
#[must_use = "an upgrade runs when it is awaited"]
pub struct Upgrade<'a, C>(Run<'a, C>);

impl<'a, C: Connect + 'a> Upgrade<'a, C> {
    pub(super) fn new(migrator: &'a Migrator, database: C) -> Self {
        let (target, direction) = (Target::Head, Direction::Up);
        Self(Run { migrator, database, target, direction, resume: None, observer: None })
    }

    /// Goes to `target` instead of the newest revision: `+1`, an id or its beginning, a slug, [`Target::Heads`].
    ///
    /// ```no_run
    /// # use schema_core::migrate::{Error, Migrator};
    /// # static MIGRATOR: Migrator = Migrator::new(&[]);
    /// # async fn start() -> Result<(), Error> {
    /// MIGRATOR.upgrade("sqlite:shop.db").to("create_users").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn to(mut self, target: impl Into<Target>) -> Self {
        self.0.target = target.into();
        self
    }

    /// Has `observer` hear what is done, and stop it.
    ///
    /// ```no_run
    /// # use schema_core::migrate::{Error, Migrator};
    /// # static MIGRATOR: Migrator = Migrator::new(&[]);
    /// use schema_core::migrate::Event;
    /// use std::ops::ControlFlow;
    ///
    /// # async fn start() -> Result<(), Error> {
    /// let mut log = |event: &Event<'_>| {
    ///     if let Event::RevisionStarted { step, .. } = event {
    ///         println!("{step}");
    ///     }
    ///     ControlFlow::Continue(())
    /// };
    /// MIGRATOR.upgrade("sqlite:shop.db").observer(&mut log).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn observer(mut self, observer: &'a mut dyn Observer) -> Self {
        self.0.observer = Some(observer);
        self
    }

    /// Says where to go on in a partially applied revision, whatever the history says of its statements.
    ///
    /// For a statement that is in doubt, of which somebody who looked at the database knows whether it ran.
    ///
    /// ```no_run
    /// # use schema_core::migrate::{Error, Migrator, Resume};
    /// # static MIGRATOR: Migrator = Migrator::new(&[]);
    /// # async fn start() -> Result<(), Error> {
    /// MIGRATOR.upgrade("mysql://localhost/shop").resume(Resume::After(2)).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn resume(mut self, resume: impl Into<Option<Resume>>) -> Self {
        self.0.resume = resume.into();
        self
    }

    /// Returns what would run now, and changes nothing. Its `Display` is SQL.
    ///
    /// ```no_run
    /// # use schema_core::migrate::{Error, Migrator};
    /// # static MIGRATOR: Migrator = Migrator::new(&[]);
    /// # async fn start() -> Result<(), Error> {
    /// println!("{}", MIGRATOR.upgrade("sqlite:shop.db").plan().await?);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Those of the upgrade before its first statement, except for the lock.
    pub async fn plan(self) -> Result<Plan, Error> {
        self.0.plan().await
    }
}

impl<'a, C: Connect + 'a> IntoFuture for Upgrade<'a, C> {
    type Output = Result<Report, Error>;
    type IntoFuture = BoxFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        self.0.start()
    }
}

/// A downgrade that has not begun: [`Migrator::downgrade`]. It runs when it is awaited.
///
/// ```no_run
/// # use schema_core::migrate::{Error, Migrator};
/// # static MIGRATOR: Migrator = Migrator::new(&[]);
/// # async fn start() -> Result<(), Error> {
/// for done in MIGRATOR.downgrade("sqlite:shop.db", "-1").await? {
///     println!("reverted {done}");
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "a downgrade runs when it is awaited"]
pub struct Downgrade<'a, C>(Run<'a, C>);

impl<'a, C: Connect + 'a> Downgrade<'a, C> {
    pub(super) fn new(migrator: &'a Migrator, database: C, target: Target) -> Self {
        Self(Run { migrator, database, target, direction: Direction::Down, resume: None, observer: None })
    }

    /// Has `observer` hear what is done, and stop it: [`Upgrade::observer`].
    ///
    /// ```no_run
    /// # use schema_core::migrate::{Error, Migrator, Observer};
    /// # static MIGRATOR: Migrator = Migrator::new(&[]);
    /// # async fn start(observer: &mut dyn Observer) -> Result<(), Error> {
    /// MIGRATOR.downgrade("sqlite:shop.db", "base").observer(observer).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn observer(mut self, observer: &'a mut dyn Observer) -> Self {
        self.0.observer = Some(observer);
        self
    }

    /// Says where to go on in a revision that is partially reverted: [`Upgrade::resume`].
    ///
    /// ```no_run
    /// # use schema_core::migrate::{Error, Migrator, Resume};
    /// # static MIGRATOR: Migrator = Migrator::new(&[]);
    /// # async fn start() -> Result<(), Error> {
    /// MIGRATOR.downgrade("mysql://localhost/shop", "-1").resume(Resume::At(1)).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn resume(mut self, resume: impl Into<Option<Resume>>) -> Self {
        self.0.resume = resume.into();
        self
    }

    /// Returns what would run now, and changes nothing. Its `Display` is SQL.
    ///
    /// ```no_run
    /// # use schema_core::migrate::{Error, Migrator};
    /// # static MIGRATOR: Migrator = Migrator::new(&[]);
    /// # async fn start() -> Result<(), Error> {
    /// println!("{}", MIGRATOR.downgrade("sqlite:shop.db", "base").plan().await?);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Those of the downgrade before its first statement, except for the lock.
    pub async fn plan(self) -> Result<Plan, Error> {
        self.0.plan().await
    }
}

impl<'a, C: Connect + 'a> IntoFuture for Downgrade<'a, C> {
    type Output = Result<Report, Error>;
    type IntoFuture = BoxFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        self.0.start()
    }
}

/// A stamp that has not begun: [`Migrator::stamp`]. It runs when it is awaited, and returns the revisions that the database has
/// by its history then.
///
/// ```no_run
/// # use schema_core::migrate::{Error, Migrator};
/// # static MIGRATOR: Migrator = Migrator::new(&[]);
/// # async fn start() -> Result<(), Error> {
/// let revisions = MIGRATOR.stamp("sqlite:shop.db", "head").await?;
/// println!("{} revisions are marked as applied", revisions.len());
/// # Ok(())
/// # }
/// ```
#[must_use = "a stamp runs when it is awaited"]
pub struct Stamp<'a, C> {
    migrator: &'a Migrator,
    database: C,
    target: Target,
    observer: Option<&'a mut dyn Observer>,
}

impl<'a, C: Connect + 'a> Stamp<'a, C> {
    pub(super) fn new(migrator: &'a Migrator, database: C, target: Target) -> Self {
        Self { migrator, database, target, observer: None }
    }

    /// Has `observer` hear that another upgrade is waited for, and stop that: [`Upgrade::observer`].
    ///
    /// ```no_run
    /// # use schema_core::migrate::{Error, Migrator, Observer};
    /// # static MIGRATOR: Migrator = Migrator::new(&[]);
    /// # async fn start(observer: &mut dyn Observer) -> Result<(), Error> {
    /// MIGRATOR.stamp("postgres://localhost/shop", "base").observer(observer).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn observer(mut self, observer: &'a mut dyn Observer) -> Self {
        self.observer = Some(observer);
        self
    }
}

impl<'a, C: Connect + 'a> IntoFuture for Stamp<'a, C> {
    type Output = Result<Vec<Node>, Error>;
    type IntoFuture = BoxFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { migrator, database, target, observer } = self;
        Box::pin(async move {
            let mut nobody = Nobody;
            let observer = observer.unwrap_or(&mut nobody);
            let (mut session, catalog, held) = migrator.open(database, observer).await?;
            let result =
                stamp::stamp(&mut session, &catalog, (migrator.settings.history, migrator.settings.ahead), &target)
                    .await;
            super::end(session, held, observer, result).await
        })
    }
}

impl<C> fmt::Debug for Run<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.direction.name(), self.target)
    }
}

impl<C> fmt::Debug for Upgrade<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Upgrade({:?})", self.0)
    }
}

impl<C> fmt::Debug for Downgrade<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Downgrade({:?})", self.0)
    }
}

impl<C> fmt::Debug for Stamp<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Stamp({})", self.target)
    }
}
