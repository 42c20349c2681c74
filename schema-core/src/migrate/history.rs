//! The history, a table called `_schema_revisions` by default: which revisions the database has, and how far the last one came.

use super::execution::{Namespace, Records};
use super::revision::Catalog;
use super::{Ahead, Direction, Error, ErrorKind};
use crate::connect::{Session, Value, history_of, row};
use crate::schema::{Dialect, Engines};
use std::collections::{BTreeMap, BTreeSet};

/// The name that the history table has by default: [`Migrator::history_table`](super::Migrator::history_table).
///
/// ```
/// assert_eq!(schema_core::migrate::TABLE, "_schema_revisions");
/// ```
pub const TABLE: &str = "_schema_revisions";

/// Where a history is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Name of the table.
    pub(super) table: &'static str,
    /// Its namespace, where an engine has them; `None` for that of the tables.
    pub(super) schema: Option<&'static str>,
}

impl Place {
    pub(super) const DEFAULT: Self = Self { table: TABLE, schema: None };
}

row! {
    /// A row of the table.
    ///
    /// ```no_run
    /// # use schema_core::migrate::{Error, Migrator};
    /// # static MIGRATOR: Migrator = Migrator::new(&[]);
    /// # async fn start() -> Result<(), Error> {
    /// for record in MIGRATOR.status("sqlite:shop.db").await?.history.records.values() {
    ///     println!("{} at {}", record.name(), record.started_at);
    /// }
    /// # Ok(())
    /// # }
    /// ```
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
///
/// ```
/// use schema_core::migrate::Origin;
///
/// assert_eq!(Origin::Stamp.name(), "stamp");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
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
///
/// ```no_run
/// # use schema_core::migrate::{Error, Migrator};
/// # static MIGRATOR: Migrator = Migrator::new(&[]);
/// # async fn start() -> Result<(), Error> {
/// let history = MIGRATOR.status("sqlite:shop.db").await?.history;
/// println!("{} revisions are applied", history.applied().len());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct History {
    /// Whether there is such a table.
    pub exists: bool,
    /// Its rows, by id of the revision.
    pub records: BTreeMap<String, Record>,
    /// The names of those that a newer version of the program applied, where they are set aside.
    pub(super) ahead: Vec<String>,
}

impl History {
    /// The ids of the revisions that the database has wholly.
    ///
    /// ```
    /// use schema_core::migrate::History;
    ///
    /// assert!(History::default().applied().is_empty());
    /// ```
    pub fn applied(&self) -> BTreeSet<&str> {
        self.records.values().filter(|record| record.is_applied()).map(|record| record.id.as_str()).collect()
    }

    /// The revision that stopped half-way.
    ///
    /// ```
    /// use schema_core::migrate::History;
    ///
    /// assert!(History::default().part_way().is_none());
    /// ```
    pub fn part_way(&self) -> Option<&Record> {
        self.records.values().find(|record| !record.is_applied())
    }

    /// Holds the history against the revisions at hand. If the database may be ahead of them, what they do not have is set aside.
    ///
    /// # Errors
    /// As for [`History::check`], and that a revision which is set aside is partially applied.
    pub(super) fn admit(&mut self, catalog: &Catalog<'_>, ahead: Ahead) -> Result<(), Error> {
        if ahead == Ahead::Allow {
            let (known, unknown) =
                std::mem::take(&mut self.records).into_iter().partition(|(id, _)| catalog.get(id).is_some());
            self.records = known;
            for record in BTreeMap::into_values(unknown) {
                if !record.is_applied() {
                    return Err(part_way(&record));
                }
                self.ahead.push(record.name());
            }
        }
        self.check(catalog)
    }

    /// Holds the history against the revisions at hand.
    ///
    /// # Errors
    /// A revision is not at hand, or was edited after it was applied.
    pub(super) fn check(&self, catalog: &Catalog<'_>) -> Result<(), Error> {
        // Without all revisions nothing can be said of the others.
        if let Some(record) = self.records.values().find(|record| catalog.get(&record.id).is_none()) {
            return Err(Error::from(ErrorKind::Unknown { revision: record.name() }));
        }
        for record in self.records.values() {
            let Some(item) = catalog.get(&record.id) else { continue };
            if record.is_applied() && item.checksum != record.checksum {
                return Err(Error::from(ErrorKind::Edited { revision: record.name() }));
            }
        }
        Ok(())
    }
}

/// The error for a revision that stopped half-way, where something else is wanted than to finish it.
pub(super) fn part_way(record: &Record) -> Error {
    ErrorKind::PartWay {
        revision: record.name(),
        direction: record.direction(),
        done: record.statements_done,
        of: record.statements_total,
    }
    .into()
}

/// The table in a database, with its full name: a script may change the current schema or database.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub(super) dialect: Dialect,
    /// As it stands in SQL.
    pub(super) name: String,
    table: &'static str,
    namespace: String,
    /// That of the tables which the revisions make.
    current: String,
    /// What makes the namespace, if it is named.
    pub(super) make_namespace: Option<String>,
}

impl Table {
    pub(super) async fn of(session: &mut Session, place: Place) -> Result<Self, Error> {
        let dialect = session.dialect();
        let records = dialect.engine().execution().records();
        let (current, is_fixed) = match records.namespace() {
            Namespace::Fixed(name) => (name.to_owned(), true),
            Namespace::Asked(query) => (session.one(query).await?.ok_or(ErrorKind::NoDatabase)?, false),
        };
        let named = place.schema.map(|schema| (schema, records.create_namespace(&quoted(dialect, schema))));
        let (namespace, make_namespace) = match named {
            Some((schema, Some(make))) => (schema.to_owned(), Some(make)),
            _ => (current.clone(), None),
        };
        let in_sql = if is_fixed { namespace.clone() } else { quoted(dialect, &namespace) };
        let name = format!("{in_sql}.{}", bare(dialect, place.table));
        Ok(Self { dialect, name, table: place.table, namespace, current, make_namespace })
    }

    /// The table by its bare name, for a database that is not at hand.
    pub(super) fn unnamed(dialect: Dialect, place: Place) -> Self {
        let records = dialect.engine().execution().records();
        let make_namespace = place.schema.and_then(|schema| records.create_namespace(&quoted(dialect, schema)));
        let name = match place.schema.filter(|_| make_namespace.is_some()) {
            Some(schema) => format!("{}.{}", quoted(dialect, schema), bare(dialect, place.table)),
            None => bare(dialect, place.table),
        };
        let (namespace, current) = (String::new(), String::new());
        Self { dialect, name, table: place.table, namespace, current, make_namespace }
    }

    /// The name for people.
    pub(super) fn shown(&self) -> String {
        self.shown_in(&self.namespace, self.table)
    }

    fn shown_in(&self, namespace: &str, table: &str) -> String {
        if namespace == self.current { table.to_owned() } else { format!("{namespace}.{table}") }
    }

    pub(super) async fn read(&self, session: &mut Session) -> Result<History, Error> {
        let Some(with_state) = self.shape(session).await? else { return Ok(History::default()) };
        let records: Vec<Record> = session.fetch(&self.select(with_state)).await?;
        let records = records.into_iter().map(|record| (record.id.clone(), record)).collect();
        Ok(History { exists: true, records, ahead: Vec::new() })
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
        let sql = self.records().shape(&self.text(&self.namespace), &self.text(self.table));
        Ok(session.value(&sql).await?)
    }

    /// The tables of the database that are no history, and those that are the history of another tool; in order. A
    /// database that has nothing but histories is an empty one.
    pub(super) async fn others(&self, session: &mut Session) -> Result<(Vec<String>, Vec<String>), Error> {
        let sql = self.records().tables(&self.text(&self.current));
        let mut names: Vec<String> = session.values(&sql).await?;
        let histories: Vec<String> = session.values(&self.records().histories(&self.text(&self.current))).await?;
        names.retain(|name| name != self.table && !histories.contains(name));
        names.sort();
        Ok(names.into_iter().partition(|name| history_of(name).is_none()))
    }

    /// The history of a migrator that has another name or is in another place than this one; `None` if there is none.
    pub(super) async fn elsewhere(&self, session: &mut Session) -> Result<Option<String>, Error> {
        let places = BTreeSet::from([&self.current, &self.namespace]);
        for namespace in places {
            let names: Vec<String> = session.values(&self.records().histories(&self.text(namespace))).await?;
            let other = names.into_iter().find(|name| *namespace != self.namespace || name != self.table);
            if let Some(name) = other {
                return Ok(Some(self.shown_in(namespace, &name)));
            }
        }
        // A history in a schema of its own is one for the whole database. Where none is named, each schema may be a tenant's.
        if let Some(all) = self.records().histories_of_all().filter(|_| self.make_namespace.is_some()) {
            let names: Vec<String> = session.values(all).await?;
            let own = format!("{}.{}", self.namespace, self.table);
            return Ok(names.into_iter().find(|name| *name != own));
        }
        Ok(None)
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

/// A name in quotes.
fn quoted(dialect: Dialect, name: &str) -> String {
    let quote = dialect.name_quote();
    format!("{quote}{}{quote}", name.replace(quote, &format!("{quote}{quote}")))
}

/// The name of the table as it stands in SQL. The default one needs no quotes.
fn bare(dialect: Dialect, table: &str) -> String {
    if table == TABLE { table.to_owned() } else { quoted(dialect, table) }
}
