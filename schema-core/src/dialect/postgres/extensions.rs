//! Which extensions the types, operator classes and functions of a table come with.

use std::collections::BTreeMap;

use crate::plan::Extension;
use crate::schema::{ColumnType, DefaultValue, Dialect, IndexMethod, IndexPart, PartOf, Special, Table};

/// Types by the names that their extensions give them.
const TYPES: &[(&str, &str)] = &[
    ("citext", "citext"),
    ("cube", "cube"),
    ("geography", "postgis"),
    ("geometry", "postgis"),
    ("halfvec", "vector"),
    ("hstore", "hstore"),
    ("lquery", "ltree"),
    ("ltree", "ltree"),
    ("ltxtquery", "ltree"),
    ("raster", "postgis_raster"),
    ("sparsevec", "vector"),
    ("vector", "vector"),
];

/// How the names of operator classes begin.
const CLASSES: &[(&str, &str)] = &[
    ("gin_trgm_ops", "pg_trgm"),
    ("gist_trgm_ops", "pg_trgm"),
    ("gist_ltree_ops", "ltree"),
    ("gist__ltree_ops", "ltree"),
    ("gin_hstore_ops", "hstore"),
    ("gist_hstore_ops", "hstore"),
    ("vector_", "vector"),
    ("halfvec_", "vector"),
    ("sparsevec_", "vector"),
];

/// Functions that defaults call.
const FUNCTIONS: &[(&str, &str)] = &[("uuid_generate_v", "uuid-ossp"), ("gen_random_bytes", "pgcrypto")];

/// The extensions that the table needs, each with the first part of it that does.
pub(super) fn of(table: &Table) -> BTreeMap<Extension, String> {
    let mut found = BTreeMap::new();
    let mut need = |extension: Option<Extension>, what: String| {
        if let Some(extension) = extension {
            found.entry(extension).or_insert(what);
        }
    };
    for column in &table.columns {
        let place = || format!("`{}.{}`", table.name, column.name);
        need(of_type(&column.ty), place());
        if let Some(DefaultValue::Sql(sql)) = &column.default {
            let sql = sql.get(Dialect::POSTGRES).unwrap_or_default();
            let called = FUNCTIONS.iter().find(|(function, _)| sql.contains(function));
            need(called.map(|(_, extension)| plain(extension)), place());
        }
    }
    for index in table.indexes.values() {
        for part in &index.parts {
            need(of_part(table, part, index.method), format!("index `{}`", index.name));
        }
    }
    for exclusion in table.exclusions.values() {
        for (part, _) in &exclusion.elements {
            need(of_part(table, part, Some(exclusion.method)), format!("exclusion constraint `{}`", exclusion.name));
        }
    }
    found
}

fn plain(name: &str) -> Extension {
    Extension { namespace: None, name: name.to_owned() }
}

fn of_type(ty: &ColumnType) -> Option<Extension> {
    match ty {
        ColumnType::Array(of) => of_type(of),
        ColumnType::Vector { .. } => Some(plain("vector")),
        ColumnType::Special(Special::Citext) => Some(plain("citext")),
        ColumnType::Special(Special::Hstore) => Some(plain("hstore")),
        ColumnType::Special(Special::Ltree) => Some(plain("ltree")),
        ColumnType::Native { spelling, .. } => {
            named(spelling.get(Dialect::POSTGRES)?, TYPES, |name, known| name == known)
        }
        _ => None,
    }
}

/// The extension of what is called `text`, with a namespace before it or without, and arguments behind it.
fn named(text: &str, all: &[(&str, &str)], fits: impl Fn(&str, &str) -> bool) -> Option<Extension> {
    let name = text.split(['(', '[']).next().unwrap_or_default().trim().to_lowercase();
    let (namespace, bare) = match name.rsplit_once('.') {
        Some((namespace, bare)) => (Some(namespace.trim_matches('"').to_owned()), bare.to_owned()),
        None => (None, name),
    };
    let (_, extension) = all.iter().find(|(known, _)| fits(bare.trim_matches('"'), known))?;
    Some(Extension { namespace, name: (*extension).to_owned() })
}

/// What a part of an index needs: its operator class, or one for plain values where the method has none of its own.
fn of_part(table: &Table, part: &IndexPart, method: Option<IndexMethod>) -> Option<Extension> {
    if let Some(class) = &part.operator_class {
        return named(class, CLASSES, |name, known| name.starts_with(known));
    }
    let PartOf::Column(column) = &part.of else { return None };
    let of_plain_values = match method? {
        IndexMethod::Gist => "btree_gist",
        IndexMethod::Gin => "btree_gin",
        _ => return None,
    };
    let is_plain = matches!(
        table.column(column)?.ty,
        ColumnType::Int { .. }
            | ColumnType::Float { .. }
            | ColumnType::Decimal { .. }
            | ColumnType::Char
            | ColumnType::Text { .. }
            | ColumnType::FixedText { .. }
            | ColumnType::Bytes { .. }
            | ColumnType::Date
            | ColumnType::Time { .. }
            | ColumnType::DateTime { .. }
            | ColumnType::TimestampTz { .. }
            | ColumnType::Uuid
            | ColumnType::Enum { .. }
    );
    is_plain.then(|| plain(of_plain_values))
}
