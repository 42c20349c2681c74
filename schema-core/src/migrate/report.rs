//! What an upgrade or downgrade did.

use super::Direction;
use std::fmt;
use std::time::Duration;

/// What one call did. It is a list of revisions, in the order in which they ran.
///
/// ```no_run
/// # use schema_core::migrate::{Error, Migrator};
/// # static MIGRATOR: Migrator = Migrator::new(&[]);
/// # async fn start() -> Result<(), Error> {
/// let report = MIGRATOR.upgrade("sqlite:shop.db").await?;
/// for done in &report {
///     println!("applied {done} in {:?}", done.duration);
/// }
/// if report.is_empty() {
///     println!("nothing to do");
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Report {
    /// The revisions that this call applied or reverted.
    pub revisions: Vec<Done>,
}

/// A revision that was applied or reverted. Its `Display` is its name: `20261122173142_create_users`.
///
/// ```no_run
/// # use schema_core::migrate::{Direction, Error, Migrator};
/// # static MIGRATOR: Migrator = Migrator::new(&[]);
/// # async fn start() -> Result<(), Error> {
/// for done in MIGRATOR.upgrade("sqlite:shop.db").await? {
///     assert_eq!(done.direction, Direction::Up);
///     println!("{} ({}) took {:?}", done.id, done.slug, done.duration);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Done {
    /// Its id.
    pub id: String,
    /// The readable half of its name.
    pub slug: String,
    /// Up if it was applied, down if it was reverted.
    pub direction: Direction,
    /// How long it took.
    pub duration: Duration,
}

impl Report {
    /// Returns `true` if there was nothing to do.
    pub fn is_empty(&self) -> bool {
        self.revisions.is_empty()
    }

    /// Returns the number of revisions.
    pub fn len(&self) -> usize {
        self.revisions.len()
    }

    /// Iterates over the revisions.
    pub fn iter(&self) -> std::slice::Iter<'_, Done> {
        self.revisions.iter()
    }
}

impl IntoIterator for Report {
    type Item = Done;
    type IntoIter = std::vec::IntoIter<Done>;

    fn into_iter(self) -> Self::IntoIter {
        self.revisions.into_iter()
    }
}

impl<'a> IntoIterator for &'a Report {
    type Item = &'a Done;
    type IntoIter = std::slice::Iter<'a, Done>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", self.id, self.slug)
    }
}
