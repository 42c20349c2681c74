//! Which statements may write into a table whose storage engine knows no transactions, so that a
//! rollback leaves what they wrote. Views, triggers, functions and procedures lead to such a table too, also in another
//! database of the server.

use std::collections::{BTreeMap, BTreeSet};

use crate::connect::{BoxFuture, Error, Session, row};
use crate::migrate::parts::{Records, RollbackGaps};
use crate::schema::Dialect;
use crate::script::{Statement, Words};

use super::Mysql;

/// Databases of the server itself in which statements write nothing.
const READ_ONLY: &[&str] = &["information_schema", "performance_schema", "sys"];

/// The tables of that kind, and what leads to them, as far as statements have asked for their databases.
#[derive(Debug)]
pub(super) struct Untransactional {
    dialect: Dialect,
    server: Option<Server>,
    /// What was read of each database, by its name in lower case.
    databases: BTreeMap<String, Database>,
    /// The tables of these databases, and all that leads to one.
    kept: BTreeSet<Name>,
}

#[derive(Debug)]
struct Server {
    /// The current database.
    current: String,
    /// All databases.
    existing: Vec<String>,
}

#[derive(Debug, Default)]
struct Database {
    /// The tables.
    tables: Vec<String>,
    /// Views, tables with triggers, and routines, with the SQL behind them; none where it may not be seen.
    detours: Vec<(String, Option<String>)>,
}

/// A name with its database.
type Name = (String, String);

impl RollbackGaps for Untransactional {
    fn is_written_by<'a>(
        &'a mut self,
        session: &'a mut Session,
        statement: &'a Statement,
    ) -> BoxFuture<'a, Result<bool, Error>> {
        Box::pin(self.may_be_written_by(session, statement))
    }
}

impl Untransactional {
    /// Nothing is read before a statement needs it.
    pub(super) fn new(dialect: Dialect) -> Self {
        Self { dialect, server: None, databases: BTreeMap::new(), kept: BTreeSet::new() }
    }

    async fn may_be_written_by(&mut self, session: &mut Session, statement: &Statement) -> Result<bool, Error> {
        let server = match self.server.take() {
            Some(server) => server,
            None => Server::read(session).await?,
        };
        let Server { current, existing } = self.server.insert(server);
        let words = Words::of(self.dialect, &statement.text, usize::MAX);
        let named = names(&words, current);
        let before = self.databases.len();
        read_all(session, existing, &mut self.databases, databases(&named)).await?;
        if self.databases.len() > before {
            self.kept = self.all_kept();
        }
        Ok(named.iter().any(|name| self.kept.contains(name)))
    }

    /// The tables, and all that leads to one.
    fn all_kept(&self) -> BTreeSet<Name> {
        let mut kept = BTreeSet::new();
        let mut detours = Vec::new();
        for (database, found) in &self.databases {
            kept.extend(found.tables.iter().map(|table| (database.clone(), table.to_lowercase())));
            for (name, sql) in &found.detours {
                let name = (database.clone(), name.to_lowercase());
                match sql {
                    Some(sql) => detours.push((name, names(&Words::of(self.dialect, sql, usize::MAX), database))),
                    None => drop(kept.insert(name)),
                }
            }
        }
        let mut before = usize::MAX;
        while kept.len() != before {
            before = kept.len();
            for (name, leads_to) in &detours {
                if leads_to.iter().any(|it| kept.contains(it)) {
                    kept.insert(name.clone());
                }
            }
        }
        kept
    }
}

impl Server {
    async fn read(session: &mut Session) -> Result<Self, Error> {
        let current = session.one("SELECT DATABASE()").await?.unwrap_or_default();
        let existing = session.values("SELECT SCHEMA_NAME FROM information_schema.SCHEMATA").await?;
        Ok(Self { current, existing })
    }
}

/// Reads the `wanted` databases, which have names in lower case, into `found`, and those that what is in them leads to.
async fn read_all(
    session: &mut Session,
    existing: &[String],
    found: &mut BTreeMap<String, Database>,
    mut wanted: BTreeSet<String>,
) -> Result<(), Error> {
    let dialect = session.dialect();
    while let Some(name) = wanted.pop_first() {
        if found.contains_key(&name) || READ_ONLY.contains(&name.as_str()) {
            continue;
        }
        let mut database = Database::default();
        // A name before a dot may as well be an alias of a table: then there is nothing to find.
        for existing in existing.iter().filter(|it| it.to_lowercase() == name) {
            database.read(session, &Mysql::Mysql.text(existing)).await?;
        }
        for sql in database.detours.iter().filter_map(|(_, sql)| sql.as_ref()) {
            wanted.extend(databases(&names(&Words::of(dialect, sql, usize::MAX), &name)));
        }
        found.insert(name, database);
    }
    Ok(())
}

row! {
    struct DetourRow {
        name: String,
        body: Option<String>,
    }
}

impl Database {
    /// Adds what is in the database `name`, which is a literal.
    async fn read(&mut self, session: &mut Session, name: &str) -> Result<(), Error> {
        let tables = format!(
            "SELECT t.TABLE_NAME FROM information_schema.TABLES t \
             LEFT JOIN information_schema.ENGINES e ON e.ENGINE = t.ENGINE WHERE t.TABLE_SCHEMA = {name} \
             AND t.TABLE_TYPE = 'BASE TABLE' AND COALESCE(e.TRANSACTIONS, 'NO') <> 'YES'"
        );
        self.tables.extend(session.values::<String>(&tables).await?);
        for detours in [
            format!(
                "SELECT TABLE_NAME AS name, NULLIF(VIEW_DEFINITION, '') AS body FROM information_schema.VIEWS \
                 WHERE TABLE_SCHEMA = {name}"
            ),
            format!(
                "SELECT EVENT_OBJECT_TABLE AS name, ACTION_STATEMENT AS body FROM information_schema.TRIGGERS \
                 WHERE TRIGGER_SCHEMA = {name}"
            ),
            format!(
                "SELECT ROUTINE_NAME AS name, ROUTINE_DEFINITION AS body FROM information_schema.ROUTINES \
                 WHERE ROUTINE_SCHEMA = {name}"
            ),
        ] {
            let rows: Vec<DetourRow> = session.fetch(&detours).await?;
            self.detours.extend(rows.into_iter().map(|row| (row.name, row.body)));
        }
        Ok(())
    }
}

/// What a statement in the database `current` may name, in lower case: more rather than less.
fn names(words: &Words<'_>, current: &str) -> BTreeSet<Name> {
    let current = current.to_lowercase();
    let qualified = |at: usize| words.qualified(at).filter(|_| at == 0 || !words.is_mark(at - 1, "."));
    (0..words.len())
        .filter_map(qualified)
        .map(|(database, name, _)| {
            (database.map_or_else(|| current.clone(), |it| it.to_lowercase()), name.to_lowercase())
        })
        .collect()
}

fn databases(names: &BTreeSet<Name>) -> BTreeSet<String> {
    names.iter().map(|(database, _)| database.clone()).collect()
}
