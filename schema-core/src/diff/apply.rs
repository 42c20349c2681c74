//! Applying changes to a schema: what a revision does to the model of the database, without any database.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use crate::schema::{
    Column, ColumnType, DefaultValue, Dialect, Engines, EnumType, Extra, ForeignKey, Index, IndexPart, Literal, PartOf,
    Partition, Schema, SharedMap, SharedVec, Spelling, Table, TableName,
};

use super::value::{is_one_of, numbers_alone};
use super::{Change, ConstraintKind, EnumChange, Pair, Spoken};

/// A change that does not fit the schema that it meets.
#[derive(Clone, PartialEq, Eq)]
pub struct ApplyError {
    /// The change, as a sentence.
    pub change: String,
    /// Why it does not fit.
    pub misfit: Misfit,
}

/// Why a change does not fit. The texts name the thing: "table `users`".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// What it changes, drops or refers to is not there.
    Missing(String),
    /// What it makes is there already.
    Exists(String),
    /// The old side of the change is not what is there.
    Differs(String),
    /// What it drops is still used by the second thing.
    InUse(String, String),
}

impl fmt::Display for ApplyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {}: ", self.change)?;
        match &self.misfit {
            Misfit::Missing(what) => write!(f, "{what} does not exist"),
            Misfit::Exists(what) => write!(f, "{what} already exists"),
            Misfit::Differs(what) => write!(f, "{what} is not as the change describes it"),
            Misfit::InUse(what, by) => write!(f, "{by} still uses {what}"),
        }
    }
}

impl std::error::Error for ApplyError {}

debug_as_display!(ApplyError);

/// Applies `change` to `schema`.
///
/// A column that is renamed gets its new name in SQL too, as the dialects of the schema read it ([`Spoken::rename_in`]).
///
/// Both sides of the change must fit: what it drops or alters must be there as the change says, what it makes must not.
/// A foreign key in a new table may point to a table that a later change makes; [`apply_all`] looks at those at the end.
///
/// # Errors
/// [`ApplyError`] when the change does not fit; the schema is then as it was.
pub fn apply(schema: &mut Schema, change: &Change) -> Result<(), ApplyError> {
    Pointing::default().apply(schema, change)
}

/// Applies `changes` in order, and checks at the end that no foreign key or enum column points to nothing.
///
/// # Errors
/// [`ApplyError`] for the first change that does not fit; the schema then has the changes before it.
pub fn apply_all<'a>(schema: &mut Schema, changes: impl IntoIterator<Item = &'a Change>) -> Result<(), ApplyError> {
    let mut pointing = Pointing::default();
    for change in changes {
        pointing.apply(schema, change)?;
    }
    dangling(schema)
}

/// Which tables point to which, as far as a change has asked, kept while one schema is changed again and again: among ten
/// thousand tables, a change does not look at all of them.
#[derive(Debug, Default)]
pub(crate) struct Pointing {
    /// For each table, those that may have a foreign key to it. It may name too many, as keys go.
    to: Option<BTreeMap<TableName, BTreeSet<TableName>>>,
}

impl Pointing {
    /// Does what [`apply`] does. All changes of `schema` must go this way.
    pub(crate) fn apply(&mut self, schema: &mut Schema, change: &Change) -> Result<(), ApplyError> {
        try_apply(schema, change, self).map_err(|misfit| ApplyError { change: change.to_string(), misfit })
    }

    /// The tables that may have a foreign key to `target`, in the order of their names.
    fn to(&mut self, target: &TableName, schema: &Schema) -> Vec<TableName> {
        if self.to.is_none() {
            self.to = Some(BTreeMap::new());
            schema.tables.values().for_each(|table| self.note(table));
        }
        self.to.iter().filter_map(|to| to.get(target)).flatten().cloned().collect()
    }

    /// Takes note of a table that has a new foreign key, or another name.
    fn note(&mut self, table: &Table) {
        let Some(to) = &mut self.to else { return };
        for key in table.foreign_keys.values() {
            to.entry(key.references_table.clone()).or_default().insert(table.name.clone());
        }
    }
}

/// The first foreign key or enum column that points to nothing.
pub(crate) fn dangling(schema: &Schema) -> Result<(), ApplyError> {
    for table in schema.tables.values() {
        for key in table.foreign_keys.values() {
            let error = |what| ApplyError {
                change: format!("keep foreign key `{}` on `{}`", key.name, table.name),
                misfit: Misfit::Missing(what),
            };
            let target = schema.table(&key.references_table).ok_or_else(|| error(table_text(&key.references_table)))?;
            if let Some(column) = key.references_columns.iter().find(|column| target.column(column).is_none()) {
                return Err(error(column_text(&target.name, column)));
            }
        }
        for column in &table.columns {
            if let Some(name) = column.ty.enum_name()
                && !schema.enums.contains_key(name)
            {
                return Err(ApplyError {
                    change: format!("keep column `{}.{}`", table.name, column.name),
                    misfit: Misfit::Missing(format!("enum `{name}`")),
                });
            }
        }
    }
    Ok(())
}

/// Whether two tables are one but for the order of columns.
pub(super) fn same_table(a: &Table, b: &Table) -> bool {
    fn in_order(columns: &SharedVec<Column>) -> Vec<&Column> {
        let mut columns: Vec<_> = columns.iter().collect();
        columns.sort_by(|a, b| a.name.cmp(&b.name));
        columns
    }
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
    } = a;
    if std::ptr::eq(a, b) {
        return true;
    }
    (name, primary_key, comment) == (&b.name, &b.primary_key, &b.comment)
        && (uniques, indexes, foreign_keys, checks) == (&b.uniques, &b.indexes, &b.foreign_keys, &b.checks)
        && (exclusions, options, partitioning) == (&b.exclusions, &b.options, &b.partitioning)
        && (*columns == b.columns || in_order(columns) == in_order(&b.columns))
}

fn try_apply(schema: &mut Schema, change: &Change, pointing: &mut Pointing) -> Result<(), Misfit> {
    match change {
        Change::CreateEnum(it) => {
            absent(schema.enums.contains_key(&it.name), || format!("enum `{}`", it.name))?;
            schema.insert_enum(it.clone());
        }
        Change::DropEnum(it) => {
            present(schema.enums.get(&it.name), it, || format!("enum `{}`", it.name))?;
            schema.enums.remove(&it.name);
        }
        Change::RenameEnum(pair) => rename_enum(schema, pair)?,
        Change::RenameEnumValue { enum_type, value } => {
            let there =
                schema.enums.get_mut(enum_type).ok_or_else(|| Misfit::Missing(format!("enum `{enum_type}`")))?;
            let what = |value: &str| format!("value `{value}` of enum `{enum_type}`");
            absent(there.values.contains(&value.new), || what(&value.new))?;
            let old = there.values.iter_mut().find(|there| **there == value.old);
            old.ok_or_else(|| Misfit::Missing(what(&value.old)))?.clone_from(&value.new);
            rename_value_in_defaults(schema, enum_type, value);
        }
        Change::AlterEnum(EnumChange { old, new, replaced: _ }) => {
            present(schema.enums.get(&old.name), old, || format!("enum `{}`", old.name))?;
            schema.enums.remove(&old.name);
            schema.insert_enum(new.clone());
        }
        Change::RenameTable(Pair { old, new }) => rename_table(schema, old, new, pointing)?,
        Change::CreateTable(table) => {
            absent(schema.tables.contains_key(&table.name), || table_text(&table.name))?;
            schema.tables.share(table.name.clone(), Arc::clone(table));
            pointing.note(table);
        }
        Change::DropTable(table) => {
            let there = schema.table(&table.name).ok_or_else(|| Misfit::Missing(table_text(&table.name)))?;
            if !same_table(there, table) {
                return Err(Misfit::Differs(table_text(&table.name)));
            }
            schema.tables.remove(&table.name);
        }
        Change::RenameColumn { table, column } => rename_column(schema, table, column, pointing)?,
        Change::AddForeignKey { table, foreign_key, .. } => {
            let target = schema.table(&foreign_key.references_table);
            let target = target.ok_or_else(|| Misfit::Missing(table_text(&foreign_key.references_table)))?;
            all_columns(target, &foreign_key.references_columns)?;
            let table = table_mut(schema, table)?;
            apply_in_table(table, change)?;
            pointing.note(table);
        }
        Change::DropColumn { table, column } => {
            let there = table_mut(schema, table)?.column(&column.name);
            present(there, column, || column_text(table, &column.name))?;
            let refers = |other: &Table| {
                other
                    .foreign_keys
                    .values()
                    .any(|key| key.references_table == *table && key.references_columns.contains(&column.name))
            };
            if let Some(other) = pointing.to(table, schema).iter().find(|it| schema.table(it).is_some_and(refers)) {
                let by = format!("a foreign key of {}", table_text(other));
                return Err(Misfit::InUse(column_text(table, &column.name), by));
            }
            apply_in_table(table_mut(schema, table)?, change)?;
        }
        Change::AlterTableComment { table, .. }
        | Change::RenameConstraint { table, .. }
        | Change::AddColumn { table, .. }
        | Change::AlterColumn { table, .. }
        | Change::AddPrimaryKey { table, .. }
        | Change::DropPrimaryKey { table, .. }
        | Change::AddUnique { table, .. }
        | Change::DropUnique { table, .. }
        | Change::AddIndex { table, .. }
        | Change::DropIndex { table, .. }
        | Change::DropForeignKey { table, .. }
        | Change::AddCheck { table, .. }
        | Change::DropCheck { table, .. }
        | Change::AlterTableOptions { table, .. }
        | Change::AddPartition { table, .. }
        | Change::DropPartition { table, .. }
        | Change::AlterPartitioning { table, .. }
        | Change::RenamePrimaryKey { table, .. }
        | Change::AlterValidity { table, .. }
        | Change::AddExclusion { table, .. }
        | Change::DropExclusion { table, .. } => apply_in_table(table_mut(schema, table)?, change)?,
    }
    Ok(())
}

/// The changes that need no look beyond their table.
fn apply_in_table(table: &mut Table, change: &Change) -> Result<(), Misfit> {
    match change {
        Change::AlterTableComment { table: name, comment } => {
            if table.comment.as_deref().unwrap_or_default() != comment.old {
                return Err(Misfit::Differs(format!("the comment of {}", table_text(name))));
            }
            table.comment = Some(comment.new.clone()).filter(|text| !text.is_empty());
        }
        Change::RenameConstraint { table: name, kind, name: pair } => rename_constraint(table, *kind, pair, name)?,
        Change::AddColumn { table: name, column, fill: _ } => {
            absent(table.column(&column.name).is_some(), || column_text(name, &column.name))?;
            table.columns.share(Arc::clone(column));
        }
        Change::DropColumn { table: name, column } => {
            if let Some(by) = user_of(table, &column.name) {
                return Err(Misfit::InUse(column_text(name, &column.name), by));
            }
            table.columns.retain(|there| there.name != column.name);
        }
        Change::AlterColumn { table: name, column, fill: _ } => {
            present(table.column(&column.old.name), &column.old, || column_text(name, &column.old.name))?;
            let name = &column.old.name;
            if let Some(there) = table.columns.shared_mut().iter_mut().find(|there| there.name == *name) {
                *there = Arc::clone(&column.new);
            }
        }
        Change::AddPrimaryKey { table: name, primary_key } => {
            absent(table.primary_key.is_some(), || format!("primary key of {}", table_text(name)))?;
            all_columns(table, &primary_key.columns)?;
            table.primary_key = Some(primary_key.clone());
        }
        Change::DropPrimaryKey { table: name, primary_key } => {
            let what = || format!("primary key of {}", table_text(name));
            present(table.primary_key.as_ref(), primary_key, what)?;
            table.primary_key = None;
        }
        Change::AddUnique { table: _, unique, .. } => {
            all_columns(table, &unique.columns)?;
            add(&mut table.uniques, &unique.name, unique, ConstraintKind::Unique)?;
        }
        Change::AddIndex { table: _, index, .. } => {
            all_columns(table, index.named_columns())?;
            add(&mut table.indexes, &index.name, index, ConstraintKind::Index)?;
        }
        Change::AddForeignKey { table: _, foreign_key, .. } => {
            all_columns(table, &foreign_key.columns)?;
            add(&mut table.foreign_keys, &foreign_key.name, foreign_key, ConstraintKind::ForeignKey)?;
        }
        Change::AddCheck { table: _, check, .. } => add(&mut table.checks, &check.name, check, ConstraintKind::Check)?,
        Change::DropUnique { table: _, unique } => {
            remove(&mut table.uniques, &unique.name, unique, ConstraintKind::Unique)?;
        }
        Change::DropIndex { table: _, index } => {
            remove(&mut table.indexes, &index.name, index, ConstraintKind::Index)?;
        }
        Change::DropForeignKey { table: _, foreign_key } => {
            remove(&mut table.foreign_keys, &foreign_key.name, foreign_key, ConstraintKind::ForeignKey)?;
        }
        Change::DropCheck { table: _, check } => {
            remove(&mut table.checks, &check.name, check, ConstraintKind::Check)?;
        }
        Change::AddExclusion { table: _, exclusion, .. } => {
            let named = exclusion.elements.iter().filter_map(|(part, _)| part.column_name());
            all_columns(table, named)?;
            add(&mut table.exclusions, &exclusion.name, exclusion, ConstraintKind::Exclusion)?;
        }
        Change::DropExclusion { table: _, exclusion } => {
            remove(&mut table.exclusions, &exclusion.name, exclusion, ConstraintKind::Exclusion)?;
        }
        Change::AlterTableOptions { table: name, options } => {
            present(Some(&table.options), &options.old, || format!("the options of {}", table_text(name)))?;
            table.options = options.new.clone();
        }
        Change::AddPartition { table: name, partition } => {
            let partitions = partitions_mut(table, name)?;
            absent(partitions.contains_key(&partition.name), || format!("partition `{}`", partition.name))?;
            partitions.share(partition.name.clone(), Arc::clone(partition));
        }
        Change::DropPartition { table: name, partition } => {
            let partitions = partitions_mut(table, name)?;
            present(partitions.get(&partition.name), partition, || format!("partition `{}`", partition.name))?;
            partitions.remove(&partition.name);
        }
        Change::AlterPartitioning { table: name, partitioning } => {
            if table.partitioning != partitioning.old {
                return Err(Misfit::Differs(format!("partitioning of {}", table_text(name))));
            }
            table.partitioning.clone_from(&partitioning.new);
        }
        Change::RenamePrimaryKey { table: name, name: pair } => {
            let what = || format!("primary key of {}", table_text(name));
            let there = table.primary_key.as_mut().ok_or_else(|| Misfit::Missing(what()))?;
            if there.name.as_deref().unwrap_or_default() != pair.old {
                return Err(Misfit::Differs(what()));
            }
            there.name = Some(pair.new.clone()).filter(|name| !name.is_empty());
        }
        Change::AlterValidity { table: _, kind, name, valid, .. } => {
            let not_valid = match kind {
                ConstraintKind::Check => table.checks.get_mut(name).map(|check| &mut check.not_valid),
                ConstraintKind::ForeignKey => table.foreign_keys.get_mut(name).map(|key| &mut key.not_valid),
                ConstraintKind::Unique | ConstraintKind::Index | ConstraintKind::Exclusion => None,
            };
            let what = || format!("{kind} `{name}`");
            let not_valid = not_valid.ok_or_else(|| Misfit::Missing(what()))?;
            if *not_valid != *valid {
                return Err(Misfit::Differs(what()));
            }
            *not_valid = !valid;
        }
        Change::CreateEnum(_)
        | Change::DropEnum(_)
        | Change::AlterEnum(_)
        | Change::RenameEnum(_)
        | Change::RenameEnumValue { .. }
        | Change::RenameTable(_)
        | Change::CreateTable(_)
        | Change::DropTable(_)
        | Change::RenameColumn { .. } => {}
    }
    Ok(())
}

fn rename_table(schema: &mut Schema, old: &TableName, new: &TableName, pointing: &mut Pointing) -> Result<(), Misfit> {
    absent(schema.tables.contains_key(new), || table_text(new))?;
    let mut names = pointing.to(old, schema);
    let mut table = schema.tables.remove(old).ok_or_else(|| Misfit::Missing(table_text(old)))?;
    table.name = new.clone();
    schema.insert_table(table);
    // By its new name it points to what it pointed to, which may be itself.
    names.push(new.clone());
    for name in &names {
        let Some(table) = schema.tables.get_mut(name) else { continue };
        for key in table.foreign_keys.values_mut_where(|key| key.references_table == *old) {
            key.references_table = new.clone();
        }
        pointing.note(table);
    }
    Ok(())
}

fn rename_column(
    schema: &mut Schema,
    name: &TableName,
    column: &Pair<String>,
    pointing: &mut Pointing,
) -> Result<(), Misfit> {
    let dialects = schema.dialects.clone();
    let excludes = |dialect: &Dialect| dialect.engine().has(Extra::Exclusion);
    let excluding: Vec<Dialect> = dialects.iter().copied().filter(excludes).collect();
    let table = table_mut(schema, name)?;
    absent(table.column(&column.new).is_some(), || column_text(name, &column.new))?;
    let spoken = Spoken::of(table, &column.old);
    let there = table.column_mut(&column.old).ok_or_else(|| Misfit::Missing(column_text(name, &column.old)))?;
    there.name = column.new.clone();
    let rename = |columns: &mut Vec<String>| {
        for there in columns.iter_mut().filter(|there| **there == column.old) {
            there.clone_from(&column.new);
        }
    };
    if let Some(key) = &mut table.primary_key {
        rename(&mut key.columns);
        if let Some(length) = key.prefixes.remove(&column.old) {
            key.prefixes.insert(column.new.clone(), length);
        }
    }
    let named = |columns: &[String]| columns.contains(&column.old);
    table.uniques.values_mut_where(|it| named(&it.columns)).for_each(|unique| rename(&mut unique.columns));
    let speaks = |it: &Index| it.has_sql() || it.named_columns().any(|it| it == column.old);
    for index in table.indexes.values_mut_where(speaks) {
        rename(&mut index.include);
        let readers: Vec<Dialect> = dialects.iter().copied().filter(|dialect| index.is_on(*dialect)).collect();
        rename_in_spelling(&mut index.predicate, spoken, column, &readers);
        index.parts.iter_mut().for_each(|part| rename_in_part(part, spoken, column, &readers));
    }
    for exclusion in table.exclusions.values_mut() {
        exclusion.elements.iter_mut().for_each(|(part, _)| rename_in_part(part, spoken, column, &excluding));
        if let Some(predicate) = &mut exclusion.predicate {
            *predicate = spoken.rename_in(predicate, &excluding, &column.new);
        }
    }
    table.partitioning.iter_mut().for_each(|partitioning| rename(&mut partitioning.columns));
    table.checks.values_mut().for_each(|check| rename_in_spelling(&mut check.expression, spoken, column, &dialects));
    let generated = table.columns.iter_mut_where(|there| there.generated.is_some());
    let generated = generated.filter_map(|there| there.generated.as_mut());
    generated.for_each(|generated| rename_in_spelling(&mut generated.expression, spoken, column, &dialects));
    table.foreign_keys.values_mut_where(|key| named(&key.columns)).for_each(|key| rename(&mut key.columns));
    let points = |key: &ForeignKey| key.references_table == *name && named(&key.references_columns);
    for other in pointing.to(name, schema) {
        if schema.table(&other).is_some_and(|table| table.foreign_keys.values().any(points))
            && let Some(table) = schema.tables.get_mut(&other)
        {
            table.foreign_keys.values_mut_where(points).for_each(|key| rename(&mut key.references_columns));
        }
    }
    Ok(())
}

fn rename_in_spelling(spelling: &mut Spelling, spoken: Spoken<'_>, column: &Pair<String>, dialects: &[Dialect]) {
    // That of an enum of numbers is spelled as the models spell it: what the new name needs quotes in differs by dialect.
    if let Some(numbers) = numbers_alone(spelling, &column.old) {
        *spelling = is_one_of(&column.new, &numbers);
        return;
    }
    for (text, readers) in spelling.readings_mut(dialects) {
        *text = spoken.rename_in(text, &readers, &column.new);
    }
}

fn rename_in_part(part: &mut IndexPart, spoken: Spoken<'_>, column: &Pair<String>, dialects: &[Dialect]) {
    match &mut part.of {
        PartOf::Column(name) if *name == column.old => name.clone_from(&column.new),
        PartOf::Column(_) => {}
        PartOf::Expression(sql) => rename_in_spelling(sql, spoken, column, dialects),
    }
}

fn rename_enum(schema: &mut Schema, name: &Pair<String>) -> Result<(), Misfit> {
    absent(schema.enums.contains_key(&name.new), || format!("enum `{}`", name.new))?;
    let there = schema.enums.remove(&name.old).ok_or_else(|| Misfit::Missing(format!("enum `{}`", name.old)))?;
    schema.insert_enum(EnumType { name: name.new.clone(), ..there });
    let is_of_it = |column: &Column| column.ty.enum_name() == Some(&name.old);
    for table in schema.tables.values_mut_where(|table| table.columns.iter().any(is_of_it)) {
        for column in table.columns.iter_mut_where(is_of_it) {
            column.ty = column.ty.clone().with_enum_renamed(&name.old, &name.new);
        }
    }
    Ok(())
}

/// Defaults that are a value of an enum type follow it.
fn rename_value_in_defaults(schema: &mut Schema, enum_type: &str, value: &Pair<String>) {
    let is_of_it = |column: &Column| column.ty.enum_name() == Some(enum_type);
    let tables = schema.tables.values_mut_where(|table| table.columns.iter().any(is_of_it));
    for column in tables.flat_map(|table| table.columns.iter_mut_where(is_of_it)) {
        let of_it = matches!(&column.ty, ColumnType::Enum { name } if name == enum_type);
        if let Some(DefaultValue::Literal(Literal::Text(text))) = &mut column.default
            && of_it
            && *text == value.old
        {
            text.clone_from(&value.new);
        }
    }
}

fn partitions_mut<'a>(table: &'a mut Table, name: &TableName) -> Result<&'a mut SharedMap<String, Partition>, Misfit> {
    let partitioning = table.partitioning.as_mut();
    let missing = || Misfit::Missing(format!("partitioning of {}", table_text(name)));
    partitioning.map(|it| &mut it.partitions).ok_or_else(missing)
}

fn rename_constraint(
    table: &mut Table,
    kind: ConstraintKind,
    name: &Pair<String>,
    of: &TableName,
) -> Result<(), Misfit> {
    fn in_map<T: Clone>(
        map: &mut SharedMap<String, T>,
        name: &Pair<String>,
        rename: impl Fn(&mut T),
    ) -> Result<(), bool> {
        if map.contains_key(&name.new) {
            return Err(true);
        }
        let mut it = map.remove(&name.old).ok_or(false)?;
        rename(&mut it);
        map.insert(name.new.clone(), it);
        Ok(())
    }
    match kind {
        ConstraintKind::Unique => in_map(&mut table.uniques, name, |it| it.name.clone_from(&name.new)),
        ConstraintKind::Index => in_map(&mut table.indexes, name, |it| it.name.clone_from(&name.new)),
        ConstraintKind::ForeignKey => in_map(&mut table.foreign_keys, name, |it| it.name.clone_from(&name.new)),
        ConstraintKind::Check => in_map(&mut table.checks, name, |it| it.name.clone_from(&name.new)),
        ConstraintKind::Exclusion => in_map(&mut table.exclusions, name, |it| it.name.clone_from(&name.new)),
    }
    .map_err(|exists| {
        if exists {
            Misfit::Exists(format!("{kind} `{}` on {}", name.new, table_text(of)))
        } else {
            Misfit::Missing(format!("{kind} `{}` on {}", name.old, table_text(of)))
        }
    })
}

fn add<T: Clone>(map: &mut SharedMap<String, T>, name: &str, it: &Arc<T>, kind: ConstraintKind) -> Result<(), Misfit> {
    absent(map.contains_key(name), || format!("{kind} `{name}`"))?;
    map.share(name.to_owned(), Arc::clone(it));
    Ok(())
}

fn remove<T: Clone + PartialEq>(
    map: &mut SharedMap<String, T>,
    name: &str,
    it: &T,
    kind: ConstraintKind,
) -> Result<(), Misfit> {
    present(map.get(name), it, || format!("{kind} `{name}`"))?;
    map.remove(name);
    Ok(())
}

fn absent(there: bool, what: impl FnOnce() -> String) -> Result<(), Misfit> {
    if there { Err(Misfit::Exists(what())) } else { Ok(()) }
}

fn present<T: PartialEq>(there: Option<&T>, expected: &T, what: impl FnOnce() -> String) -> Result<(), Misfit> {
    match there {
        Some(there) if there == expected => Ok(()),
        Some(_) => Err(Misfit::Differs(what())),
        None => Err(Misfit::Missing(what())),
    }
}

fn table_mut<'a>(schema: &'a mut Schema, name: &TableName) -> Result<&'a mut Table, Misfit> {
    schema.tables.get_mut(name).ok_or_else(|| Misfit::Missing(table_text(name)))
}

fn all_columns<C: AsRef<str>>(table: &Table, columns: impl IntoIterator<Item = C>) -> Result<(), Misfit> {
    match columns.into_iter().find(|column| table.column(column.as_ref()).is_none()) {
        Some(column) => Err(Misfit::Missing(column_text(&table.name, column.as_ref()))),
        None => Ok(()),
    }
}

/// What of `table` stands on the column. Expressions of checks are not looked into.
fn user_of(table: &Table, column: &str) -> Option<String> {
    let has = |columns: &[String]| columns.iter().any(|there| there == column);
    if table.primary_key.as_ref().is_some_and(|key| has(&key.columns)) {
        return Some("the primary key".to_owned());
    }
    let unique =
        table.uniques.values().find(|it| has(&it.columns)).map(|it| format!("unique constraint `{}`", it.name));
    let in_index = |it: &&Index| it.named_columns().any(|there| there == column);
    let index = || table.indexes.values().find(in_index).map(|it| format!("index `{}`", it.name));
    let key = || table.foreign_keys.values().find(|it| has(&it.columns)).map(|it| format!("foreign key `{}`", it.name));
    unique.or_else(index).or_else(key)
}

fn table_text(name: &TableName) -> String {
    format!("table `{name}`")
}

fn column_text(table: &TableName, column: &str) -> String {
    format!("column `{table}.{column}`")
}
