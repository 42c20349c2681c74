//! `#[derive(SchemaEnum)]` and `#[derive(SchemaType)]`.

use std::collections::BTreeMap;

use proc_macro2::Ident;
use syn::ext::IdentExt as _;
use syn::{Attribute, Data, DeriveInput, Fields, Meta, Path, Token, Type};

use super::collector::position;
use super::entry::entries;
use super::keys::Place;
use super::structs::refuse_generics;
use super::{Case, Collector, EnumDecl, Newtype, Variant, hash, snake_case, sqlx, type_ref};

impl EnumDecl {
    /// The name of the enum type in the schema.
    pub fn type_name(&self) -> String {
        self.sql_name.clone().unwrap_or_else(|| snake_case(&self.name))
    }

    /// The values of the variants, in order.
    pub fn values(&self) -> Vec<String> {
        let case = self.rename_all.unwrap_or(Case::Snake);
        let value = |it: &Variant| it.rename.clone().unwrap_or_else(|| case.apply(&it.name));
        self.variants.iter().map(value).collect()
    }
}

/// Reads an enum with `#[derive(SchemaEnum)]`, already cfg-stripped.
///
/// Everything wrong goes into `problems`, all at once. Gives nothing only where it is no enum.
pub fn parse_enum(input: &DeriveInput, problems: &mut Collector) -> Option<EnumDecl> {
    refuse_generics(&input.generics, "an enum of values has no generic parameters", problems);
    let Data::Enum(data) = &input.data else {
        problems
            .report(&input.ident, "`SchemaEnum` is for enums; derive `Schema` for a model, `SchemaType` for a newtype");
        return None;
    };
    let foreign = sqlx::read(&input.attrs);
    let mut decl = EnumDecl {
        name: input.ident.unraw().to_string(),
        at: position(input.ident.span()),
        hash: hash::tokens(input),
        sql_name: foreign.type_name,
        rename_all: foreign.rename_all,
        renamed_from: None,
        variants: Vec::new(),
    };
    let mut said = decl.rename_all.is_some();
    for entry in entries(&input.attrs, Place::Enum, &[], problems) {
        match entry.name().as_str() {
            "name" => decl.sql_name = entry.text(problems).map(|text| text.value()),
            "renamed_from" => decl.renamed_from = entry.text(problems).map(|text| text.value()),
            "rename_all" => {
                said = true;
                decl.rename_all = entry.case(problems).or(decl.rename_all);
            }
            _ => {}
        }
    }
    for variant in &data.variants {
        if !matches!(variant.fields, Fields::Unit) {
            problems.report(&variant.ident, "a value of an enum type is a name alone: this variant has fields");
        }
        let mut parsed = Variant {
            name: variant.ident.unraw().to_string(),
            rename: sqlx::read(&variant.attrs).rename,
            ..Variant::default()
        };
        for entry in entries(&variant.attrs, Place::Variant, &[], problems) {
            match entry.name().as_str() {
                "rename" => parsed.rename = entry.any_text(problems),
                "renamed_from" => parsed.renamed_from = entry.any_text(problems),
                _ => parsed.replaces = entry.texts(problems),
            }
        }
        decl.variants.push(parsed);
    }
    if data.variants.is_empty() {
        problems.report(&input.ident, "an enum of values needs at least one variant");
    }
    // sqlx writes variants as they are unless told otherwise, and would send values that the database does not know.
    let silent = !said && decl.variants.iter().any(|variant| variant.rename.is_none());
    if silent && (foreign.present || derives_sqlx_type(&input.attrs)) {
        problems.report(
            &input.ident,
            "sqlx writes these variants as they are, the schema in snake case: add `#[sqlx(rename_all = \"snake_case\")]` (it counts for both)",
        );
    }
    let mut seen = BTreeMap::new();
    for (value, variant) in decl.values().into_iter().zip(&data.variants) {
        if let Some(first) = seen.insert(value.clone(), &variant.ident) {
            problems.report(&variant.ident, format!("`{first}` and `{}` have the same value `{value}`", variant.ident));
        }
    }
    check_former(&decl, data.variants.iter().map(|variant| &variant.ident), problems);
    Some(decl)
}

/// What is said of former values must be about values that are gone, each for one variant.
fn check_former<'a>(decl: &EnumDecl, idents: impl Iterator<Item = &'a Ident>, problems: &mut Collector) {
    let values = decl.values();
    let mut taken: BTreeMap<&str, &str> = BTreeMap::new();
    for ((variant, value), ident) in decl.variants.iter().zip(&values).zip(idents) {
        if variant.renamed_from.as_ref() == Some(value) {
            problems.report(ident, format!("`renamed_from` of `{}` names its own value `{value}`", variant.name));
        }
        for old in &variant.replaces {
            if values.contains(old) {
                let message = format!("`{old}` is a value of this enum, so that nothing can be in its place");
                problems.report(ident, message);
            }
        }
        for old in variant.renamed_from.iter().chain(&variant.replaces) {
            if let Some(other) = taken.insert(old, &variant.name) {
                problems.report(ident, format!("`{old}` became `{other}` already"));
            }
        }
    }
}

/// Whether `sqlx::Type` is derived, as far as that can be seen: the derive itself is not shown its neighbours, the build
/// step is. A bare `Type` may be another crate's.
fn derives_sqlx_type(attrs: &[Attribute]) -> bool {
    attrs.iter().filter(|attr| attr.path().is_ident("derive")).any(|attr| {
        let Meta::List(list) = &attr.meta else { return false };
        let parser = syn::punctuated::Punctuated::<Path, Token![,]>::parse_terminated;
        let Ok(paths) = syn::parse::Parser::parse2(parser, list.tokens.clone()) else { return false };
        paths.iter().any(|path| {
            let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.unraw().to_string()).collect();
            names == ["sqlx", "Type"]
        })
    })
}

/// Reads a tuple struct of one field with `#[derive(SchemaType)]`, already cfg-stripped.
///
/// Everything wrong goes into `problems`. Gives nothing where there is no such field.
pub fn parse_newtype(input: &DeriveInput, problems: &mut Collector) -> Option<Newtype> {
    refuse_generics(&input.generics, "a newtype that is stored has no generic parameters", problems);
    let inner = inner_type(input);
    let mut newtype = inner.map(|inner| Newtype {
        name: input.ident.unraw().to_string(),
        at: position(input.ident.span()),
        hash: hash::tokens(input),
        inner: type_ref(inner),
        column_type: None,
    });
    if newtype.is_none() {
        problems.report(
            &input.ident,
            "`SchemaType` is for a struct of one unnamed field, as in `struct Email(String);`; derive `Schema` for a model",
        );
    }
    for entry in entries(&input.attrs, Place::Newtype, &[], problems) {
        let column_type = entry.column_type(problems);
        newtype.iter_mut().for_each(|newtype| newtype.column_type = column_type.clone());
    }
    newtype
}

/// The type inside a newtype.
pub fn inner_type(input: &DeriveInput) -> Option<&Type> {
    let Data::Struct(data) = &input.data else { return None };
    let Fields::Unnamed(fields) = &data.fields else { return None };
    let mut fields = fields.unnamed.iter();
    fields.next().filter(|_| fields.len() == 0).map(|field| &field.ty)
}
