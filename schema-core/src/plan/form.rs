//! Columns and tables as they are to be written: types and values spelled, and what the engine cannot do refused.

use std::sync::Arc;

use crate::schema::{
    Action, Column, ColumnType, ForeignKey, Index, IndexPart, Release, Schema, Since, Table, TableName, constraint_name,
};

use super::{Capabilities, ColumnForm, Comments, Enumerations, Enums, PlanError, TableForm};

impl Capabilities {
    pub(crate) fn column_error(&self, table: &TableName, column: &str, reason: impl Into<String>) -> PlanError {
        PlanError::Column {
            dialect: self.dialect,
            table: table.clone(),
            column: column.to_owned(),
            reason: reason.into(),
        }
    }

    pub(crate) fn table_error(&self, table: &TableName, reason: impl Into<String>) -> PlanError {
        PlanError::Table { dialect: self.dialect, table: table.clone(), reason: reason.into() }
    }

    /// The error for a change of type that the engine cannot make.
    pub(crate) fn no_conversion(&self, table: &TableName, old: &Column, new: &Column) -> PlanError {
        let reason = format!(
            "no value of type {} can become one of type {}: give the field another name, so that a new column is added and \
             the old one dropped, and put the new values in with `fill(sql = \"...\")`; or lose its values with `--recreate {table}.{}`",
            old.ty, new.ty, new.name
        );
        self.column_error(table, &new.name, reason)
    }

    /// The column as it is to be written.
    pub(crate) fn form(
        &self,
        table: &TableName,
        column: &Column,
        enums: &Enumerations,
    ) -> Result<ColumnForm, PlanError> {
        let Column { name, ty, nullable, default, identity, generated, collation, charset, on_update_now, comment } =
            column;
        let error = |reason: String| self.column_error(table, name, reason);
        let size_problem = || Release::new(self.dialect, self.version).size_problem(ty);
        if let Some(problem) = (self.default_problem)(column).or_else(size_problem) {
            return Err(error(problem));
        }
        let check = match ty {
            ColumnType::Enum { name: of } if self.enums == Enums::Check => {
                let values = enums.get(of).map(|it| it.values.clone());
                let values = values.ok_or_else(|| error(format!("enum `{of}` not found")))?;
                Some((constraint_name("ck", table, [name]), values))
            }
            _ => None,
        };
        Ok(ColumnForm {
            name: name.clone(),
            ty: (self.type_name)(self.dialect, column, enums).map_err(error)?,
            check,
            nullable: *nullable,
            default: default
                .as_ref()
                .map(|default| (self.value)(self.dialect, ty, default))
                .transpose()
                .map_err(error)?,
            identity: identity.clone(),
            generated: generated
                .as_ref()
                .map(|it| {
                    let sql = it.expression.get(self.dialect).map(str::to_owned);
                    let missing =
                        || error(format!("its expression has no SQL for {0}: add `{0} = \"...\"`", self.dialect));
                    sql.map(|sql| (sql, it.stored)).ok_or_else(missing)
                })
                .transpose()?,
            collation: collation.get(self.dialect).map(str::to_owned),
            charset: charset.clone(),
            on_update_now: *on_update_now,
            comment: comment.clone().filter(|_| self.comments == Comments::Inline),
        })
    }

    /// The column as it is to be written in a table of which more is known than its name.
    pub(crate) fn form_in(
        &self,
        table: &Table,
        column: &Column,
        enums: &Enumerations,
    ) -> Result<ColumnForm, PlanError> {
        let form = self.form(&table.name, column, enums)?;
        let ty = (self.type_in)(&table.options, form.ty);
        let ty = ty.map_err(|reason| self.column_error(&table.name, &column.name, reason))?;
        Ok(ColumnForm { ty, ..form })
    }

    /// The table as it is to be written, without the foreign keys that `later` names.
    pub(crate) fn table_form(
        &self,
        table: &Table,
        enums: &Enumerations,
        later: impl Fn(&ForeignKey) -> bool,
    ) -> Result<TableForm, PlanError> {
        let Table {
            name,
            columns,
            primary_key,
            uniques,
            indexes,
            foreign_keys,
            checks,
            exclusions,
            options,
            partitioning,
            comment,
        } = table;
        let forms = columns.iter().map(|column| self.form_in(table, column, enums)).collect::<Result<Vec<_>, _>>()?;
        if forms.is_empty() && !self.bare_tables {
            return Err(self.table_error(name, "a table needs a column"));
        }
        let statements = columns.iter().filter(|_| self.comments == Comments::Statement);
        Ok(TableForm {
            name: name.clone(),
            columns: forms,
            primary_key: primary_key.clone(),
            uniques: uniques.shared().cloned().collect(),
            indexes: indexes.shared().cloned().chain(self.supports(table).into_iter().map(Arc::new)).collect(),
            foreign_keys: foreign_keys.shared().filter(|key| !later(key)).cloned().collect(),
            checks: checks.shared().cloned().collect(),
            exclusions: exclusions.shared().cloned().collect(),
            options: options.clone(),
            partitioning: partitioning.clone(),
            comment: comment.clone().filter(|_| self.comments != Comments::Absent),
            column_comments: statements.filter_map(|it| Some((it.name.clone(), it.comment.clone()?))).collect(),
        })
    }

    /// The indexes that foreign keys need and no key or index of the model gives, where the engine needs them.
    pub(crate) fn supports(&self, table: &Table) -> Vec<Index> {
        fn names(columns: &[String]) -> Vec<&str> {
            columns.iter().map(String::as_str).collect()
        }
        let mut there: Vec<Vec<&str>> = table.primary_key.iter().map(|key| names(key.leading_columns())).collect();
        there.extend(table.uniques.values().map(|it| names(&it.columns)));
        // One in descending order serves no foreign key.
        let plain = |it: &&Index| {
            it.method.is_none() && it.predicate.is_empty() && it.parts.iter().all(|part| !part.descending)
        };
        there.extend(table.indexes.values().filter(plain).filter_map(Index::columns));
        let mut supports = Vec::new();
        for key in table.foreign_keys.values().filter(|_| self.foreign_keys_need_index) {
            let wanted = names(&key.columns);
            if !there.iter().any(|columns| columns.starts_with(&wanted)) {
                there.push(wanted);
                supports.push(Index::new(&key.name, &key.columns));
            }
        }
        supports
    }

    /// Why nothing can be called so.
    pub(super) fn bad_name(&self, name: &str) -> Option<String> {
        if name.is_empty() || name.contains('\0') {
            return Some(format!("`{name}` is not a valid name"));
        }
        (self.name_problem)(name).map(|problem| format!("`{name}` cannot be a name: {problem}"))
    }

    /// Refuses what the engine cannot have in a table that is new or changed.
    pub(super) fn check_table(&self, table: &Table, schema: &Schema) -> Result<(), PlanError> {
        let name = &table.name;
        if !self.namespaces && name.namespace.is_some() {
            return Err(self.table_error(name, "namespaces are not supported: remove `namespace` from the model"));
        }
        let columns = table.columns.iter().map(|it| &it.name);
        let constraints = table.uniques.keys().chain(table.indexes.keys());
        let constraints =
            constraints.chain(table.foreign_keys.keys()).chain(table.checks.keys()).chain(table.exclusions.keys());
        for called in name.namespace.iter().chain([&name.name]).chain(columns).chain(constraints) {
            if let Some(problem) = self.bad_name(called) {
                return Err(self.table_error(name, problem));
            }
        }
        if let Some(problem) = self.own_names_problem(table) {
            return Err(self.table_error(name, problem));
        }
        self.check_partitioning(table)?;
        let key = table.primary_key.as_ref().map(|key| key.columns.as_slice()).unwrap_or_default();
        for column in table.columns.iter().filter(|column| column.identity.is_some()) {
            let whole = key.len() == 1 && key[0] == column.name;
            if self.identity_is_the_key && !whole {
                let reason = "a column with `auto_increment` must be the whole primary key";
                return Err(self.column_error(name, &column.name, reason));
            }
            if !matches!(column.ty, ColumnType::Int { .. } | ColumnType::Native { .. }) {
                return Err(self.column_error(
                    name,
                    &column.name,
                    format!("{} cannot have `auto_increment`, which needs an integer type", column.ty),
                ));
            }
        }
        let bounded = |unique: bool| !(unique && self.constraints.long_uniques);
        let uniques = table.uniques.values().filter(|_| bounded(true)).flat_map(|it| &it.columns);
        let keys = table.foreign_keys.values().flat_map(|it| &it.columns);
        let whole = |part: &&IndexPart| part.prefix.is_none();
        let plain = table.indexes.values().filter(|it| it.method.is_none() && bounded(it.unique));
        let indexes = plain.flat_map(|it| it.parts.iter().filter(whole).filter_map(IndexPart::column_name));
        let prefixes = table.primary_key.as_ref().map(|key| &key.prefixes);
        let key = key.iter().filter(|column| !prefixes.is_some_and(|it| it.contains_key(*column)));
        if !self.indexes.prefixes && prefixes.is_some_and(|it| !it.is_empty()) {
            return Err(self.table_error(name, "the primary key cannot be over the start of a column"));
        }
        for column in key.chain(uniques).chain(keys).map(String::as_str).chain(indexes) {
            let problem = table.column(column).and_then(|column| (self.key_problem)(&column.ty));
            if let Some(problem) = problem {
                return Err(self.column_error(name, column, problem));
            }
        }
        for key in table.foreign_keys.values() {
            self.check_foreign_key(table, key, schema)?;
            self.check_ends(table, key, schema)?;
        }
        for index in table.indexes.values() {
            self.check_index(table, index)?;
        }
        if self.constraints.nulls_not_distinct == Since::Never
            && let Some(unique) = table.uniques.values().find(|it| it.nulls_not_distinct)
        {
            let reason = format!("unique constraint `{}`: two NULLs are never one value here", unique.name);
            return Err(self.table_error(name, reason));
        }
        let problem = (self.table_problem)(self.dialect, table, &schema.enums);
        match problem {
            Some((Some(column), reason)) => Err(self.column_error(name, &column, reason)),
            Some((None, reason)) => Err(self.table_error(name, reason)),
            None => Ok(()),
        }
    }

    /// Refuses an index that would find or allow other rows without what the engine cannot do.
    fn check_index(&self, table: &Table, index: &Index) -> Result<(), PlanError> {
        let facts = &self.indexes;
        let expression = |part: &IndexPart| part.column_name().is_none();
        let problem = match index.method {
            Some(method) if !facts.methods.contains(&method) => format!("{method} indexes are not supported"),
            _ if !facts.partial && !index.predicate.is_empty() => "a unique index cannot be over some rows".to_owned(),
            _ if !facts.expressions && index.parts.iter().any(expression) => {
                "indexes over expressions are not supported: add a generated column and index it".to_owned()
            }
            _ if !facts.prefixes && index.parts.iter().any(|part| part.prefix.is_some()) => {
                "a unique index cannot be over the start of a column".to_owned()
            }
            _ if self.constraints.nulls_not_distinct == Since::Never && index.nulls_not_distinct => {
                "two NULLs are never one value here".to_owned()
            }
            _ => return Ok(()),
        };
        let others = "or say which dialects have it with `only(...)`";
        Err(self.table_error(&table.name, format!("index `{}`: {problem}, {others}", index.name)))
    }

    /// Rows lie in the partitions, and each of those knows its own only.
    fn check_partitioning(&self, table: &Table) -> Result<(), PlanError> {
        let Some(partitioning) = &table.partitioning else { return Ok(()) };
        if table.options.unlogged || !table.options.parameters.is_empty() {
            let reason = "a partitioned table has no rows itself: remove `unlogged` and storage parameters from it";
            return Err(self.table_error(&table.name, reason));
        }
        let uniques = table.uniques.values().map(|it| (format!("unique constraint `{}`", it.name), &it.columns));
        let mut keys = table.primary_key.iter().map(|it| ("the primary key".to_owned(), &it.columns)).chain(uniques);
        let without = |columns: &[String]| partitioning.columns.iter().find(|it| !columns.contains(it)).cloned();
        match keys.find_map(|(what, columns)| Some((what, without(columns)?))) {
            Some((what, column)) => {
                let reason =
                    format!("{what} of a partitioned table must have `{column}` in it, by which rows are spread");
                Err(self.table_error(&table.name, reason))
            }
            None => Ok(()),
        }
    }

    /// Refuses a foreign key whose two ends the engine cannot compare.
    pub(super) fn check_ends(&self, table: &Table, key: &ForeignKey, schema: &Schema) -> Result<(), PlanError> {
        let target = schema.table(&key.references_table);
        let problem = target.and_then(|target| (self.foreign_key_problem)(self.dialect, table, key, target));
        match problem {
            Some(problem) => Err(self.table_error(&table.name, format!("foreign key `{}`: {problem}", key.name))),
            None => Ok(()),
        }
    }

    fn check_foreign_key(&self, table: &Table, key: &ForeignKey, schema: &Schema) -> Result<(), PlanError> {
        let error =
            |reason: String| Err(self.table_error(&table.name, format!("foreign key `{}`: {reason}", key.name)));
        if !self.set_default_action && [key.on_delete, key.on_update].contains(&Action::SetDefault) {
            return error("`set default` is not supported: use another action".to_owned());
        }
        if key.columns.is_empty() || key.columns.len() != key.references_columns.len() {
            return error("it must reference one column for each of its columns".to_owned());
        }
        let Some(target) = schema.table(&key.references_table) else { return Ok(()) };
        if !target.has_key(&key.references_columns) {
            let columns = key.references_columns.join(", ");
            return error(format!(
                "`{}` has no primary key or unique on ({columns}): make it `unique`, or point to a key",
                target.name
            ));
        }
        if [key.on_delete, key.on_update].contains(&Action::SetNull) {
            let required = key.columns.iter().find(|it| table.column(it).is_some_and(|column| !column.nullable));
            if let Some(column) = required {
                return error(format!("`set null` needs `{column}` to be an `Option`"));
            }
        }
        Ok(())
    }
}
