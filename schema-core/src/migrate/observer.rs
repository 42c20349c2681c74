//! What a migrator tells while it works.

use super::{Direction, Lasting, trace};
use std::fmt;
use std::ops::ControlFlow;
use std::time::Duration;

/// Hears what the migrator does, and may stop it. Every `FnMut(&Event<'_>) -> ControlFlow<()>` is one.
///
/// ```no_run
/// # use schema_core::migrate::{Error, Migrator};
/// # static MIGRATOR: Migrator = Migrator::new(&[]);
/// use schema_core::migrate::Event;
/// use std::ops::ControlFlow;
///
/// # async fn start() -> Result<(), Error> {
/// let mut log = |event: &Event<'_>| {
///     match event {
///         Event::Waiting { holder: Some(holder), .. } => eprintln!("waiting for {holder}"),
///         Event::RevisionFinished { step, duration, .. } => eprintln!("{step} in {duration:?}"),
///         _ => {}
///     }
///     ControlFlow::Continue(())
/// };
/// MIGRATOR.upgrade("postgres://localhost/shop").observer(&mut log).await?;
/// # Ok(())
/// # }
/// ```
pub trait Observer: Send {
    /// Hears an event. `Break` at [`Event::Checkpoint`] or [`Event::Waiting`] stops the migrator, which returns
    /// [`ErrorKind::Interrupted`](super::ErrorKind::Interrupted); at other events it means nothing.
    fn event(&mut self, event: &Event<'_>) -> ControlFlow<()>;
}

impl<F: FnMut(&Event<'_>) -> ControlFlow<()> + Send> Observer for F {
    fn event(&mut self, event: &Event<'_>) -> ControlFlow<()> {
        self(event)
    }
}

/// Hears nothing.
pub(super) struct Nobody;

impl Observer for Nobody {
    fn event(&mut self, _: &Event<'_>) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

/// Tells `observer`, and the log. Returns `true` if the migrator is to stop.
pub(super) fn tell(observer: &mut dyn Observer, event: &Event<'_>) -> bool {
    trace::event(event);
    observer.event(event).is_break()
}

/// What a migrator does.
///
/// ```
/// use schema_core::migrate::{Event, Observer};
/// use std::ops::ControlFlow;
///
/// /// Stops where the migrator can stop.
/// struct Stop;
///
/// impl Observer for Stop {
///     fn event(&mut self, event: &Event<'_>) -> ControlFlow<()> {
///         match event {
///             Event::Checkpoint => ControlFlow::Break(()),
///             _ => ControlFlow::Continue(()),
///         }
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// Another upgrade holds the lock; told again and again while it does.
    #[non_exhaustive]
    Waiting {
        /// Who, as far as the server tells.
        holder: Option<&'a Holder>,
    },
    /// The migrator works on this connection of the server from now on. If a script set up the session, the next revision
    /// gets another.
    #[non_exhaustive]
    Connected {
        /// Its process id or connection id.
        connection: i64,
    },
    /// A revision begins, or goes on where it had stopped.
    #[non_exhaustive]
    RevisionStarted {
        /// The revision.
        step: Step<'a>,
    },
    /// The revision cannot be resumed in the middle: a new session would lack what statements of its script leave in this one.
    #[non_exhaustive]
    NotResumable {
        /// The revision.
        step: Step<'a>,
        /// What a new session would lack.
        lacking: &'a Lasting,
    },
    /// A statement of a revision ran. If the revision is one transaction, nothing is kept before its end.
    #[non_exhaustive]
    StatementFinished {
        /// The revision.
        step: Step<'a>,
        /// Number of the statement, from 1.
        number: usize,
        /// The statement.
        sql: &'a str,
    },
    /// The revision is done, and recorded in the history.
    #[non_exhaustive]
    RevisionFinished {
        /// The revision.
        step: Step<'a>,
        /// How long it took.
        duration: Duration,
    },
    /// The lock could not be released: another connection holds it, because a pooler stands in between.
    #[non_exhaustive]
    LockLeft {
        /// Who, as far as the server tells.
        holder: Option<&'a Holder>,
    },
    /// The migrator can stop here: before each revision, between statements that run one by one, and while it waits.
    Checkpoint,
}

/// A revision that is being applied or reverted. Its `Display` is its name: `20261122173142_create_users`.
///
/// ```
/// use schema_core::migrate::Step;
///
/// fn shown(step: &Step<'_>) -> String {
///     format!("{} of {}: {step}, {} statements", step.number, step.of, step.statements)
/// }
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Step<'a> {
    /// Its id.
    pub id: &'a str,
    /// The readable half of its name.
    pub slug: &'a str,
    /// Up or down.
    pub direction: Direction,
    /// Which one it is of those to run, from 1.
    pub number: usize,
    /// How many are to run.
    pub of: usize,
    /// How many statements its script has.
    pub statements: usize,
    /// How many of them an earlier run has done.
    pub resumed_after: usize,
}

impl fmt::Display for Step<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", self.id, self.slug)
    }
}

/// Who holds the lock, as far as the server tells. Its `Display` is a phrase: ``connection 41 of `shop` from 10.0.0.7``.
///
/// ```no_run
/// # use schema_core::migrate::{Error, Migrator};
/// # static MIGRATOR: Migrator = Migrator::new(&[]);
/// # async fn start() -> Result<(), Error> {
/// if let Some(holder) = MIGRATOR.status("postgres://localhost/shop").await?.holder {
///     println!("{} upgrades on connection {}", holder.application, holder.pid);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Holder {
    /// Its process id on the server, or id of the connection.
    pub pid: i64,
    /// The name that the application gave itself; the user's name where it gave none.
    pub application: String,
    /// Where it is connected from.
    pub address: String,
    /// Since when it is connected, or for how long.
    pub since: String,
    /// It has done nothing for ten seconds or more, as no upgrade does, or a pooler gives it to others.
    pub idle: bool,
    /// It does nothing now.
    pub at_rest: bool,
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { pid, application, address, since, idle: _, at_rest: _ } = self;
        write!(f, "connection {pid} of `{application}`")?;
        if !address.is_empty() {
            write!(f, " from {address}")?;
        }
        if !since.is_empty() {
            write!(f, ", {since}")?;
        }
        Ok(())
    }
}
