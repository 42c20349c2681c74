//! What came to an engine with a version. Scripts for an older one are refused if they have to write it; what is in the database
//! already and stays as it is needs no script.

use std::sync::Arc;

use crate::schema::{
    Column, ColumnType, Engines, Index, Schema, Since, Table, TableName, TableOptions, Unique, Version,
};

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
        self.of_nulls(unique.nulls_not_distinct, "unique constraint", &unique.name)
    }

    fn of_index(&self, index: &Index) -> Option<Versioned> {
        self.of_nulls(index.nulls_not_distinct, "index", &index.name)
    }

    fn of_nulls(&self, not_distinct: bool, what: &str, name: &str) -> Option<Versioned> {
        let since = self.constraints.nulls_not_distinct;
        not_distinct.then(|| (since, format!("{what} `{name}`: `nulls_not_distinct`")))
    }

    fn of_column(&self, column: &Column) -> Option<Versioned> {
        let since = self.of_type(&column.ty);
        (since != Since::Always).then(|| (since, format!("column `{}`: the type {}", column.name, column.ty)))
    }

    fn of_type(&self, ty: &ColumnType) -> Since {
        match ty {
            ColumnType::Vector { .. } => self.vectors,
            ColumnType::Decimal { .. } => self.dialect.engine().sizes().since(ty),
            ColumnType::Array(of) => self.of_type(of),
            ColumnType::Native { spelling, otherwise } => {
                let spelled = spelling.get(self.dialect).map(self.spelled_types);
                let otherwise = || otherwise.as_ref().map(|otherwise| self.of_type(otherwise));
                spelled.or_else(otherwise).unwrap_or(Since::Always)
            }
            _ => Since::Always,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Capabilities;
    use crate::dialect::capabilities;
    use crate::plan::ConstraintFacts;
    use crate::schema::{
        Column, ColumnType, Dialect, Engines, Generated, Index, Release, Schema, Since, Sizes, Spelling, Table, Unique,
        Version,
    };

    fn with(edit: impl FnOnce(&mut Table)) -> Schema {
        let mut table = Table::new("t");
        edit(&mut table);
        let mut schema = Schema::default();
        schema.insert_table(table);
        schema
    }

    fn typed(ty: ColumnType) -> Schema {
        with(|table| table.columns.push(Column::new("c", ty)))
    }

    /// A fact of a version that is new does not compile here, until it is said what of a schema needs it.
    #[test]
    fn each_fact_of_a_version_is_known() {
        let facts = capabilities(Dialect::POSTGRES);
        #[rustfmt::skip]
        let Capabilities {
            virtual_columns: _, vectors: _, strict_tables: _, spelled_types: _,
            // What lacks it writes the table anew: no schema needs it.
            drops_columns: _,
            constraints: ConstraintFacts {
                nulls_not_distinct: _,
                // These depend on no version.
                primary_key_names: _, long_uniques: _, deferrable_uniques: _, deferrable_foreign_keys: _, match_full: _,
                not_valid: _, no_inherit: _, exclusions: _, partitions: _,
            },
            // Nor do these.
            dialect: _, version: _, planner: _, transactional_ddl: _, foreign_keys_alone: _, not_null_copies: _,
            waits_for_constraints: _, renames_in_views: _, enums: _, comments: _, uniques_are_indexes: _,
            foreign_keys_need_index: _, set_default_action: _, namespaces: _, makes_namespaces: _, extensions: _, indexes: _,
            options: _, on_update_now: _, identity: _, numbered: _, bare_tables: _, identity_is_the_key: _,
            numbers_only_unbound: _, drop_needs_copy: _, text_numbers: _, nameless_in_subqueries: _, rename_needs_copy: _,
            renames: _, primary_key_name: _, name_problem: _, own_names: _, type_name: _, type_in: _, row_number: _, value: _,
            default_problem: _, key_problem: _, table_problem: _, foreign_key_problem: _, setting: _, remap: _,
            has_charset: _, renames_in_sql: _, generated_not_null: _, takes_as_value: _, conversion: _, carries: _,
            replaced: _, keeps_misfits: _,
        } = facts;
        let later = Since::version(99, 0);
        let computed = with(|table| {
            let generated = Some(Generated { expression: Spelling::any("1"), stored: false });
            let ty = ColumnType::Int { bits: 32, unsigned: false };
            table.columns.push(Column { generated, ..Column::new("c", ty) });
        });
        let unique = with(|table| {
            let unique = Unique { nulls_not_distinct: true, ..Unique::new("u", ["c"]) };
            table.uniques.insert("u".to_owned(), unique);
        });
        let index = with(|table| {
            let index = Index { unique: true, nulls_not_distinct: true, ..Index::new("i", ["c"]) };
            table.indexes.insert("i".to_owned(), index);
        });
        let strict = with(|table| table.options.strict = true);
        let vector = ColumnType::Vector { dimensions: 3 };
        let otherwise = ColumnType::Native { spelling: Spelling::default(), otherwise: Some(Box::new(vector.clone())) };
        let nulls = ConstraintFacts { nulls_not_distinct: later, ..facts.constraints };
        for (what, facts, schema) in [
            ("virtual column", Capabilities { virtual_columns: later, ..facts }, computed),
            ("vector", Capabilities { vectors: later, ..facts }, typed(vector.clone())),
            ("array", Capabilities { vectors: later, ..facts }, typed(ColumnType::Array(Box::new(vector)))),
            ("otherwise", Capabilities { vectors: later, ..facts }, typed(otherwise)),
            ("strict", Capabilities { strict_tables: later, ..facts }, strict),
            (
                "spelled",
                Capabilities { spelled_types: |_| Since::version(99, 0), ..facts },
                typed(ColumnType::native("x")),
            ),
            ("unique", Capabilities { constraints: nulls, ..facts }, unique),
            ("index", Capabilities { constraints: nulls, ..facts }, index),
        ] {
            assert_eq!(facts.version_for(&schema), Version::new(99, 0), "{what}");
            assert_eq!(facts.version_for(&Schema::default()), facts.version, "{what}");
        }
    }

    /// The same of sizes, which are no facts of the planner.
    #[test]
    fn each_size_of_a_version_is_known() {
        for dialect in Dialect::ALL {
            let facts = capabilities(dialect);
            let sizes = dialect.engine().sizes();
            #[rustfmt::skip]
            let Sizes {
                longer_scales,
                fixed_text: _, text: _, fixed_bytes: _, bytes: _, bits: _, varying_bits: _, arrays: _, decimal: _, dimensions: _,
            } = sizes;
            let expected = match longer_scales {
                Some(Since::Version(version)) => version,
                _ => facts.version,
            };
            assert_eq!(facts.version_for(&typed("decimal(2,5)".parse().unwrap())), expected, "{dialect}");
            assert_eq!(facts.version_for(&typed("decimal(5,2)".parse().unwrap())), facts.version, "{dialect}");
        }
        let facts = capabilities(Dialect::POSTGRES);
        let needing: BTreeSet<&str> =
            ["numeric(2,5)", "decimal(3, -2)", "NUMERIC ( 2 , 5 )[]", "numeric(5,2)", "numeric", "numeric_id", "text"]
                .into_iter()
                .filter(|spelled| facts.version_for(&typed(ColumnType::native(*spelled))) == Version::new(15, 0))
                .collect();
        assert_eq!(needing, ["NUMERIC ( 2 , 5 )[]", "decimal(3, -2)", "numeric(2,5)"].into());
        assert_eq!(facts.release(), Release::from(Dialect::POSTGRES));
    }
}
