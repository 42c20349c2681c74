//! Finding the revision that a database is at: it is read once, and compared with what every revision makes.

use std::collections::BTreeSet;

use schema_core::dialect;
use schema_core::diff::{Change, apply};
use schema_core::revision::Revisions;
use schema_core::schema::{Dialect, Schema, TableName};

use crate::database::Database;
use crate::error::Result;

/// A database as it was read.
pub(crate) struct Found {
    dialect: Dialect,
    schema: Schema,
}

/// A place in the history, and what lies between it and the database.
#[derive(Debug)]
pub(crate) struct Candidate {
    /// Ids of the last revisions; none for the base.
    pub(crate) tips: Vec<String>,
    /// What it is called: a folder's name, `base` or `heads`.
    pub(crate) name: String,
    /// What the database would have to change to be that.
    pub(crate) changes: Vec<Change>,
}

impl Found {
    /// Reads the database.
    pub(crate) async fn read(database: &Database) -> Result<Self> {
        let mut session = database.connect().await?;
        let schema = dialect::introspect(&mut session).await;
        let dialect = session.dialect();
        // What was asked is known; how the connection ends changes nothing.
        let _ = session.close().await;
        Ok(Self { dialect, schema: schema.map_err(|error| database.error(&error))? })
    }

    /// What was read from a database that speaks `dialect`.
    pub(crate) fn new(dialect: Dialect, schema: Schema) -> Self {
        Self { dialect, schema }
    }

    /// The tables that are neither in `expected` nor in `known`, in the namespaces of those that are.
    pub(crate) fn others(&self, expected: &Schema, known: &Known) -> Vec<&TableName> {
        let own = |name: &TableName| {
            name.namespace.is_none() || expected.tables.keys().any(|other| other.namespace == name.namespace)
        };
        let unknown = |name: &&TableName| !expected.tables.contains_key(*name) && !known.tables.contains(*name);
        self.schema.tables.keys().filter(unknown).filter(|name| own(name)).collect()
    }

    /// What the database would have to change to be `expected`. Tables and enum types that are neither in it nor in
    /// `known` do not count: they are not the revisions' business.
    pub(crate) fn differences(&self, expected: &Schema, known: &Known) -> Vec<Change> {
        let mut actual = self.schema.clone();
        actual.tables.retain(|name, _| expected.tables.contains_key(name) || known.tables.contains(name));
        actual.enums.retain(|name, _| expected.enums.contains_key(name) || known.enums.contains(name));
        dialect::compare(self.dialect, expected, &actual)
    }

    /// Compares with the base and every revision. The nearest place is first; of two that are as near, the newer one.
    pub(crate) fn candidates(&self, revisions: &Revisions) -> Result<Vec<Candidate>> {
        let known = Known::of(revisions);
        let candidate = |tips: Vec<String>, name: String, schema: &Schema| Candidate {
            tips,
            name,
            changes: self.differences(schema, &known),
        };
        let mut schema = Schema::default();
        let mut applied: BTreeSet<&str> = BTreeSet::new();
        let mut whole = true;
        let mut candidates = vec![candidate(Vec::new(), "base".to_owned(), &schema)];
        for file in revisions.iter() {
            applied.insert(file.id());
            // On a line each revision adds to the one before it; beside a branch it does not have what the branch has.
            whole = whole && file.manifest.changes.iter().all(|change| apply(&mut schema, change).is_ok());
            let own;
            let at = if whole && revisions.graph().closure([file.id()]) == applied {
                &schema
            } else {
                own = revisions.replay([file.id()])?;
                &own
            };
            candidates.push(candidate(vec![file.id().to_owned()], file.name(), at));
        }
        let heads = revisions.graph().heads();
        if heads.len() > 1 {
            let tips = heads.iter().map(|head| head.id.clone()).collect();
            candidates.push(candidate(tips, "heads".to_owned(), &revisions.schema()?));
        }
        candidates.reverse();
        candidates.sort_by_key(|candidate| candidate.changes.len());
        Ok(candidates)
    }
}

/// Every table and enum type that a revision ever had.
#[derive(Debug, Default)]
pub(crate) struct Known {
    tables: BTreeSet<TableName>,
    enums: BTreeSet<String>,
}

impl Known {
    /// Those of `revisions`.
    pub(crate) fn of(revisions: &Revisions) -> Self {
        let mut known = Self::default();
        for change in revisions.iter().flat_map(|file| &file.manifest.changes) {
            match change {
                Change::CreateTable(table) => drop(known.tables.insert(table.name.clone())),
                Change::RenameTable(pair) => drop(known.tables.insert(pair.new.clone())),
                Change::CreateEnum(it) => drop(known.enums.insert(it.name.clone())),
                _ => {}
            }
        }
        known
    }
}
