//! `#[derive(Schema)]` on a struct.

use std::collections::BTreeMap;

use proc_macro2::Ident;
use syn::ext::IdentExt as _;
use syn::{Data, DeriveInput, Fields, Generics};

use super::collector::position;
use super::entry::entries;
use super::keys::Place;
use super::nearest::did_you_mean;
use super::{Collector, Field, Key, Model, fields, hash, sqlx};

/// Reads a struct with `#[derive(Schema)]`, already cfg-stripped.
///
/// Everything wrong goes into `problems`, all at once; the model holds what was right. Gives nothing only where there
/// are no named fields to speak of.
pub fn parse_model(input: &DeriveInput, problems: &mut Collector) -> Option<Model> {
    let name = input.ident.unraw().to_string();
    refuse_generics(&input.generics, "a model has no generic parameters: its table has one shape", problems);
    let named = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => fields,
            Fields::Unnamed(_) => {
                problems.report(
                    &input.ident,
                    "a model is a struct with named fields; for a type that is stored like the one inside it, derive `SchemaType`",
                );
                return None;
            }
            Fields::Unit => {
                problems.report(&input.ident, "a model is a struct with named fields");
                return None;
            }
        },
        Data::Enum(_) => {
            problems.report(&input.ident, "a model is a struct with named fields; for an enum, derive `SchemaEnum`");
            return None;
        }
        Data::Union(_) => {
            problems.report(&input.ident, "a model is a struct with named fields");
            return None;
        }
    };

    let foreign = sqlx::read(&input.attrs);
    let mut model = Model {
        name,
        at: position(input.ident.span()),
        hash: hash::tokens(input),
        comment: hash::comment(&input.attrs),
        rename_all: foreign.rename_all,
        ..Model::default()
    };
    let mut keys: Vec<Vec<Ident>> = Vec::new();
    let mut primary_key = None;
    for entry in entries(&input.attrs, Place::Model, &["unique", "index"], problems) {
        match entry.name().as_str() {
            "table" => model.table = entry.text(problems).map(|text| text.value()),
            "namespace" => model.namespace = entry.text(problems).map(|text| text.value()),
            "renamed_from" => model.renamed_from = entry.text(problems).map(|text| text.value()),
            "rename_all" => model.rename_all = entry.case(problems).or(model.rename_all),
            "primary_key" => {
                primary_key = Some(entry.key.clone());
                keys.extend(entry.model_key(false, problems).map(|(key, idents)| {
                    model.primary_key = key.fields;
                    idents
                }));
            }
            "unique" => {
                keys.extend(entry.model_key(true, problems).map(|(key, idents)| {
                    model.uniques.push(key);
                    idents
                }));
            }
            "index" => {
                keys.extend(entry.model_key(true, problems).map(|(key, idents)| {
                    model.indexes.push(key);
                    idents
                }));
            }
            _ => {}
        }
    }
    for field in &named.named {
        model.fields.extend(fields::parse(field, problems));
    }

    if model.fields.iter().all(|field| field.skip) {
        problems.report(&input.ident, "a model needs at least one field with a column");
    }
    check_keys(&model.fields, &keys, problems);
    if let Some(key) = primary_key {
        for (field, tokens) in model.fields.iter_mut().zip(&named.named) {
            if field.primary_key {
                field.primary_key = false;
                let struct_key = key.unraw();
                problems.report(
                    &tokens.ident,
                    format!("the struct says `{struct_key}(...)` already: leave `primary_key` away here"),
                );
            }
        }
    }
    unique_names(&mut model.uniques, &mut model.indexes, input, problems);
    Some(model)
}

/// Refuses type, const and lifetime parameters.
pub(super) fn refuse_generics(generics: &Generics, message: &str, problems: &mut Collector) {
    if !generics.params.is_empty() {
        problems.report(&generics.params, message);
    } else if let Some(clause) = &generics.where_clause {
        problems.report(clause, message);
    }
}

/// Every field that a key of the struct names must be there and have a column.
fn check_keys(fields: &[Field], keys: &[Vec<Ident>], problems: &mut Collector) {
    for ident in keys.iter().flatten() {
        let name = ident.unraw().to_string();
        match fields.iter().find(|field| field.name == name) {
            None => {
                let near = did_you_mean(&name, fields.iter().map(|field| field.name.as_str()));
                problems.report(ident, format!("no field is called `{name}`{near}"));
            }
            Some(field) if field.skip => {
                problems.report(ident, format!("`{name}` has no column: it says `skip`"));
            }
            Some(_) => {}
        }
    }
}

/// Two keys of one name would be one in the database.
fn unique_names(uniques: &mut [Key], indexes: &mut [Key], input: &DeriveInput, problems: &mut Collector) {
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for name in uniques.iter().chain(indexes.iter()).filter_map(|key| key.name.as_deref()) {
        *names.entry(name).or_default() += 1;
    }
    for (name, count) in names {
        if count > 1 {
            problems.report(&input.ident, format!("{count} keys of this model are called `{name}`"));
        }
    }
}
