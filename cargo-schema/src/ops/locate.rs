//! Finding the revision that a database is at: it is read once, and compared with what every revision makes.

use std::collections::BTreeSet;

use schema_core::connect::Session;
use schema_core::diagnostic::{Code, Diagnostic, Help, Severity};
use schema_core::dialect::{self, Introspection, Unmanaged};
use schema_core::diff::{Answers, Change, diff};
use schema_core::migrate::{Record, Status};
use schema_core::read::Metadata;
use schema_core::revision::{Node, Revisions};
use schema_core::schema::{Dialect, Schema, Table, TableName};

use crate::cli::again::Again;
use crate::cli::remedy;
use crate::error::Result;
use crate::ops::compare::enums_of;
use crate::ops::made;
use crate::output::shell::Shell;
use crate::output::shell::count;
use crate::project::database::Database;
use crate::project::migrator;

/// A database as it was read, and the session in which it can be asked more.
pub(crate) struct Found<'a> {
    database: &'a Database,
    session: Session,
    found: Introspection,
    /// Why the engine did not say which expressions are the same.
    by_words: Option<String>,
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

impl<'a> Found<'a> {
    /// Reads the database.
    pub(crate) async fn read(database: &'a Database) -> Result<Self> {
        let mut session = database.connect().await?;
        let found = dialect::inspect(&mut session).await.map_err(|error| database.error(&error))?;
        Ok(Self { database, session, found, by_words: None })
    }

    /// What it speaks.
    pub(crate) fn dialect(&self) -> Dialect {
        self.session.dialect()
    }

    /// The unmanaged objects.
    pub(crate) fn unmanaged(&self) -> &[Unmanaged] {
        &self.found.unmanaged
    }

    /// What a comparison could not be sure of.
    pub(crate) fn doubt(&self) -> Option<Diagnostic> {
        self.by_words.as_deref().map(by_words)
    }

    /// The tables that are neither in `expected` nor in `known` and that are not to be left alone, in the namespaces of those
    /// that are.
    pub(crate) fn others(&self, expected: &Schema, known: &Known, metadata: &Metadata) -> Vec<Table> {
        let own = |name: &TableName| {
            name.namespace.is_none() || expected.tables.keys().any(|other| other.namespace == name.namespace)
        };
        let is_other = |name: &TableName| !known.has_table(name, expected) && own(name) && !metadata.ignores(name);
        // No revision could make one without columns.
        let tables = self.named(expected, known).tables.into_values().filter(|table| !table.columns.is_empty());
        tables.filter(|table| is_other(&table.name)).collect()
    }

    /// What the database would have to change to be `expected`. Tables that are neither in it nor in `known` do not count,
    /// nor do enum types that no column has: they are not the revisions' business.
    pub(crate) async fn differences(&mut self, expected: &Schema, known: &Known) -> Result<Vec<Change>> {
        let (mut expected, mut actual) = self.sides(expected, known);
        let levelled = dialect::level_through(&mut self.session, &mut expected, &mut actual, false).await;
        let by_words = levelled.map_err(|error| self.database.error(&error))?;
        self.by_words = self.by_words.take().or(by_words);
        Ok(diff(&actual, &expected, &Answers::default()).changes)
    }

    /// Its schema, in the words of `expected` and `known`.
    fn named(&self, expected: &Schema, known: &Known) -> Schema {
        let mut found = self.found.clone();
        found.keep_bare();
        found.name_as(expected.tables.keys());
        found.name_as(expected.tables.keys().chain(&known.tables));
        found.schema
    }

    /// What is expected and what is there, as far as the two can be compared.
    fn sides(&self, expected: &Schema, known: &Known) -> (Schema, Schema) {
        let mut actual = self.named(expected, known);
        actual.tables.retain(|name, _| known.has_table(name, expected));
        // An enum type that no column has stays behind where an imported script drops its table alone; no model declares it.
        let used = enums_of(&actual);
        actual.enums.retain(|name, _| expected.enums.contains_key(name) || used.contains(name));
        let mut expected = expected.clone();
        expected.tables.retain(|name, _| self.found.reads(name));
        (expected, actual)
    }

    /// The first of `pending` up to which the revisions make what is there, where the history ends at `current`: somebody did by
    /// hand what they do.
    pub(crate) async fn reached<'n>(
        &mut self,
        revisions: &Revisions,
        current: &[Node],
        pending: &'n [Node],
        known: &Known,
    ) -> Result<Option<&'n Node>> {
        for (at, node) in pending.iter().enumerate() {
            let tips = current.iter().chain(&pending[..=at]).map(|node| node.id.as_str());
            let expected = made::replay(revisions, tips, self.dialect())?;
            if self.nearly(&expected, known).await?.is_empty() {
                return Ok(Some(node));
            }
        }
        Ok(None)
    }

    /// Compares with the base and every revision. The nearest place is first; of two that are as near, the newer one.
    pub(crate) async fn candidates(&mut self, revisions: &Revisions) -> Result<Vec<Candidate>> {
        let known = Known::of(revisions);
        let mut schema = Schema::default();
        let mut applied: BTreeSet<&str> = BTreeSet::new();
        let mut whole = true;
        let mut last = Last { changes: self.nearly(&schema, &known).await?, schema: schema.clone() };
        let base = Candidate { tips: Vec::new(), name: "base".to_owned(), changes: last.changes.clone() };
        let mut candidates = vec![base];
        for file in revisions.iter() {
            applied.insert(file.id());
            // On a line each revision adds to the one before it; beside a branch it does not have what the branch has.
            whole = whole && file.manifest.apply(&mut schema).is_ok();
            let own;
            let at = if whole && revisions.graph().closure([file.id()]) == applied {
                &schema
            } else {
                own = revisions.replay([file.id()])?;
                &own
            };
            // Many revisions change rows alone.
            if last.schema != *at {
                let (mut made, behind) = (at.clone(), revisions.graph().closure([file.id()]));
                made::mark(&mut made, revisions, Some(&behind), self.dialect());
                last = Last { changes: self.nearly(&made, &known).await?, schema: at.clone() };
            }
            let (tips, changes) = (vec![file.id().to_owned()], last.changes.clone());
            candidates.push(Candidate { tips, name: file.name(), changes });
        }
        let heads = revisions.graph().heads();
        if heads.len() > 1 {
            let tips = heads.iter().map(|head| head.id.clone()).collect();
            let ids = heads.iter().map(|head| head.id.as_str());
            let changes = self.nearly(&made::replay(revisions, ids, self.dialect())?, &known).await?;
            candidates.push(Candidate { tips, name: "heads".to_owned(), changes });
        }
        candidates.reverse();
        candidates.sort_by_key(|candidate| candidate.changes.len());
        Ok(candidates)
    }

    /// [`Found::differences`], for which the engine is asked only where it may come out as none.
    async fn nearly(&mut self, expected: &Schema, known: &Known) -> Result<Vec<Change>> {
        let (declared, actual) = self.sides(expected, known);
        let changes = dialect::compare(self.session.release(), &declared, &actual);
        if changes.iter().all(may_be_spelling) { self.differences(expected, known).await } else { Ok(changes) }
    }

    /// Ends the session.
    pub(crate) async fn close(self) {
        crate::project::database::end(self.session).await;
    }
}

/// The schema that was compared last, and what came of it.
struct Last {
    schema: Schema,
    changes: Vec<Change>,
}

/// Whether a change may be nothing but another spelling of an expression.
fn may_be_spelling(change: &Change) -> bool {
    matches!(
        change,
        Change::AlterColumn { .. }
            | Change::AddCheck { .. }
            | Change::DropCheck { .. }
            | Change::AddIndex { .. }
            | Change::DropIndex { .. }
            | Change::AddExclusion { .. }
            | Change::DropExclusion { .. }
    )
}

/// What is said of expressions that the engine did not compare.
pub(crate) fn by_words(why: &str) -> Diagnostic {
    let message = format!("expressions were compared as text: {why}");
    Diagnostic::warning(Code::ComparedAsText, message)
}

/// What is said of a database with tables that nobody has marked.
pub(crate) fn no_history(database: &Database, tables: usize) -> Diagnostic {
    let message = format!("`{}` has {} but no migration history", database.shown(), count(tables, "table"));
    let stamp = database.again().command(["stamp", "head"]);
    let help = Help::run(stamp, |stamp| format!("if they match the revisions, run `{stamp}`"));
    Diagnostic::warning(Code::NoHistory, message).help(help)
}

/// What the database would have to change to be what the revisions up to `tips` make. Tables that no revision knows do
/// not count.
pub(crate) async fn differences(
    shell: &mut Shell,
    database: &Database,
    revisions: &Revisions,
    tips: &[String],
) -> Result<Vec<Change>> {
    let mut found = Found::read(database).await?;
    let expected = made::replay(revisions, tips.iter().map(String::as_str), found.dialect())?;
    let differences = found.differences(&expected, &Known::of(revisions)).await?;
    if let Some(doubt) = found.doubt() {
        shell.say(&doubt);
    }
    found.close().await;
    Ok(differences)
}

/// A partially applied revision, and the way on.
pub(crate) fn part_way(record: &Record, again: &Again) -> Diagnostic {
    let help = Help::run(again.go_on(record), |command| format!("to continue, run `{command}`"));
    Diagnostic::warning(Code::PartialRevision, stopped(record)).help(help)
}

/// That a database has a partially applied revision, by its own history. Nothing where that cannot be read.
pub(crate) async fn unfinished_revision(database: &Database) -> Option<Diagnostic> {
    let nothing = Revisions::new(Vec::new()).ok()?;
    let status = migrator(&Dialect::ALL, &nothing, &Metadata::default()).status(database.url()).await.ok()?;
    let help =
        Help::run(database.again().command(["status"]), |status| format!("to see how to continue, run `{status}`"));
    let said = |record| Diagnostic::warning(Code::PartialRevision, stopped(record)).help(help);
    status.history.part_way().map(said)
}

/// How far a partially applied revision came.
pub(crate) fn stopped(record: &Record) -> String {
    format!(
        "revision `{}` stopped after {} of {} statements",
        record.name(),
        record.statements_done,
        record.statements_total
    )
}

/// Every table that a revision ever had.
#[derive(Debug, Default)]
pub(crate) struct Known {
    pub(crate) tables: BTreeSet<TableName>,
}

impl Known {
    /// Returns `true` if the table is in it, or in `expected`.
    fn has_table(&self, name: &TableName, expected: &Schema) -> bool {
        expected.tables.contains_key(name) || self.tables.contains(name)
    }

    /// Those of `revisions`.
    pub(crate) fn of(revisions: &Revisions) -> Self {
        let mut known = Self::default();
        for change in revisions.iter().flat_map(|file| &file.manifest.changes) {
            match change {
                Change::CreateTable(table) => drop(known.tables.insert(table.name.clone())),
                Change::RenameTable(pair) => drop(known.tables.insert(pair.new.clone())),
                _ => {}
            }
        }
        known
    }
}

/// That the server of a database is too old for what it lacks: `upgrade` refuses it.
pub(crate) fn old_server(database: &Database, status: &Status) -> Option<Diagnostic> {
    let refused = remedy::diagnostic(status.old_server.as_ref()?, database.again());
    Some(Diagnostic { severity: Severity::Warning, ..refused })
}
