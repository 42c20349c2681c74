//! The Rust type of a column, and what an attribute has to say beside it.

use std::collections::BTreeSet;

use schema_core::dialect::capabilities;
use schema_core::schema::{ColumnType, Dialect, Schema, Special, Spelling, TableName};

use super::attributes::{Attributes, text};
use super::enums;
use super::names::Names;

/// Spells the type of a column that references one of another type: engines compare more with each other than models do.
pub(super) fn spell_unlike(dialect: Dialect, schema: &mut Schema) {
    let spell = capabilities(dialect).type_name;
    for ((own, column), (there, referenced)) in enums::referring(schema) {
        let of = |table: &TableName, column: &str| schema.table(table).and_then(|it| it.column(column));
        let (Some(here), Some(referenced)) = (of(&own, &column), of(&there, &referenced)) else { continue };
        if here.ty.may_reference(&referenced.ty) {
            continue;
        }
        let Ok(spelled) = spell(dialect, here, &schema.enums) else { continue };
        if let Some(here) = schema.tables.get_mut(&own).and_then(|it| it.column_mut(&column)) {
            let known = Box::new(here.ty.clone());
            here.ty = ColumnType::Native { spelling: Spelling::any(spelled), otherwise: Some(known) };
        }
    }
}

pub(super) struct Types<'a, 'b> {
    pub(super) names: &'a Names,
    /// Crates that the types come from.
    pub(super) crates: &'b mut BTreeSet<&'static str>,
}

impl Types<'_, '_> {
    /// The Rust type of `ty`. Where none has it by itself, a text is one that says its type.
    pub(super) fn of(&mut self, ty: &ColumnType, attributes: &mut Attributes) -> String {
        if let Some(rust) = self.plain(ty) {
            return rust;
        }
        match ty {
            // A `max_length` of 0 is taken for a mistake: the last arm says the type.
            ColumnType::Text { max_length: Some(length @ 1..) } => {
                attributes.add(format!("max_length = {length}"));
                "String".to_owned()
            }
            ColumnType::Bytes { max_length: Some(length @ 1..) } => {
                attributes.add(format!("max_length = {length}"));
                "Vec<u8>".to_owned()
            }
            ColumnType::Decimal { precision, scale } => {
                self.crates.insert("rust_decimal");
                attributes.add(format!("precision = {precision}"));
                attributes.add(format!("scale = {scale}"));
                "rust_decimal::Decimal".to_owned()
            }
            ColumnType::Native { spelling: native, otherwise } => {
                attributes.extend(native.any.as_ref().map(|any| format!("native = {}", text(any))));
                for (dialect, own) in &native.per_dialect {
                    attributes.engine(dialect.name(), vec![format!("type = {}", text(own))]);
                }
                let known = otherwise.as_deref().map(|ty| self.plain(ty).unwrap_or_else(|| self.like(ty)));
                known.unwrap_or_else(|| "String".to_owned())
            }
            ty => {
                attributes.add(format!("type = {}", text(&ty.to_string())));
                self.like(ty)
            }
        }
    }

    /// A type that stands for `ty` without anything being said.
    fn plain(&mut self, ty: &ColumnType) -> Option<String> {
        Some(match ty {
            ColumnType::Bool => "bool".to_owned(),
            ColumnType::Int { bits: 24, .. } => return None,
            ColumnType::Int { bits, unsigned } => format!("{}{bits}", if *unsigned { 'u' } else { 'i' }),
            ColumnType::Float { bits } => format!("f{bits}"),
            ColumnType::Char => "char".to_owned(),
            ColumnType::Text { max_length: None } => "String".to_owned(),
            ColumnType::Bytes { max_length: None } => "Vec<u8>".to_owned(),
            ColumnType::Date => self.chrono("NaiveDate"),
            ColumnType::Time { precision: None } => self.chrono("NaiveTime"),
            ColumnType::DateTime { precision: None } => self.chrono("NaiveDateTime"),
            ColumnType::TimestampTz { precision: None } => self.chrono("DateTime<chrono::Utc>"),
            ColumnType::Uuid => {
                self.crates.insert("uuid");
                "uuid::Uuid".to_owned()
            }
            ColumnType::Json => {
                self.crates.insert("json");
                "serde_json::Value".to_owned()
            }
            ColumnType::Special(Special::Inet) => "std::net::IpAddr".to_owned(),
            ColumnType::Enum { name } => self.names.enum_of(name)?.clone(),
            ColumnType::Array(of) if !matches!(**of, ColumnType::Int { bits: 8, unsigned: true }) => {
                format!("Vec<{}>", self.plain(of)?)
            }
            _ => return None,
        })
    }

    /// The type that values of `ty` are best read into, where its own is said.
    fn like(&mut self, ty: &ColumnType) -> String {
        match ty {
            ColumnType::Int { unsigned: true, .. } => "u32".to_owned(),
            ColumnType::Int { .. } => "i32".to_owned(),
            ColumnType::Special(Special::Year) => "u16".to_owned(),
            ColumnType::FixedBytes { .. }
            | ColumnType::Special(Special::TinyBlob | Special::PlainBlob | Special::MediumBlob) => "Vec<u8>".to_owned(),
            ColumnType::Time { .. } => self.chrono("NaiveTime"),
            ColumnType::DateTime { .. } => self.chrono("NaiveDateTime"),
            ColumnType::TimestampTz { .. } => self.chrono("DateTime<chrono::Utc>"),
            ColumnType::Vector { .. } => "Vec<f32>".to_owned(),
            _ => "String".to_owned(),
        }
    }

    fn chrono(&mut self, name: &str) -> String {
        self.crates.insert("chrono");
        format!("chrono::{name}")
    }
}
