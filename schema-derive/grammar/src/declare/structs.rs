//! `#[derive(Schema)]` on a struct.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::Ident;
use syn::ext::IdentExt as _;
use syn::{Data, DeriveInput, Fields, Generics};

use super::ProblemKind;
use super::collector::position;
use super::engines;
use super::entry::{Entry, entries};
use super::keys::Place;
use super::nearest::did_you_mean;
use super::{Collector, Field, Model, fields, hash, options, sqlx};

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
                problems.report(ProblemKind::UnsuitableItem,
                    &input.ident,
                    "a model is a struct with named fields; for a type that is stored like the one inside it, derive `SchemaType`",
                );
                return None;
            }
            Fields::Unit => {
                problems.report(ProblemKind::UnsuitableItem, &input.ident, "a model is a struct with named fields");
                return None;
            }
        },
        Data::Enum(_) => {
            problems.report(
                ProblemKind::UnsuitableItem,
                &input.ident,
                "a model is a struct with named fields; for an enum, derive `SchemaEnum`",
            );
            return None;
        }
        Data::Union(_) => {
            problems.report(ProblemKind::UnsuitableItem, &input.ident, "a model is a struct with named fields");
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
    let mut named_fields: Vec<Ident> = Vec::new();
    let mut primary_key = None;
    let mut of_table = Vec::new();
    let mut of_engines = BTreeSet::new();
    for entry in entries(&input.attrs, Place::Model, REPEATABLE, problems) {
        if !IN_EMBEDDED.contains(&entry.name().as_str()) {
            of_table.push(entry.key.clone());
        }
        if entry.key == "primary_key" {
            primary_key = Some(entry.key.clone());
        }
        take(&mut model, entry, &mut named_fields, &mut of_engines, problems);
    }
    for field in &named.named {
        model.fields.extend(fields::parse(field, &mut named_fields, problems));
    }

    if model.fields.iter().all(|field| field.skip) {
        problems.report(ProblemKind::UnsuitableItem, &input.ident, "a model needs at least one field with a column");
    }
    for key in of_table.iter().filter(|_| model.embedded) {
        problems.report(
            ProblemKind::ConflictingAttributes,
            key,
            format!("`{}` is about a table, and an `embedded` struct has none", key.unraw()),
        );
    }
    check_fields(&model.fields, &named_fields, problems);
    if let Some(key) = primary_key {
        for (field, tokens) in model.fields.iter_mut().zip(&named.named) {
            if field.primary_key {
                field.primary_key = false;
                let struct_key = key.unraw();
                problems.report(
                    ProblemKind::ConflictingAttributes,
                    &tokens.ident,
                    format!("the struct says `{struct_key}(...)` already: leave `primary_key` away here"),
                );
            }
        }
    }
    unique_names(&model, input, problems);
    check_options(&model, input, problems);
    Some(model)
}

/// What stands in the place of a column type for an embedded struct, whose definition has this hash.
pub fn embedded_type(hash: u64) -> String {
    format!("embedded({hash:016x})")
}

/// Refuses type, const and lifetime parameters.
pub(super) fn refuse_generics(generics: &Generics, message: &str, problems: &mut Collector) {
    if !generics.params.is_empty() {
        problems.report(ProblemKind::UnsuitableItem, &generics.params, message);
    } else if let Some(clause) = &generics.where_clause {
        problems.report(ProblemKind::UnsuitableItem, clause, message);
    }
}

/// Keys that an embedded struct may have.
const IN_EMBEDDED: &[&str] = &["crate", "embedded", "rename_all", "unique", "index", "check", "exclude"];

/// Keys that may be given several times.
const REPEATABLE: &[&str] = &["unique", "index", "check", "foreign_key", "exclude"];

/// Takes a key on the struct. Fields that it names are added to `named`.
fn take(
    model: &mut Model,
    entry: Entry,
    named: &mut Vec<Ident>,
    of_engines: &mut BTreeSet<String>,
    problems: &mut Collector,
) {
    let name = entry.name();
    let text = |entry: Entry, problems: &mut Collector| entry.text(problems).map(|text| text.value());
    match name.as_str() {
        "table" => model.table = text(entry, problems),
        "namespace" => model.namespace = text(entry, problems),
        "renamed_from" => model.renamed_from = text(entry, problems),
        "embedded" => model.embedded = entry.flag(problems),
        "crate" => model.crate_path = entry.crate_path(problems),
        "comment" => model.comment = text(entry, problems).or(model.comment.take()),
        "rename_all" => model.rename_all = entry.case(problems).or(model.rename_all),
        "primary_key" => {
            model.primary_key = known(entry.model_primary_key(problems), named).unwrap_or_default();
        }
        "unique" => model.uniques.extend(known(entry.model_unique(problems), named)),
        "index" => model.indexes.extend(known(entry.model_index(problems), named)),
        "check" => model.checks.extend(entry.check(problems)),
        "foreign_key" => model.foreign_keys.extend(known(entry.foreign_key(problems), named)),
        "exclude" => model.exclusions.extend(known(entry.exclusion(problems), named)),
        // What is left are the lists of engines.
        _ => {
            for entry in entry.keys_of_engine(engines::at(Place::Model), of_engines, problems) {
                let partitioning = options::take(&mut model.options, entry, problems);
                model.partitioning = known(partitioning, named).or(model.partitioning.take());
            }
        }
    }
}

/// What was read, with the fields in it put aside to be looked for.
fn known<T>(read: Option<(T, Vec<Ident>)>, named: &mut Vec<Ident>) -> Option<T> {
    read.map(|(value, idents)| {
        named.extend(idents);
        value
    })
}

/// Every field that a key names must be there and have a column.
fn check_fields(fields: &[Field], named: &[Ident], problems: &mut Collector) {
    for ident in named {
        let name = ident.unraw().to_string();
        match fields.iter().find(|field| field.name == name) {
            None => {
                let near = did_you_mean(&name, fields.iter().map(|field| field.name.as_str()));
                problems.report(ProblemKind::UnknownField, ident, format!("no field is called `{name}`{near}"));
            }
            Some(field) if field.skip => {
                problems.report(ProblemKind::UnknownField, ident, format!("`{name}` has no column: it says `skip`"));
            }
            Some(field) if field.flatten.is_some() => {
                problems.report(
                    ProblemKind::UnknownField,
                    ident,
                    format!("`{name}` has no column of its own: it says `flatten`"),
                );
            }
            Some(_) => {}
        }
    }
}

/// Two keys of one name would be one in the database.
fn unique_names(model: &Model, input: &DeriveInput, problems: &mut Collector) {
    let fields = || model.fields.iter();
    let uniques = model.uniques.iter().chain(fields().filter_map(|field| field.unique.as_ref()));
    let indexes = model.indexes.iter().chain(fields().filter_map(|field| field.index.as_ref()));
    let checks = model.checks.iter().chain(fields().flat_map(|field| &field.checks));
    let references = model.foreign_keys.iter().chain(fields().filter_map(|field| field.references.as_ref()));
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    let given = uniques.map(|key| key.value.name.as_str()).chain(indexes.map(|key| key.value.name.as_str()));
    let given = given.chain(checks.map(|key| key.value.name.as_str()));
    let given = given.chain(model.exclusions.iter().map(|key| key.value.name.as_str()));
    let given = given.chain(references.filter_map(|key| key.name.as_deref()));
    for name in given.chain(model.primary_key.name.as_deref()).filter(|name| !name.is_empty()) {
        *names.entry(name).or_default() += 1;
    }
    for (name, count) in names {
        if count > 1 {
            problems.report(
                ProblemKind::DuplicateName,
                &input.ident,
                format!("{count} keys of this model are called `{name}`"),
            );
        }
    }
}

/// What options of a table want of its keys.
fn check_options(model: &Model, input: &DeriveInput, problems: &mut Collector) {
    let in_key = |field: &Field| field.primary_key || model.primary_key.columns.contains(&field.name);
    let key: Vec<&str> = model.fields.iter().filter(|it| in_key(it)).map(|field| field.name.as_str()).collect();
    if model.options.without_rowid && key.is_empty() {
        problems.report(ProblemKind::NoPrimaryKey, &input.ident, "a table that is `without_rowid` needs a primary key");
    }
    let numbered = model.fields.iter().find(|field| field.identity.is_some());
    if let (true, Some(field)) = (model.options.without_rowid, numbered) {
        let message = format!("`without_rowid` and `auto_increment` of `{}` cannot stand together", field.name);
        problems.report(ProblemKind::ConflictingAttributes, &input.ident, message);
    }
    let Some(partitioning) = &model.partitioning else { return };
    if let Some(column) = partitioning.columns.iter().find(|it| !key.is_empty() && !key.contains(&it.as_str())) {
        let message = format!(
            "rows are partitioned by `{column}`, which is not in the primary key: every unique key must hold it"
        );
        problems.report(ProblemKind::ConflictingAttributes, &input.ident, message);
    }
}
