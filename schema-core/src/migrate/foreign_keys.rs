//! Foreign keys that are not checked while a script runs: no more rows may refer to nothing behind it than before.

use super::revision::Item;
use super::setting::Setting;
use super::{Direction, Error, ErrorKind, FailedStatement, Left};
use crate::connect::{self, Session, row};
use std::collections::BTreeMap;

/// How a script runs without checks of foreign keys.
#[derive(Clone, Copy, Debug)]
pub struct Unchecked {
    /// The setting that turns the checks off. It is made before the transaction.
    pub setting: Setting,
    /// The query for the rows that refer to nothing, for people.
    pub check: &'static str,
    /// The query for how many those are. Its columns are `table_name`, `parent` (the table that they refer to), and `count`.
    pub count: &'static str,
}

/// Rows that refer to nothing: number of them by table and table that they refer to.
pub(super) type Violations = BTreeMap<(String, String), usize>;

row! {
    struct ViolationRow {
        table_name: String,
        parent: String,
        count: usize,
    }
}

impl Unchecked {
    /// Counts the rows that refer to nothing.
    pub(super) async fn violations(&self, session: &mut Session) -> Result<Violations, connect::Error> {
        let rows: Vec<ViolationRow> = session.fetch(self.count).await?;
        Ok(rows.into_iter().map(|row| ((row.table_name, row.parent), row.count)).collect())
    }
}

/// What got worse from `before` to `after`, as an error.
pub(super) fn compare(
    item: &Item<'_>,
    direction: Direction,
    Unchecked { check, .. }: &Unchecked,
    before: &Result<Violations, connect::Error>,
    after: Result<Violations, connect::Error>,
) -> Result<(), Error> {
    // A foreign key that fits no key of its parent makes the check itself fail. What was so before may stay so.
    let Ok(before) = before else { return Ok(()) };
    let after = after.map_err(|error| {
        ErrorKind::Statement(Box::new(FailedStatement {
            revision: item.name(),
            direction,
            file: item.file(direction),
            statement: None,
            of: item.up.statements.len(),
            line: 0,
            sql: (*check).to_owned(),
            error,
            left: Left::Nothing,
            lacking: None,
        }))
    })?;
    let worse = after.into_iter().filter_map(|((table, parent), count)| {
        let earlier = before.get(&(table.clone(), parent.clone())).copied().unwrap_or(0);
        (count > earlier).then(|| (table, parent, count - earlier))
    });
    let violations: Vec<_> = worse.collect();
    if violations.is_empty() {
        Ok(())
    } else {
        Err(Error::from(ErrorKind::ForeignKeys { revision: item.name(), violations }))
    }
}
