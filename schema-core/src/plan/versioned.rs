//! What came to an engine with a version. Scripts for an older one are refused if they have to write it; what is in the database
//! already and stays as it is needs no script.

use std::sync::Arc;

use crate::schema::{Column, ColumnType, Index, Schema, Since, Table, TableName, TableOptions, Unique, Version};

use super::{Alteration, Capabilities, Operation, PlanError, Step, TableForm};

/// What has been there since a version, and what it is called.
type Versioned = (Since, String);

impl Capabilities {
    /// Refuses steps that write what a later version of the engine has, and this one has not.
    ///
    /// # Errors
    /// [`PlanError::Version`] for the first such thing.
    pub(super) fn check_steps(&self, steps: &[Step]) -> Result<(), PlanError> {
        steps.iter().try_for_each(|step| match &step.operation {
            Operation::CreateTable(form) => self.refuse_newer(&form.name, self.of_form(form)),
            Operation::Rebuild(rebuild) => self.refuse_newer(&rebuild.table.name, self.of_form(&rebuild.table)),
            Operation::CreateIndex { table, index } => self.refuse_newer(table, self.of_index(index)),
            Operation::AlterTable { table, alterations } => {
                let added = alterations.iter().filter_map(|it| match it {
                    Alteration::AddUnique(unique) => self.of_unique(unique),
                    Alteration::AddIndex(index) => self.of_index(index),
                    _ => None,
                });
                self.refuse_newer(table, added)
            }
            _ => Ok(()),
        })
    }

    /// Refuses columns that are new or change, and whose type a later version of the engine has. Steps have the types spelled.
    ///
    /// # Errors
    /// [`PlanError::Version`] for the first such column.
    pub(super) fn check_columns(&self, old: Option<&Table>, new: &Table) -> Result<(), PlanError> {
        let stays = |column: &Column| old.is_some_and(|old| old.column(&column.name) == Some(column));
        let written = new.columns.iter().filter(|column| !stays(column));
        self.refuse_newer(&new.name, written.filter_map(|column| self.of_column(column)))
    }

    /// The oldest version from this one on that has all that `schema`, as a database has it, says.
    pub fn version_for(&self, schema: &Schema) -> Version {
        let mut needed = self.version;
        for table in schema.tables.values() {
            let computed = table.has_virtual_columns().then_some(self.virtual_columns);
            let parts = self.of_parts(table.uniques.values(), table.indexes.values(), &table.options);
            let columns = table.columns.iter().filter_map(|column| self.of_column(column));
            for since in parts.into_iter().chain(columns).map(|(since, _)| since).chain(computed) {
                if let Some(release) = self.lacks(since) {
                    needed = needed.max(release.version);
                }
            }
        }
        needed
    }

    fn refuse_newer(&self, table: &TableName, all: impl IntoIterator<Item = Versioned>) -> Result<(), PlanError> {
        let lacking = all.into_iter().find_map(|(since, what)| Some((self.lacks(since)?, what)));
        let Some((since, what)) = lacking else { return Ok(()) };
        Err(PlanError::Version { table: table.clone(), what, release: self.release(), since })
    }

    fn of_form(&self, form: &TableForm) -> Vec<Versioned> {
        self.of_parts(form.uniques.iter().map(Arc::as_ref), form.indexes.iter().map(Arc::as_ref), &form.options)
    }

    fn of_parts<'a>(
        &self,
        uniques: impl Iterator<Item = &'a Unique>,
        indexes: impl Iterator<Item = &'a Index>,
        options: &TableOptions,
    ) -> Vec<Versioned> {
        let strict = options.strict.then(|| (self.strict_tables, "`strict`".to_owned()));
        let uniques = uniques.filter_map(|it| self.of_unique(it));
        uniques.chain(indexes.filter_map(|it| self.of_index(it))).chain(strict).collect()
    }

    fn of_unique(&self, unique: &Unique) -> Option<Versioned> {
        self.of_nulls(unique.nulls_not_distinct, "unique", &unique.name)
    }

    fn of_index(&self, index: &Index) -> Option<Versioned> {
        self.of_nulls(index.nulls_not_distinct, "index", &index.name)
    }

    fn of_nulls(&self, not_distinct: bool, what: &str, name: &str) -> Option<Versioned> {
        let since = self.constraints.nulls_not_distinct;
        not_distinct.then(|| (since, format!("{what} `{name}`: `nulls_not_distinct`")))
    }

    fn of_column(&self, column: &Column) -> Option<Versioned> {
        let is_vector = matches!(column.ty, ColumnType::Vector { .. });
        is_vector.then(|| (self.vectors, format!("column `{}`: the type {}", column.name, column.ty)))
    }
}
