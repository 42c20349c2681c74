//! The way from what a database has to what it is to have.

use super::history::{History, part_way};
use super::revision::Catalog;
use super::{Direction, Error, ErrorKind};
use crate::revision::Target;
use std::collections::BTreeSet;

/// Where an upgrade or downgrade goes: the last revisions that the database is to have. They stay the same while it works,
/// whatever else happens to the database.
#[derive(Debug)]
pub(super) struct Goal {
    pub(super) tips: Vec<String>,
    pub(super) direction: Direction,
}

impl Goal {
    /// What `target` means for a database with this history.
    pub(super) fn new(
        catalog: &Catalog<'_>,
        history: &History,
        target: &Target,
        direction: Direction,
    ) -> Result<Self, Error> {
        let tips = target.resolve(&catalog.graph, &held(history))?;
        Ok(Self { tips: tips.into_iter().map(str::to_owned).collect(), direction })
    }

    /// The ids of the revisions to run, in order.
    ///
    /// # Errors
    /// One stopped half-way and is not on the way.
    pub(super) fn way(&self, catalog: &Catalog<'_>, history: &History) -> Result<Vec<String>, Error> {
        let held = held(history);
        let tips = self.tips.iter().map(String::as_str);
        let nodes = match self.direction {
            Direction::Up => catalog.graph.to_apply(&held, tips),
            Direction::Down => catalog.graph.to_revert(&held, tips),
        };
        let mut ids: Vec<String> = nodes.iter().map(|node| node.id.clone()).collect();
        // A database that is ahead lacks nothing that the program has.
        if let Some(revision) = history.ahead.first().filter(|_| !ids.is_empty()) {
            return Err(Error::from(ErrorKind::Unknown { revision: revision.clone() }));
        }
        if let Some(record) = history.part_way() {
            // What stopped half-way is finished before anything else, or not touched by another command.
            match ids.iter().position(|id| *id == record.id) {
                Some(at) if record.direction() == self.direction => ids[..=at].rotate_right(1),
                _ => {
                    return Err(part_way(record));
                }
            }
        }
        Ok(ids)
    }
}

/// The revisions that a database has; one that is being taken back counts until it is gone.
fn held(history: &History) -> BTreeSet<&str> {
    let mut held = history.applied();
    let going = history.part_way().filter(|record| record.direction() == Direction::Down);
    held.extend(going.map(|record| record.id.as_str()));
    held
}
