//! Reading the schema of a database back from its catalogs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::unmanaged::{Unmanaged, UnmanagedKind};
use crate::connect::{Error, Session, history_of};
use crate::diff::{Change, ConstraintKind};
use crate::schema::{Action, Engines, ForeignKey, Schema, Table, TableName};

/// Whether a table is none of the user's: a history of migrations, or one that an upgrade uses on its way.
fn is_left_out(name: &str) -> bool {
    name.starts_with("_schema_") || history_of(name).is_some()
}

/// Returns `true` for the history of a migrator, whatever its name is.
fn is_history(table: &Table) -> bool {
    ["checksum", "statements_done", "done_checksum", "tool_version"].iter().all(|name| table.column(name).is_some())
}

/// What a database is: its schema, and what else is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Introspection {
    /// What models can declare.
    pub schema: Schema,
    /// What they cannot: unmanaged objects, which nobody drops.
    pub unmanaged: Vec<Unmanaged>,
    /// Of that, what nobody can rely on and has a name all the same: an index that is not valid, a constraint that is not enforced.
    /// Each as the change that drops it, which has to come before another thing gets the name.
    pub idle: Vec<Change>,
    /// Of what models cannot declare, the tables without columns. They are a part of `schema` for who compares with more than models.
    pub bare: Vec<Table>,
    /// The default namespace of the connection, whose tables have bare names in `schema`; none where there is no such thing.
    pub namespace: Option<String>,
    /// Tables in other namespaces were not read: MySQL and MariaDB are read one database at a time.
    pub is_one_namespace: bool,
    /// Names of tables that differ in letter case alone are one: MySQL and MariaDB with `lower_case_table_names`.
    pub folds_tables: bool,
}

/// An unmanaged object that tables depend on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needed {
    /// What it is. A namespace is told too.
    pub it: Unmanaged,
    /// The statement that makes it where it is not there, without a semicolon at its end.
    pub sql: String,
}

/// The unmanaged objects that tables depend on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// What can be made in another database, in an order in which that works.
    pub made: Vec<Needed>,
    /// What cannot be made by us, in the words of the server: it has rights of its own, stands on a table, or is of a rare kind.
    pub missing: Vec<String>,
}

impl Needs {
    /// Leaves the extensions to the plan that makes them too, unless something else that is made here may stand on one.
    pub fn leave_extensions(&mut self, planned: &BTreeSet<String>) {
        if self.made.iter().any(|needed| !matches!(needed.it.kind, UnmanagedKind::Extension | UnmanagedKind::Namespace))
        {
            return;
        }
        let is_planned = |it: &Unmanaged| planned.contains(&it.own_name);
        self.made.retain(|needed| needed.it.kind != UnmanagedKind::Extension || !is_planned(&needed.it));
        if self.made.iter().all(|needed| needed.it.kind == UnmanagedKind::Namespace) {
            self.made.clear();
        }
    }

    /// Whether `it` is among what can be made.
    pub fn makes(&self, it: &Unmanaged) -> bool {
        self.made.iter().any(|needed| needed.it.kind == it.kind && needed.it.name == it.name)
    }
}

/// The unmanaged objects that must exist before the tables of the database can be made in another one: the extensions, types, collations, sequences and functions of PostgreSQL that columns, defaults, constraints and indexes of `tables` depend
/// on, and the sequences of MariaDB that defaults draw from. Nothing on the other engines, where a table stands alone.
///
/// # Errors
/// What the database answers to a query of its catalogs.
pub async fn needed(session: &mut Session, tables: &BTreeSet<&TableName>) -> Result<Needs, Error> {
    session.dialect().engine().catalog().needed(session, tables).await
}

/// The schema of a database, as far as models can declare it. Views, triggers and the history tables of migration tools
/// are left out. On MySQL and MariaDB so are tables in other databases than the connection's.
///
/// Takes a fixed number of queries, however many tables there are; before MariaDB 11.4, one more for each table with a check that
/// a period may have brought. The result is as the database spells it;
/// [`compare`](super::compare) levels it with what is declared.
///
/// # Errors
/// What the database answers to a query of its catalogs.
pub async fn introspect(session: &mut Session) -> Result<Schema, Error> {
    Ok(inspect(session).await?.schema)
}

/// [`introspect`], and the unmanaged objects, which it leaves out: views, triggers, functions and all else that no model can
/// declare. History tables of migration tools, and what belongs to an extension, are not told.
///
/// # Errors
/// What the database answers to a query of its catalogs.
pub async fn inspect(session: &mut Session) -> Result<Introspection, Error> {
    let catalog = session.dialect().engine().catalog();
    let mut found = catalog.inspect(session).await?;
    // Histories of a name that the metadata gives, of this program or another.
    found.schema.tables.take_where(|_, table| is_history(table));
    found.leave_bare(|_| false);
    found.unmanaged.dedup();
    found.folds_tables = match catalog.name_folding() {
        Some(query) => session.one(query).await?.is_some_and(|how| how != "0"),
        None => false,
    };
    found.is_one_namespace = catalog.reads_one_namespace();
    found.namespace = match catalog.default_namespace() {
        Some(query) => session.one(query).await?,
        None => None,
    };
    Ok(found)
}

impl Introspection {
    /// Takes tables without columns out of the schema, but for those that are `declared`: a model has a field at least.
    pub fn leave_bare(&mut self, declared: impl Fn(&TableName) -> bool) {
        let Self { schema, unmanaged, bare, .. } = self;
        for table in schema.tables.take_where(|name, it| it.columns.is_empty() && !declared(name)) {
            unmanaged.push(Unmanaged::new(UnmanagedKind::BareTable, table.name.to_string(), &table.name.name));
            bare.push(table);
        }
        unmanaged.sort();
    }

    /// Puts them back.
    pub fn keep_bare(&mut self) {
        self.unmanaged.retain(|it| it.kind != UnmanagedKind::BareTable);
        self.bare.drain(..).for_each(|table| self.schema.insert_table(table));
    }
}

impl From<Schema> for Introspection {
    fn from(schema: Schema) -> Self {
        Self { schema, ..Self::default() }
    }
}

/// A schema in the making, from rows that each tell one column of something.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) tables: BTreeMap<TableName, Table>,
    /// What of them is idle, by table, kind and name.
    idle: BTreeSet<(TableName, ConstraintKind, String)>,
}

impl Reading {
    /// Takes a table in, unless it is left out.
    pub(super) fn table(&mut self, name: TableName, comment: Option<&str>) {
        if !is_left_out(&name.name) {
            let comment = comment.filter(|comment| !comment.is_empty()).map(str::to_owned);
            self.tables.insert(name.clone(), Table { comment, ..Table::new(name) });
        }
    }

    /// Adds a column to the primary key.
    pub(super) fn primary_key_column(&mut self, table: &TableName, column: &str) {
        let Some(table) = self.tables.get_mut(table) else { return };
        let empty = || crate::schema::PrimaryKey::new([""; 0]);
        table.primary_key.get_or_insert_with(empty).columns.push(column.to_owned());
    }

    /// Adds a column, and the one that it points to, to a foreign key.
    pub(super) fn foreign_key_column(&mut self, table: &TableName, key: ForeignKey) {
        let Some(table) = self.tables.get_mut(table) else { return };
        match table.foreign_keys.get_mut(&key.name) {
            Some(there) => {
                there.columns.extend(key.columns);
                there.references_columns.extend(key.references_columns);
            }
            None => {
                table.foreign_keys.insert(key.name.clone(), key);
            }
        }
    }

    /// Says that nobody can rely on something of a table, which is left out of the schema.
    pub(super) fn is_idle(&mut self, table: &TableName, kind: ConstraintKind, name: &str) {
        self.idle.insert((table.clone(), kind, name.to_owned()));
    }

    /// The schema, and apart from it what is idle.
    pub(super) fn finish(mut self) -> (Schema, Vec<Change>) {
        let mut idle = Vec::new();
        for (table, kind, name) in self.idle {
            let Some(of) = self.tables.get_mut(&table) else { continue };
            idle.extend(match kind {
                ConstraintKind::Index => {
                    of.indexes.remove(&name).map(|index| Change::DropIndex { table, index: Arc::new(index) })
                }
                ConstraintKind::Check => {
                    of.checks.remove(&name).map(|check| Change::DropCheck { table, check: Arc::new(check) })
                }
                ConstraintKind::ForeignKey => {
                    let key = of.foreign_keys.remove(&name);
                    key.map(|key| Change::DropForeignKey { table, foreign_key: Arc::new(key) })
                }
                // Nobody reads these as idle.
                ConstraintKind::Unique | ConstraintKind::Exclusion => None,
            });
        }
        (Schema { tables: self.tables.into_iter().collect(), ..Schema::default() }, idle)
    }
}

/// An action in the words of SQL, or as the letter of PostgreSQL's catalog.
pub(super) fn action(text: &str) -> Action {
    match text.to_ascii_uppercase().as_str() {
        "RESTRICT" | "R" => Action::Restrict,
        "CASCADE" | "C" => Action::Cascade,
        "SET NULL" | "N" => Action::SetNull,
        "SET DEFAULT" | "D" => Action::SetDefault,
        _ => Action::NoAction,
    }
}
