//! `#[derive(SchemaEnum)]` and `#[derive(SchemaType)]`.

use std::collections::BTreeMap;

use proc_macro2::Ident;
use syn::ext::IdentExt as _;
use syn::{Attribute, BinOp, Data, DeriveInput, Expr, Fields, Lit, Meta, Path, Token, Type, UnOp};

use super::ProblemKind;
use super::collector::position;
use super::entry::{Entry, entries};
use super::keys::Place;
use super::structs::refuse_generics;
use super::{Case, Collector, EnumDecl, Newtype, Variant, hash, snake_case, sqlx, type_ref};
use crate::schema::ColumnType;

impl EnumDecl {
    /// The name of the enum type in the schema.
    pub fn type_name(&self) -> String {
        self.sql_name.clone().unwrap_or_else(|| snake_case(&self.name))
    }

    /// The numbers of the variants in order, where they are what is stored.
    pub fn numbers(&self) -> Option<Vec<i64>> {
        self.repr.as_ref().map(|_| self.variants.iter().map(|it| it.discriminant).collect())
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
        problems.report(
            ProblemKind::UnsuitableItem,
            &input.ident,
            "`SchemaEnum` is for enums; derive `Schema` for a model, `SchemaType` for a newtype",
        );
        return None;
    };
    let foreign = sqlx::read(&input.attrs);
    let mut decl = EnumDecl {
        name: input.ident.unraw().to_string(),
        at: position(input.ident.span()),
        hash: hash::tokens(input),
        crate_path: None,
        sql_name: foreign.type_name,
        rename_all: foreign.rename_all,
        renamed_from: None,
        repr: repr(&input.attrs, problems),
        variants: Vec::new(),
    };
    // What sqlx says of names of a number, it refuses itself.
    let mut said = decl.rename_all.is_some() || decl.repr.is_some();
    let mut next = 0_i64;
    for entry in entries(&input.attrs, Place::Enum, &[], problems) {
        refuse_names(&decl, &entry, problems);
        match entry.name().as_str() {
            "crate" => decl.crate_path = entry.crate_path(problems),
            "type_name" => decl.sql_name = entry.text(problems).map(|text| text.value()),
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
            problems.report(
                ProblemKind::UnsuitableItem,
                &variant.ident,
                "a value of an enum type is a name alone: this variant has fields",
            );
        }
        let mut parsed = Variant {
            name: variant.ident.unraw().to_string(),
            rename: sqlx::read(&variant.attrs).rename,
            discriminant: next,
            ..Variant::default()
        };
        if let (Some((_, expression)), Some(_)) = (&variant.discriminant, &decl.repr) {
            parsed.discriminant = number(expression).unwrap_or_else(|| {
                let message = "the number of a variant is written out here, as in `= 3`: constants are not evaluated";
                problems.report(ProblemKind::UnsuitableItem, expression, message);
                next
            });
        }
        next = parsed.discriminant.wrapping_add(1);
        for entry in entries(&variant.attrs, Place::Variant, &[], problems) {
            refuse_names(&decl, &entry, problems);
            match entry.name().as_str() {
                "value" => parsed.rename = entry.any_text(problems),
                "renamed_from" => parsed.renamed_from = entry.any_text(problems),
                _ => parsed.replaces = entry.texts(problems),
            }
        }
        decl.variants.push(parsed);
    }
    if data.variants.is_empty() {
        problems.report(ProblemKind::UnsuitableItem, &input.ident, "an enum of values needs at least one variant");
    }
    // sqlx writes variants as they are unless told otherwise, and would send values that the database does not know.
    let silent = !said && decl.variants.iter().any(|variant| variant.rename.is_none());
    if silent && (foreign.present || derives_sqlx_type(&input.attrs)) {
        problems.report(ProblemKind::MissingAttribute,
            &input.ident,
            "sqlx writes these variants as they are, the schema in snake case: add `#[sqlx(rename_all = \"snake_case\")]` (it counts for both)",
        );
    }
    if decl.repr.is_some() {
        return Some(decl);
    }
    let mut seen = BTreeMap::new();
    for (value, variant) in decl.values().into_iter().zip(&data.variants) {
        if let Some(first) = seen.insert(value.clone(), &variant.ident) {
            problems.report(
                ProblemKind::DuplicateName,
                &variant.ident,
                format!("`{first}` and `{}` have the same value `{value}`", variant.ident),
            );
        }
    }
    check_former(&decl, data.variants.iter().map(|variant| &variant.ident), problems);
    Some(decl)
}

/// The integer in `#[repr(...)]`, by which sqlx stores an enum.
fn repr(attrs: &[Attribute], problems: &mut Collector) -> Option<ColumnType> {
    let mut found = None;
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("repr")) {
        let _ = attr.parse_nested_meta(|meta| {
            let Some(ident) = meta.path.get_ident() else { return Ok(()) };
            let name = ident.to_string();
            if name == "isize" || name == "usize" {
                problems.report(
                    ProblemKind::UnsuitableItem,
                    ident,
                    format!("`{name}` differs from machine to machine: store it as `i32` or `i64`"),
                );
            }
            let integer = ["i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64"].contains(&name.as_str());
            found = found.take().or_else(|| if integer { name.parse().ok() } else { None });
            Ok(())
        });
    }
    found
}

/// Keys that speak of the values by their names say nothing where these are numbers.
fn refuse_names(decl: &EnumDecl, entry: &Entry, problems: &mut Collector) {
    if let Some(ty) = &decl.repr {
        let key = entry.name();
        problems.report(
            ProblemKind::ConflictingAttributes,
            &entry.key,
            format!("`#[repr({ty})]` stores the numbers of the variants, and `{key}` is about names: leave it out"),
        );
    }
}

/// The number that an expression of literals is.
fn number(expression: &Expr) -> Option<i64> {
    match expression {
        Expr::Lit(it) => match &it.lit {
            Lit::Int(digits) => digits.base10_parse().ok(),
            Lit::Byte(byte) => Some(byte.value().into()),
            _ => None,
        },
        Expr::Paren(it) => number(&it.expr),
        Expr::Group(it) => number(&it.expr),
        Expr::Unary(it) => match (it.op, &*it.expr) {
            // The least number has no positive one.
            (UnOp::Neg(_), Expr::Lit(lit)) => match &lit.lit {
                Lit::Int(digits) => format!("-{}", digits.base10_digits()).parse().ok(),
                _ => None,
            },
            (UnOp::Neg(_), inner) => number(inner)?.checked_neg(),
            _ => None,
        },
        Expr::Binary(it) => {
            let (left, right) = (number(&it.left)?, number(&it.right)?);
            match it.op {
                BinOp::Add(_) => left.checked_add(right),
                BinOp::Sub(_) => left.checked_sub(right),
                BinOp::Mul(_) => left.checked_mul(right),
                BinOp::BitOr(_) => Some(left | right),
                BinOp::Shl(_) => left.checked_shl(u32::try_from(right).ok()?),
                _ => None,
            }
        }
        _ => None,
    }
}

/// What is said of former values must be about values that are gone, each for one variant.
fn check_former<'a>(decl: &EnumDecl, idents: impl Iterator<Item = &'a Ident>, problems: &mut Collector) {
    let values = decl.values();
    let mut taken: BTreeMap<&str, &str> = BTreeMap::new();
    for ((variant, value), ident) in decl.variants.iter().zip(&values).zip(idents) {
        if variant.renamed_from.as_ref() == Some(value) {
            problems.report(
                ProblemKind::InvalidFormerName,
                ident,
                format!("`renamed_from` of `{}` names its own value `{value}`", variant.name),
            );
        }
        for old in &variant.replaces {
            if values.contains(old) {
                let message = format!("`{old}` is a value of this enum, so that nothing can be in its place");
                problems.report(ProblemKind::InvalidFormerName, ident, message);
            }
        }
        for old in variant.renamed_from.iter().chain(&variant.replaces) {
            if let Some(other) = taken.insert(old, &variant.name) {
                problems.report(ProblemKind::InvalidFormerName, ident, format!("`{old}` became `{other}` already"));
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
        crate_path: None,
    });
    if newtype.is_none() {
        problems.report(ProblemKind::UnsuitableItem,
            &input.ident,
            "`SchemaType` is for a struct of one unnamed field, as in `struct Email(String);`; derive `Schema` for a model",
        );
    }
    for entry in entries(&input.attrs, Place::Newtype, &[], problems) {
        let Some(newtype) = &mut newtype else { break };
        match entry.name().as_str() {
            "crate" => newtype.crate_path = entry.crate_path(problems),
            _ => newtype.column_type = entry.column_type(problems),
        }
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
