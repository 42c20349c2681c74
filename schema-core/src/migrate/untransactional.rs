//! MySQL and MariaDB: which statements may write into a table whose storage engine knows no transactions, so that a
//! rollback leaves what they wrote. Views, triggers, functions and procedures lead to such a table too, also in another
//! database of the server.

use super::history::Table;
use crate::connect::{Error, Session, row};
use crate::schema::Dialect;
use crate::script::{Statement, Words};
use std::collections::{BTreeMap, BTreeSet};

/// Databases of the server itself in which statements write nothing.
const READ_ONLY: &[&str] = &["information_schema", "performance_schema", "sys"];

/// The tables of that kind, and what leads to them, as far as statements have asked for their databases.
#[derive(Debug, Default)]
pub(super) struct Untransactional {
    current: String,
    /// The databases of the server.
    existing: Vec<String>,
    /// What was read of each database, by its name in lower case.
    databases: BTreeMap<String, Database>,
    /// The tables of these databases, and all that leads to one.
    kept: BTreeSet<Name>,
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

impl Untransactional {
    /// Reads which databases there are. What is in them is read when a statement needs it.
    pub(super) async fn read(session: &mut Session) -> Result<Self, Error> {
        let current = session.one("SELECT DATABASE()").await?.unwrap_or_default();
        let existing = session.values("SELECT SCHEMA_NAME FROM information_schema.SCHEMATA").await?;
        Ok(Self { current, existing, ..Self::default() })
    }

    /// Returns `true` if a rollback may leave what the statement wrote.
    pub(super) async fn is_written_by(
        &mut self,
        session: &mut Session,
        history: &Table,
        statement: &Statement,
    ) -> Result<bool, Error> {
        let words = Words::of(history.dialect, &statement.text, usize::MAX);
        let named = names(&words, &self.current);
        let before = self.databases.len();
        self.read_all(session, history, databases(&named)).await?;
        if self.databases.len() > before {
            self.kept = self.all_kept(history.dialect);
        }
        Ok(named.iter().any(|name| self.kept.contains(name)))
    }

    /// Reads these databases, and those that what is in them leads to.
    async fn read_all(
        &mut self,
        session: &mut Session,
        history: &Table,
        mut wanted: BTreeSet<String>,
    ) -> Result<(), Error> {
        while let Some(name) = wanted.pop_first() {
            if self.databases.contains_key(&name) || READ_ONLY.contains(&name.as_str()) {
                continue;
            }
            let mut database = Database::default();
            // A name before a dot may as well be an alias of a table: then there is nothing to find.
            for existing in self.existing.iter().filter(|it| it.to_lowercase() == name) {
                database.read(session, &history.text(existing)).await?;
            }
            for sql in database.detours.iter().filter_map(|(_, sql)| sql.as_ref()) {
                wanted.extend(databases(&names(&Words::of(history.dialect, sql, usize::MAX), &name)));
            }
            self.databases.insert(name, database);
        }
        Ok(())
    }

    /// The tables, and all that leads to one.
    fn all_kept(&self, dialect: Dialect) -> BTreeSet<Name> {
        let mut kept = BTreeSet::new();
        let mut detours = Vec::new();
        for (database, found) in &self.databases {
            kept.extend(found.tables.iter().map(|table| (database.clone(), table.to_lowercase())));
            for (name, sql) in &found.detours {
                let name = (database.clone(), name.to_lowercase());
                match sql {
                    Some(sql) => detours.push((name, names(&Words::of(dialect, sql, usize::MAX), database))),
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
