//! The table `_schema_revisions`: which revisions the database has, and how far the last one came.

use super::execution::{Namespace, Records};
use super::revision::Catalog;
use super::{Direction, Error};
use crate::connect::{Session, Value, history_of, row};
use crate::schema::{Dialect, Engines};
use std::collections::{BTreeMap, BTreeSet};

/// Name of the table.
pub const TABLE: &str = "_schema_revisions";

row! {
    /// A row of the table.
    #[derive(Clone, Debug, PartialEq, Eq)]
    #[non_exhaustive]
    pub struct Record {
        /// Id of the revision.
        pub id: String,
        /// The readable half of its name.
        pub slug: String,
        /// How it came here.
        pub origin: Origin,
        /// Checksum of its script: [`super::checksum`].
        pub checksum: String,
        /// How many statements have run.
        pub statements_done: usize,
        /// How many there are.
        pub statements_total: usize,
        /// Number of the statement (from 1) that was begun outside of a transaction, and was not seen to end.
        pub statement_begun: Option<usize>,
        /// A checksum of what that statement changes, as it was before it began; `None` where that is not to be seen.
        pub state_before: Option<String>,
        /// Checksum of the statements that have run.
        pub done_checksum: String,
        /// When it began, in UTC: `2026-11-22T17:31:42.123456Z`.
        pub started_at: String,
        /// When it was done; `None` for one that stopped half-way.
        pub finished_at: Option<String>,
        /// How long it took, in milliseconds.
        pub duration_ms: Option<i64>,
        /// Version of schema-core that did it.
        pub tool_version: String,
        /// What stopped it.
        pub error: Option<String>,
    }
}

/// How a revision came into the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It was applied.
    Up,
    /// It is being taken back.
    Down,
    /// It was marked as applied without being run.
    Stamp,
}

impl Origin {
    /// `up`, `down` or `stamp`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::Stamp => "stamp",
        }
    }
}

impl Value for Origin {
    fn from_value(text: Option<String>) -> Self {
        match text.as_deref() {
            Some("down") => Self::Down,
            Some("stamp") => Self::Stamp,
            _ => Self::Up,
        }
    }
}

impl Record {
    /// Whether the database has the revision, wholly.
    pub fn is_applied(&self) -> bool {
        self.finished_at.is_some()
    }

    /// Its id and slug.
    pub fn name(&self) -> String {
        format!("{}_{}", self.id, self.slug)
    }

    /// Which way it was going.
    pub(super) fn direction(&self) -> Direction {
        if self.origin == Origin::Down { Direction::Down } else { Direction::Up }
    }
}

/// What the table holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct History {
    /// Whether there is such a table.
    pub exists: bool,
    /// Its rows, by id of the revision.
    pub records: BTreeMap<String, Record>,
}

impl History {
    /// Reads the table; it need not be there.
    ///
    /// # Errors
    /// The database says so.
    pub async fn read(session: &mut Session) -> Result<Self, Error> {
        let table = Table::of(session).await?;
        table.read(session).await
    }

    /// The ids of the revisions that the database has wholly.
    pub fn applied(&self) -> BTreeSet<&str> {
        self.records.values().filter(|record| record.is_applied()).map(|record| record.id.as_str()).collect()
    }

    /// The revision that stopped half-way.
    pub fn part_way(&self) -> Option<&Record> {
        self.records.values().find(|record| !record.is_applied())
    }

    /// Holds the history against the revisions at hand.
    ///
    /// # Errors
    /// A revision is not at hand, or was edited after it was applied.
    pub(super) fn check(&self, catalog: &Catalog<'_>) -> Result<(), Error> {
        // Without all revisions nothing can be said of the others.
        if let Some(record) = self.records.values().find(|record| catalog.get(&record.id).is_none()) {
            return Err(Error::Unknown { revision: record.name() });
        }
        for record in self.records.values() {
            let Some(item) = catalog.get(&record.id) else { continue };
            if record.is_applied() && item.checksum != record.checksum {
                return Err(Error::Edited { revision: record.name() });
            }
        }
        Ok(())
    }
}

/// The table in a database, with its full name: a script may change the current schema or database.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub(super) dialect: Dialect,
    /// As it stands in SQL.
    pub(super) name: String,
    namespace: String,
}

impl Table {
    pub(super) async fn of(session: &mut Session) -> Result<Self, Error> {
        let dialect = session.dialect();
        let (namespace, quoted) = match dialect.engine().execution().records().namespace() {
            Namespace::Fixed(name) => (name.to_owned(), name.to_owned()),
            Namespace::Asked(query) => {
                let name = session.one(query).await?.ok_or(Error::NoDatabase)?;
                let quote = dialect.name_quote();
                let quoted = format!("{quote}{}{quote}", name.replace(quote, &format!("{quote}{quote}")));
                (name, quoted)
            }
        };
        Ok(Self { dialect, name: format!("{quoted}.{TABLE}"), namespace })
    }

    /// The table by its bare name, for a database that is not at hand.
    pub(super) fn unnamed(dialect: Dialect) -> Self {
        Self { dialect, name: TABLE.to_owned(), namespace: String::new() }
    }

    pub(super) async fn read(&self, session: &mut Session) -> Result<History, Error> {
        let Some(with_state) = self.shape(session).await? else { return Ok(History::default()) };
        let records: Vec<Record> = session.fetch(&self.select(with_state)).await?;
        let records = records.into_iter().map(|record| (record.id.clone(), record)).collect();
        Ok(History { exists: true, records })
    }

    pub(super) async fn exists(&self, session: &mut Session) -> Result<bool, Error> {
        Ok(self.shape(session).await?.is_some())
    }

    /// Adds what a table of an older version lacks.
    pub(super) async fn complete(&self, session: &mut Session) -> Result<(), Error> {
        if self.shape(session).await? == Some(false) {
            session.execute(&self.add_state()).await?;
        }
        Ok(())
    }

    /// Whether the table has the column `state_before`, which older versions did not make; `None` where it is missing.
    async fn shape(&self, session: &mut Session) -> Result<Option<bool>, Error> {
        let sql = self.records().shape(&self.text(&self.namespace), TABLE);
        Ok(session.value(&sql).await?)
    }

    /// The tables of the database that are no history, and those that are the history of another tool; in order. A
    /// database that has nothing but histories is an empty one.
    pub(super) async fn others(&self, session: &mut Session) -> Result<(Vec<String>, Vec<String>), Error> {
        let sql = self.records().tables(&self.text(&self.namespace));
        let mut names: Vec<String> = session.values(&sql).await?;
        names.retain(|name| name != TABLE);
        names.sort();
        Ok(names.into_iter().partition(|name| history_of(name).is_none()))
    }

    fn select(&self, with_state: bool) -> String {
        let state = if with_state { "state_before" } else { "NULL" };
        let (started, finished) = (self.records().read_time("started_at"), self.records().read_time("finished_at"));
        format!(
            "SELECT id, slug, direction AS origin, checksum, statements_done, statements_total, statement_begun, \
             {state} AS state_before, done_checksum, {started} AS started_at, {finished} AS finished_at, duration_ms, \
             tool_version, error FROM {}",
            self.name
        )
    }

    /// How the engine keeps it.
    pub(super) fn records(&self) -> &'static dyn Records {
        self.dialect.engine().execution().records()
    }

    /// A string in the dialect's SQL.
    pub(super) fn text(&self, text: &str) -> String {
        self.records().text(&text.replace('\0', ""))
    }
}
