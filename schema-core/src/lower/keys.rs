//! Primary keys, unique constraints, indexes, checks and exclusion constraints, with their names.

use std::collections::BTreeMap;

use super::Lowering;
use super::model::{Draft, problem};
use crate::declare::{Key, Model, Position};
use crate::diagnostic::Code;
use crate::diff::mentions;
use crate::read::{Found, Kind, Metadata, Named, Problem};
use crate::schema::{
    Check, ColumnType, Dialect, Engines, Exclusion, Index, IndexPart, NameKind, PartOf, PrimaryKey, SharedMap,
    Spelling, Table, TableName, Unique, constraint_name, fitting, folded,
};

/// Adds the keys of a model to its table.
pub(super) fn add(found: &Found<Model>, draft: &mut Draft, metadata: &Metadata, problems: &mut Vec<Problem>) {
    let model = &found.value;
    primary_key(found, draft, metadata, problems);
    let mut adding = Adding { found, draft, metadata, problems };
    for (key, own) in of_model(model, &model.uniques, |field| field.unique.as_slice()) {
        adding.unique(key, own);
    }
    for (key, own) in of_model(model, &model.indexes, |field| field.index.as_slice()) {
        adding.index(key, own);
    }
    for (key, own) in of_model(model, &model.checks, |field| &field.checks) {
        adding.check(key, own);
    }
    for key in &model.exclusions {
        adding.exclusion(key);
    }
    let Some(mut partitioning) = model.partitioning.clone() else { return };
    if let Some(columns) = columns_of(draft, &partitioning.columns) {
        partitioning.columns = columns;
        draft.table.partitioning = Some(partitioning);
    }
}

fn primary_key(found: &Found<Model>, draft: &mut Draft, metadata: &Metadata, problems: &mut Vec<Problem>) {
    let model = &found.value;
    let single = model.fields.iter().filter(|field| field.primary_key).map(|field| &field.name);
    let key: Vec<&String> = if model.primary_key.columns.is_empty() {
        single.collect()
    } else {
        model.primary_key.columns.iter().collect()
    };
    let column = |field: &String| draft.columns.get(field).cloned();
    let columns: Vec<String> = key.iter().filter_map(|field| column(field)).collect();
    if !columns.is_empty() {
        let given = model.primary_key.name.as_deref();
        let named = Named { table: &draft.table.name, columns: &columns, referred: None, given };
        let name = metadata.naming.name(Kind::PrimaryKey, &named);
        let prefixes = model.primary_key.prefixes.iter();
        let prefixes = prefixes.filter_map(|(field, length)| Some((column(field)?, *length))).collect();
        draft.table.primary_key = Some(PrimaryKey { name, columns, prefixes });
    }
    for field in model.fields.iter().filter(|field| draft.columns.contains_key(&field.name)) {
        let Some(column) = draft.table.column(&draft.columns[&field.name]) else { continue };
        if key.contains(&&field.name) && column.nullable {
            let message = format!("`{}` is in the primary key, and an `Option`: a key is never NULL", field.name);
            problems.push(problem(Code::WrongNullability, found, field, message));
        }
        let whole_number = matches!(column.ty, ColumnType::Int { .. } | ColumnType::Native { .. });
        if field.identity.is_some() && !whole_number {
            let message = format!("`auto_increment` is for whole numbers, and `{}` is {}", field.name, column.ty);
            problems.push(problem(Code::TypeMismatch, found, field, message));
        }
    }
}

/// Keys of one kind, first those on fields, with their field, then those on the struct.
fn of_model<'a, T>(
    model: &'a Model,
    on_struct: &'a [Key<T>],
    on_field: impl Fn(&'a crate::declare::Field) -> &'a [Key<T>],
) -> Vec<(&'a Key<T>, Option<&'a str>)> {
    let single = model.fields.iter().flat_map(|field| on_field(field).iter().map(|key| (key, Some(&*field.name))));
    single.chain(on_struct.iter().map(|key| (key, None))).collect()
}

fn columns_of(draft: &Draft, fields: &[String]) -> Option<Vec<String>> {
    fields.iter().map(|field| draft.columns.get(field).cloned()).collect()
}

/// Puts constraints and indexes of one model into its table. One whose field has no column is left out: that is said elsewhere.
struct Adding<'a> {
    found: &'a Found<Model>,
    draft: &'a mut Draft,
    metadata: &'a Metadata,
    problems: &'a mut Vec<Problem>,
}

impl Adding<'_> {
    fn unique(&mut self, key: &Key<Unique>, own: Option<&str>) {
        let mut unique = key.value.clone();
        let fields = own.map_or_else(|| unique.columns.clone(), |field| vec![field.to_owned()]);
        let Some(columns) = columns_of(self.draft, &fields) else { return };
        unique.name = self.name(Kind::Unique, &columns, &unique.name);
        unique.columns = columns;
        self.repair(&unique.name, &key.repair);
        let (name, table) = (unique.name.clone(), &mut self.draft.table);
        put(&mut table.uniques, name, unique).unwrap_or_else(|name| self.taken(key.at, "unique constraints", &name));
    }

    fn index(&mut self, key: &Key<Index>, own: Option<&str>) {
        let mut index = key.value.clone();
        if let (Some(field), Some(part)) = (own, index.parts.first_mut()) {
            part.of = PartOf::Column(field.to_owned());
        }
        let Some(include) = columns_of(self.draft, &index.include) else { return };
        if !index.parts.iter_mut().all(|part| self.part(part)) {
            return;
        }
        index.include = include;
        let labels: Vec<String> = index.parts.iter().map(label).collect();
        index.name = self.name(Kind::Index, &labels, &index.name);
        self.repair(&index.name, &key.repair);
        let (name, table) = (index.name.clone(), &mut self.draft.table);
        put(&mut table.indexes, name, index).unwrap_or_else(|name| self.taken(key.at, "indexes", &name));
    }

    fn check(&mut self, key: &Key<Check>, own: Option<&str>) {
        let mut check = key.value.clone();
        let columns = match own {
            Some(field) => columns_of(self.draft, &[field.to_owned()]),
            None => Some(mentioned(&self.draft.table, &check.expression, &self.metadata.dialects())),
        };
        let Some(columns) = columns else { return };
        let given = !check.name.is_empty();
        check.name = self.name(Kind::Check, &columns, &check.name);
        // The check that stands for an enum, on SQLite for each of them, has this name.
        if let Some(column) = self.enum_check(&check.name) {
            if given {
                let engine = if self.draft.numbers.contains_key(&check.name) { "" } else { " on SQLite" };
                let message = format!("the check of the enum `{column}` is called `{}`{engine}", check.name);
                self.problems.push(
                    self.found
                        .problem(Code::DuplicateName, key.at, message)
                        .length("check".len())
                        .hint("give it another name"),
                );
                return;
            }
            check.name = fitting(format!("{}_2", check.name));
        }
        self.repair(&check.name, &key.repair);
        let (name, table) = (check.name.clone(), &mut self.draft.table);
        put(&mut table.checks, name, check).unwrap_or_else(|name| self.taken(key.at, "checks", &name));
    }

    fn exclusion(&mut self, key: &Key<Exclusion>) {
        let mut exclusion = key.value.clone();
        if !exclusion.elements.iter_mut().all(|(part, _)| self.part(part)) {
            return;
        }
        let labels: Vec<String> = exclusion.elements.iter().map(|(part, _)| label(part)).collect();
        exclusion.name = self.name(Kind::Exclusion, &labels, &exclusion.name);
        self.repair(&exclusion.name, &key.repair);
        let (name, table) = (exclusion.name.clone(), &mut self.draft.table);
        put(&mut table.exclusions, name, exclusion)
            .unwrap_or_else(|name| self.taken(key.at, "exclusion constraints", &name));
    }

    /// Puts the column in the place of its field; false if it has none.
    fn part(&self, part: &mut IndexPart) -> bool {
        let PartOf::Column(field) = &mut part.of else { return true };
        let Some(column) = self.draft.columns.get(field) else { return false };
        field.clone_from(column);
        true
    }

    fn name(&self, kind: Kind, columns: &[String], given: &str) -> String {
        let given = Some(given).filter(|given| !given.is_empty());
        let named = Named { table: &self.draft.table.name, columns, referred: None, given };
        self.metadata.naming.name(kind, &named).unwrap_or_default()
    }

    fn repair(&mut self, name: &str, repair: &Spelling) {
        if !repair.is_empty() {
            self.draft.repairs.push((name.to_owned(), repair.clone()));
        }
    }

    /// The column whose enum is a check of this name: that of an enum of numbers, and of any where enums are checks.
    fn enum_check(&self, name: &str) -> Option<&str> {
        let Draft { table, numbers, .. } = &*self.draft;
        if let Some(check) = numbers.get(name) {
            return mentioned(table, &check.expression, &self.metadata.dialects())
                .first()
                .and_then(|it| table.column(it))
                .map(|it| &*it.name);
        }
        let enums = table.columns.iter().filter(|column| column.ty.enum_name().is_some());
        enums.map(|column| &*column.name).find(|column| constraint_name("ck", &table.name, [column]) == name)
    }

    fn taken(&mut self, at: Position, what: &str, name: &str) {
        let message = format!("two {what} of `{}` would be called `{name}`", self.found.value.name);
        self.problems.push(
            self.found
                .problem(Code::DuplicateName, at, message)
                .hint("give one of them a name, as in `name = \"...\"`"),
        );
    }
}

/// Puts `value` in, unless another one has its name.
///
/// # Errors
/// The name.
fn put<T: Clone + PartialEq>(map: &mut SharedMap<String, T>, name: String, value: T) -> Result<(), String> {
    match map.get(&name) {
        Some(other) if *other != value => Err(name),
        _ => {
            map.insert(name, value);
            Ok(())
        }
    }
}

/// What a part of an index adds to its name: the column, or the words of the expression.
fn label(part: &IndexPart) -> String {
    match &part.of {
        PartOf::Column(column) => column.clone(),
        PartOf::Expression(sql) => {
            let sql = sql.texts().next().map_or("", String::as_str);
            let words = sql.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
            words.collect::<Vec<_>>().join("_")
        }
    }
}

/// The columns that a check speaks of, in the order of the table, as `dialects` read it.
fn mentioned(table: &Table, expression: &Spelling, dialects: &[Dialect]) -> Vec<String> {
    let Some((sql, readers)) = expression.readings(dialects).next() else { return Vec::new() };
    let names = table.columns.iter().map(|column| &column.name);
    names.filter(|column| mentions(sql, &readers, column)).cloned().collect()
}

/// Names of indexes and unique constraints are one namespace in SQLite and PostgreSQL, those of foreign keys in MySQL and
/// MariaDB, those of checks in MySQL; all constraints of one table are in PostgreSQL, and partitions are tables. Where it is
/// not said what the project is for, it is for all of them.
pub(super) fn check_names(lowering: &mut Lowering, dialects: &[Dialect]) {
    let is_for = |dialect: &Dialect| dialects.is_empty() || dialects.contains(dialect);
    let own: Vec<Dialect> = Dialect::ALL.into_iter().filter(is_for).collect();
    let in_schema = |kind: NameKind| own.iter().any(|dialect| dialect.engine().shares_names(kind));
    let fold = |name: &str| folded(dialects, name);
    let mut problems = Vec::new();
    let mut taken: BTreeMap<(Option<String>, &str, &str, String), &str> = BTreeMap::new();
    let tables = &lowering.lowered.schema.tables;
    for (name, table) in tables {
        let mut report = |message: String| {
            let origin = &lowering.lowered.origins[&(name.clone(), None)];
            problems.push(
                Problem::new(Code::DuplicateName, &origin.file, origin.at, message).length(origin.length as usize),
            );
        };
        let primary = table.primary_key.iter().filter_map(|key| key.name.as_ref());
        let keys = primary.chain(table.uniques.keys()).chain(table.indexes.keys()).chain(table.exclusions.keys());
        let foreign = table.foreign_keys.keys().map(|key| (NameKind::ForeignKey, "foreign key", key));
        let checks = table.checks.keys().map(|key| (NameKind::Check, "check", key));
        let mut own: BTreeMap<String, &str> = BTreeMap::new();
        for (named, kind, key) in keys.map(|key| (NameKind::Key, "key", key)).chain(foreign).chain(checks) {
            let table = if in_schema(named) { "" } else { &name.name };
            let place = (name.namespace.clone(), table, kind, fold(key));
            if let Some(other) = taken.insert(place, &name.name) {
                report(if other == name.name {
                    format!("two keys of `{other}` are called `{key}`")
                } else {
                    format!("`{other}` and `{}` both have a {kind} called `{key}`", name.name)
                });
            } else if own.insert(fold(key), kind).is_some() {
                report(format!("two constraints of `{}` are called `{key}`", name.name));
            }
        }
        for partition in table.partitioning.iter().flat_map(|it| it.partitions.keys()) {
            let place = TableName { namespace: name.namespace.clone(), name: partition.clone() };
            let key = (name.namespace.clone(), "", "partition", fold(partition));
            if tables.contains_key(&place) || taken.insert(key, &name.name).is_some() {
                report(format!("a partition of `{}` is called `{partition}`, as another table is", name.name));
            }
        }
    }
    lowering.problems.append(&mut problems);
}
