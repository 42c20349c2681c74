//! A field of a model.

use proc_macro2::Ident;
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;
use syn::{Path, Type};

use super::collector::position;
use super::entry::{Body, Entry, entries};
use super::hash::comment;
use super::keys::Place;
use super::values::referenced_model;
use super::{Collector, Field, TypeRef, sqlx, type_ref};
use crate::schema::DefaultValue;

/// Reads a named field; gives nothing for one without a name.
pub(super) fn parse(field: &syn::Field, problems: &mut Collector) -> Option<Field> {
    let ident = field.ident.as_ref()?;
    let foreign = sqlx::read(&field.attrs);
    let stored = foreign.try_from.as_ref().unwrap_or(&field.ty);
    let mut parsed = Field {
        name: ident.unraw().to_string(),
        at: position(ident.span()),
        ty_at: position(field.ty.span()),
        ty: type_ref(stored),
        skip: foreign.skip,
        column: foreign.rename,
        column_type: None,
        native: None,
        json: foreign.json,
        primary_key: false,
        auto_increment: false,
        unique: None,
        index: None,
        default: None,
        fill: None,
        max_length: None,
        precision: None,
        scale: None,
        references: None,
        renamed_from: None,
        comment: comment(&field.attrs),
    };
    let mut given = Vec::new();
    for entry in entries(&field.attrs, Place::Field, &[], problems) {
        given.push(entry.key.clone());
        take(&mut parsed, entry, problems);
    }
    check(&parsed, &given, problems);
    if let Some(flatten) = foreign.flatten
        && !parsed.skip
    {
        problems.report_at(
            flatten,
            "`flatten` takes several columns into one field, and a model has one column for each: write the fields out, or add `#[schema(skip)]`",
        );
        parsed.skip = true;
    }
    Some(parsed)
}

/// The type whose values are stored for a field: its own, or what `#[sqlx(try_from = "...")]` says.
pub fn stored_type(field: &syn::Field) -> Type {
    sqlx::read(&field.attrs).try_from.unwrap_or_else(|| field.ty.clone())
}

/// The path of the model that a field's `references(...)` names, for code that lets rustc resolve it.
pub fn reference_path(field: &syn::Field) -> Option<Path> {
    // The problems are known from `parse`.
    let mut known = Collector::new();
    let entries = entries(&field.attrs, Place::Field, &[], &mut known);
    let path = entries.into_iter().find_map(|entry| match entry.body {
        Body::List(list) if entry.key == "references" => referenced_model(list, &mut known),
        _ => None,
    });
    let _ = known.finish();
    path
}

fn take(field: &mut Field, entry: Entry, problems: &mut Collector) {
    match entry.name().as_str() {
        "skip" => field.skip |= entry.flag(problems),
        "column" => field.column = entry.text(problems).map(|text| text.value()),
        "type" => field.column_type = entry.column_type(problems),
        "native" => field.native = entry.spelling(problems),
        "primary_key" => field.primary_key = entry.flag(problems),
        "auto_increment" => field.auto_increment = entry.flag(problems),
        "unique" => field.unique = entry.field_key(problems),
        "index" => field.index = entry.field_key(problems),
        "default" => field.default = entry.default_value(problems).or(field.default.take()),
        "default_sql" => field.default = entry.spelling(problems).map(DefaultValue::Sql).or(field.default.take()),
        "fill" => field.fill = entry.default_value(problems).or(field.fill.take()),
        "fill_sql" => field.fill = entry.spelling(problems).map(DefaultValue::Sql).or(field.fill.take()),
        "max_length" => {
            let key = entry.key.clone();
            field.max_length = entry.number(problems);
            if field.max_length == Some(0) {
                problems.report(&key, "`max_length` is at least 1");
                field.max_length = None;
            }
        }
        "precision" => field.precision = entry.number(problems),
        "scale" => field.scale = entry.number(problems),
        "references" => field.references = entry.reference(problems),
        "renamed_from" => field.renamed_from = entry.text(problems).map(|text| text.value()),
        _ => {}
    }
}

/// What keys of one field say to each other.
fn check(field: &Field, given: &[Ident], problems: &mut Collector) {
    let find = |name: &str| given.iter().find(|key| key.unraw() == name);
    if field.skip {
        for key in given.iter().filter(|key| *key != "skip") {
            problems.report(key, format!("`{}` needs a column, and this field says `skip`", key.unraw()));
        }
        return;
    }
    for (one, other) in [
        ("default", "default_sql"),
        ("fill", "fill_sql"),
        ("auto_increment", "default"),
        ("auto_increment", "default_sql"),
        ("type", "max_length"),
        ("type", "precision"),
        ("type", "scale"),
    ] {
        if let (Some(_), Some(second)) = (find(one), find(other)) {
            let way_out = match one {
                "type" => {
                    ": write the size into the type, as in `type = \"varchar(80)\"` or `type = \"decimal(10,2)\"`"
                }
                _ => ": leave one of them away",
            };
            problems.report(second, format!("`{other}` and `{one}` cannot stand together{way_out}"));
        }
    }
    if let Some(scale) = find("scale") {
        match (field.precision, field.scale) {
            (None, _) if find("precision").is_none() => {
                problems.report(scale, "`scale` wants `precision` beside it");
            }
            (Some(precision), Some(digits)) if digits > precision => {
                problems.report(scale, format!("`scale` is {digits}, more than `precision`, which is {precision}"));
            }
            _ => {}
        }
    }
    if field.precision == Some(0)
        && let Some(precision) = find("precision")
    {
        problems.report(precision, "`precision` is at least 1");
    }
    if let Some(key) = find("auto_increment")
        && is_option(&field.ty)
    {
        problems.report(key, "a column that the database numbers is never NULL: its type is no `Option<T>`");
    }
}

fn is_option(ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::Path { segments, .. } if segments.last().is_some_and(|name| name == "Option"))
}
