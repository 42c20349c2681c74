//! The statements that write the history.
//!
//! They are text without parameters, because they also stand in the SQL that a person runs by hand.

use super::execution::RecordTypes;
use super::history::{Origin, Table};
use super::revision::Item;

const TOOL_VERSION: &str = env!("CARGO_PKG_VERSION");

/// Where a row stands: `done` statements of the script have run, and their checksum is `checksum`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Progress<'a> {
    pub(super) done: usize,
    pub(super) checksum: &'a str,
}

/// A statement that runs outside of a transaction, and the state of what it changes before it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Begun {
    pub(super) number: usize,
    pub(super) before: Option<String>,
}

impl Table {
    /// What makes the table.
    pub(super) fn set_up(&self) -> Vec<String> {
        self.make_namespace.iter().cloned().chain([self.create()]).collect()
    }

    fn create(&self) -> String {
        let RecordTypes { id, text, time, integer, options } = self.records().types();
        format!(
            "CREATE TABLE IF NOT EXISTS {} (\n  \
             id {id} NOT NULL PRIMARY KEY,\n  slug {text} NOT NULL,\n  direction {text} NOT NULL,\n  \
             checksum {text} NOT NULL,\n  statements_done {integer} NOT NULL,\n  \
             statements_total {integer} NOT NULL,\n  statement_begun {integer},\n  done_checksum {text} NOT NULL,\n  \
             started_at {time} NOT NULL,\n  finished_at {time},\n  duration_ms {integer},\n  \
             tool_version {text} NOT NULL,\n  error {text},\n  \
             state_before {text}\n){options}",
            self.name
        )
    }

    /// Adds the column that tables of older versions lack.
    pub(super) fn add_state(&self) -> String {
        format!("ALTER TABLE {} ADD COLUMN state_before text", self.name)
    }

    /// The time now.
    pub(super) fn now(&self) -> &'static str {
        self.records().now()
    }

    /// Milliseconds from `started`, which is an expression, until now.
    fn since(&self, started: &str) -> String {
        self.records().since(started)
    }

    fn insert(&self, item: &Item<'_>, origin: Origin, done: Progress<'_>, started: &str, end: Option<&str>) -> String {
        let (finished, duration) = match end {
            Some(duration) => (self.now(), duration),
            None => ("NULL", "NULL"),
        };
        format!(
            "INSERT INTO {} (id, slug, direction, checksum, statements_done, statements_total, done_checksum, \
             started_at, finished_at, duration_ms, tool_version) VALUES ({}, {}, '{}', '{}', {}, {}, '{}', {started}, \
             {finished}, {duration}, '{TOOL_VERSION}')",
            self.name,
            self.text(item.id),
            self.text(item.slug),
            origin.name(),
            item.checksum,
            done.done,
            item.up.statements.len(),
            done.checksum,
        )
    }

    /// The row of a revision that was applied in the transaction at hand, which began at `started`, an expression.
    pub(super) fn insert_applied(&self, item: &Item<'_>, started: &str) -> String {
        let done = Progress { done: item.up.statements.len(), checksum: &item.checksum };
        self.insert(item, Origin::Up, done, started, Some(&self.since(started)))
    }

    /// The row of a revision that was applied, nobody knows since when.
    pub(super) fn insert_unmeasured(&self, item: &Item<'_>) -> String {
        let done = Progress { done: item.up.statements.len(), checksum: &item.checksum };
        self.insert(item, Origin::Up, done, self.now(), Some("0"))
    }

    /// The row of a revision that is marked as applied.
    pub(super) fn insert_stamped(&self, item: &Item<'_>) -> String {
        let done = Progress { done: item.up.statements.len(), checksum: &item.checksum };
        self.insert(item, Origin::Stamp, done, self.now(), Some("0"))
    }

    /// The row of a revision whose statements will run one by one.
    pub(super) fn insert_begun(&self, item: &Item<'_>, none: &str) -> String {
        self.insert(item, Origin::Up, Progress { done: 0, checksum: none }, self.now(), None)
    }

    /// The row of an applied revision that will be taken back one statement after the other.
    pub(super) fn begin_down(&self, id: &str, total: usize, none: &str) -> String {
        format!(
            "UPDATE {} SET direction = 'down', statements_done = 0, statements_total = {total}, \
             statement_begun = NULL, done_checksum = '{none}', started_at = {}, finished_at = NULL, \
             duration_ms = NULL, tool_version = '{TOOL_VERSION}', error = NULL WHERE id = {} AND finished_at IS NOT NULL",
            self.name,
            self.now(),
            self.text(id)
        )
    }

    /// The row of a revision that goes on where it stopped, perhaps with other statements from there.
    pub(super) fn resume(&self, id: &str, checksum: Option<&str>, total: usize) -> String {
        let checksum = checksum.map(|checksum| format!("checksum = '{checksum}', ")).unwrap_or_default();
        format!(
            "UPDATE {} SET {checksum}statements_total = {total}, tool_version = '{TOOL_VERSION}' \
             WHERE id = {} AND finished_at IS NULL",
            self.name,
            self.text(id)
        )
    }

    /// One more statement is done. Changes no row where another upgrader came first.
    pub(super) fn progress(&self, id: &str, now: Progress<'_>) -> String {
        format!(
            "UPDATE {} SET statements_done = {}, done_checksum = '{}', statement_begun = NULL, error = NULL \
             WHERE id = {} AND statements_done = {}",
            self.name,
            now.done,
            now.checksum,
            self.text(id),
            now.done.saturating_sub(1),
        )
    }

    /// A statement that runs outside of a transaction is about to begin.
    pub(super) fn begun(&self, id: &str, Begun { number, before }: &Begun) -> String {
        let before = before.as_ref().map_or_else(|| "NULL".to_owned(), |before| self.text(before));
        format!(
            "UPDATE {} SET statement_begun = {number}, state_before = {before}, error = NULL WHERE id = {}",
            self.name,
            self.text(id)
        )
    }

    /// Somebody says how far the script has come.
    pub(super) fn jump(&self, id: &str, now: Progress<'_>) -> String {
        format!(
            "UPDATE {} SET statements_done = {}, done_checksum = '{}', statement_begun = NULL, error = NULL \
             WHERE id = {} AND finished_at IS NULL",
            self.name,
            now.done,
            now.checksum,
            self.text(id)
        )
    }

    /// A statement failed; where `doubtful`, it may have done a part of its work.
    pub(super) fn failed(&self, id: &str, error: &str, doubtful: bool) -> String {
        let end = error.char_indices().nth(1000).map_or(error.len(), |(at, _)| at);
        let begun = if doubtful { "" } else { "statement_begun = NULL, " };
        format!("UPDATE {} SET {begun}error = {} WHERE id = {}", self.name, self.text(&error[..end]), self.text(id))
    }

    /// All statements are done.
    pub(super) fn finish(&self, id: &str) -> String {
        format!(
            "UPDATE {} SET finished_at = {}, duration_ms = {}, statement_begun = NULL, error = NULL WHERE id = {}",
            self.name,
            self.now(),
            self.since("started_at"),
            self.text(id)
        )
    }

    /// The revision is taken back, or was never there.
    pub(super) fn delete(&self, id: &str) -> String {
        format!("DELETE FROM {} WHERE id = {}", self.name, self.text(id))
    }

    /// The revision is as it is at hand now, whatever it was when it was applied.
    pub(super) fn accept(&self, item: &Item<'_>) -> String {
        format!(
            "UPDATE {} SET slug = {}, direction = 'stamp', checksum = '{}', statements_done = {total}, \
             statements_total = {total}, statement_begun = NULL, done_checksum = '{}', finished_at = {}, \
             tool_version = '{TOOL_VERSION}', error = NULL WHERE id = {}",
            self.name,
            self.text(item.slug),
            item.checksum,
            item.checksum,
            self.now(),
            self.text(item.id),
            total = item.up.statements.len(),
        )
    }
}
