//! What a migrator tells while it works.

use super::{Direction, Lasting};
use std::fmt;
use std::time::Duration;

/// Hears what the migrator does, and may stop it. Each method does nothing unless it is written.
pub trait Observer: Send {
    /// Another upgrader holds the lock; called again and again while it does.
    fn waiting(&mut self, holder: Option<&Holder>) {
        let _ = holder;
    }

    /// The migrator works on this connection of the server from now on, by its process id or connection id. Where
    /// statements have set up the session, the next revision gets another.
    fn connected(&mut self, connection: i64) {
        let _ = connection;
    }

    /// The lock could not be given back: another connection holds it, because a pooler stands in between.
    fn lock_left(&mut self, holder: Option<&Holder>) {
        let _ = holder;
    }

    /// The revision cannot be resumed in the middle: a new session would lack what statements of its script leave in
    /// this one.
    fn not_resumable(&mut self, step: &Step<'_>, lacking: &Lasting) {
        let _ = (step, lacking);
    }

    /// A revision begins, or goes on where it had stopped.
    fn revision_started(&mut self, step: &Step<'_>) {
        let _ = step;
    }

    /// The first `done` statements of the revision have run, the last of them `statement`. On PostgreSQL and SQLite
    /// nothing is kept before its end.
    fn statement_done(&mut self, step: &Step<'_>, done: usize, statement: &str) {
        let _ = (step, done, statement);
    }

    /// The revision is done, and so is its record.
    fn revision_finished(&mut self, step: &Step<'_>, duration: Duration) {
        let _ = (step, duration);
    }

    /// Asked wherever the migrator can stop: before each revision, and between statements that run one by one.
    fn interrupted(&mut self) -> bool {
        false
    }
}

/// Hears nothing.
impl Observer for () {}

/// A revision that is being applied or taken back.
#[derive(Clone, Copy, Debug)]
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

/// Who holds the lock, as far as the server tells.
#[derive(Clone, Debug, PartialEq, Eq)]
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
