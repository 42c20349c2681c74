//! Primary keys, unique constraints and indexes.

use std::collections::BTreeMap;

use super::Lowering;
use super::model::{Draft, primary_key, problem};
use crate::declare::{Key, Model};
use crate::read::{Found, Problem};
use crate::schema::{ColumnType, Index, Unique, constraint_name};

/// Adds the keys of a model to its table.
pub(super) fn add(found: &Found<Model>, draft: &mut Draft, problems: &mut Vec<Problem>) {
    let model = &found.value;
    let single = model.fields.iter().filter(|field| field.primary_key).map(|field| &field.name);
    let key: Vec<&String> =
        if model.primary_key.is_empty() { single.collect() } else { model.primary_key.iter().collect() };
    let columns: Vec<String> = key.iter().filter_map(|field| draft.columns.get(*field).cloned()).collect();
    draft.table.primary_key = primary_key(columns);
    for field in model.fields.iter().filter(|field| draft.columns.contains_key(&field.name)) {
        let in_key = key.contains(&&field.name);
        let Some(column) = draft.table.column(&draft.columns[&field.name]) else { continue };
        if in_key && column.nullable {
            let message = format!("`{}` is in the primary key, and an `Option`: a key is never NULL", field.name);
            problems.push(problem(found, field, message));
        }
        if field.auto_increment {
            if !matches!(column.ty, ColumnType::Int { .. } | ColumnType::Native { .. }) {
                let message = format!("`auto_increment` is for whole numbers, and `{}` is {}", field.name, column.ty);
                problems.push(problem(found, field, message));
            } else if !in_key || key.len() != 1 {
                let message =
                    format!("`auto_increment` is for the primary key: `{}` is not the only field of it", field.name);
                problems.push(problem(found, field, message).hint("say `#[schema(primary_key, auto_increment)]`"));
            }
        }
    }
    for (key, fields) in model_keys(model, &model.uniques, |field| field.unique.as_ref()) {
        let Some(columns) = columns_of(draft, &fields) else { continue };
        let name = key.name.clone().unwrap_or_else(|| constraint_name("uq", &draft.table.name, &columns));
        draft.table.uniques.insert(name.clone(), Unique::new(name, columns));
    }
    for (key, fields) in model_keys(model, &model.indexes, |field| field.index.as_ref()) {
        let Some(columns) = columns_of(draft, &fields) else { continue };
        let name = key.name.clone().unwrap_or_else(|| constraint_name("ix", &draft.table.name, &columns));
        draft.table.indexes.insert(name.clone(), Index::new(name, columns));
    }
}

/// Keys of one kind with their fields: those on fields, then those on the struct.
fn model_keys<'a>(
    model: &'a Model,
    on_struct: &'a [Key],
    on_field: impl Fn(&'a crate::declare::Field) -> Option<&'a Key>,
) -> Vec<(&'a Key, Vec<String>)> {
    let single = model.fields.iter().filter_map(|field| Some((on_field(field)?, vec![field.name.clone()])));
    single.chain(on_struct.iter().map(|key| (key, key.fields.clone()))).collect()
}

fn columns_of(draft: &Draft, fields: &[String]) -> Option<Vec<String>> {
    fields.iter().map(|field| draft.columns.get(field).cloned()).collect()
}

/// Names of indexes and unique constraints are one namespace in SQLite and PostgreSQL, those of foreign keys in MySQL.
pub(super) fn check_names(lowering: &mut Lowering) {
    let mut problems = Vec::new();
    let mut taken: BTreeMap<(Option<String>, &str, String), &str> = BTreeMap::new();
    for (name, table) in &lowering.lowered.schema.tables {
        let keys = table.uniques.keys().chain(table.indexes.keys()).map(|key| ("key", key));
        for (kind, key) in keys.chain(table.foreign_keys.keys().map(|key| ("foreign key", key))) {
            let place = (name.namespace.clone(), kind, key.to_lowercase());
            if let Some(other) = taken.insert(place, &name.name) {
                let origin = &lowering.lowered.origins[&(name.clone(), None)];
                let message = if other == name.name {
                    format!("two keys of `{other}` are called `{key}`")
                } else {
                    format!("`{other}` and `{}` both have a {kind} called `{key}`", name.name)
                };
                problems.push(Problem::new(&origin.file, origin.at, message).length(origin.length as usize));
            }
        }
    }
    lowering.problems.append(&mut problems);
}
