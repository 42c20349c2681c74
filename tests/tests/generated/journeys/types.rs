//! The Rust type of a column: by itself, through an alias or a newtype, with what an attribute has to say beside it.

use std::fmt::Write as _;

use schema_core::schema::{Column, ColumnType, Special, Table};

use super::attributes::literal;
use super::source::Writer;
use super::style::Home;
use crate::random::numbers::enum_of;

/// A type, and the keys beside it.
pub(crate) struct Typed {
    pub(crate) rust: String,
    pub(crate) said: Vec<String>,
}

impl Typed {
    fn plain(rust: impl Into<String>) -> Self {
        Self { rust: rust.into(), said: Vec::new() }
    }
}

impl Writer {
    /// How the type of a column is written in a module, without its `Option`.
    pub(crate) fn column_type(&mut self, home: Home, table: &Table, column: &Column) -> Typed {
        let of_enum = self.enums_of(table).find(|(of, _)| *of == column).map(|(_, (_, numbers))| numbers);
        let typed = match of_enum {
            Some(numbers) => return Typed::plain(self.number_enum(home, &column.ty, &numbers)),
            None => self.own_type(home, &column.ty),
        };
        let what = format!("type {} {}", table.name, column.name);
        let has_enum = column.ty.enum_name().is_some();
        let way = self.style.below(&what, 100);
        if way < 12 {
            let Typed { rust, said } = typed;
            let derive = self.derive_by_path("SchemaType");
            let says = match (&column.ty, said.is_empty()) {
                (_, true) => String::new(),
                (ColumnType::Native { .. }, _) => return Typed { rust, said },
                (ty, false) => format!("#[schema(type = {})]\n", literal(&ty.to_string())),
            };
            if has_enum {
                return Typed { rust, said };
            }
            let name = self.aside(home, "New", |item| format!("\n{derive}{says}pub struct {item}(pub {rust});\n"));
            return Typed::plain(name);
        }
        if way < 24 && !has_enum {
            let Typed { rust, said } = typed;
            let name = self.aside(home, "Alias", |item| format!("\npub type {item} = {rust};\n"));
            return Typed { rust: name, said };
        }
        typed
    }

    /// The columns of a table whose type is an enum of numbers; each with its check and the numbers.
    pub(crate) fn enums_of<'t>(&self, table: &'t Table) -> impl Iterator<Item = (&'t Column, (String, Vec<i64>))> {
        let style = self.style;
        let wanted = move |column: &&Column| style.chance(&format!("numbers {} {}", table.name, column.name), 80);
        table.columns.iter().filter(wanted).filter_map(|column| Some((column, enum_of(table, column)?)))
    }

    /// An enum that is stored by its numbers.
    fn number_enum(&mut self, home: Home, ty: &ColumnType, numbers: &[i64]) -> String {
        let derive = self.derive_by_path("SchemaEnum");
        let mut variants = String::new();
        let mut next = 0;
        for (at, number) in numbers.iter().enumerate() {
            // The number after the one before needs not be said.
            let said = if *number == next { String::new() } else { format!(" = {number}") };
            let _ = writeln!(variants, "    V{at}{said},");
            next = number + 1;
        }
        self.aside(home, "Number", |item| format!("\n{derive}#[repr({ty})]\npub enum {item} {{\n{variants}}}\n"))
    }

    fn own_type(&mut self, home: Home, ty: &ColumnType) -> Typed {
        if let Some(rust) = self.known(home, ty) {
            return Typed::plain(rust);
        }
        let said = |rust: &str, said: Vec<String>| Typed { rust: rust.to_owned(), said };
        let in_words = self.style.chance(&format!("words {ty}"), 30);
        match ty {
            ColumnType::Text { max_length: Some(length) } if !in_words => {
                said("String", vec![format!("max_length = {length}")])
            }
            ColumnType::Bytes { max_length: Some(length) } if !in_words => {
                said("Vec<u8>", vec![format!("max_length = {length}")])
            }
            ColumnType::Decimal { precision, scale } if !in_words => {
                said("rust_decimal::Decimal", vec![format!("precision = {precision}"), format!("scale = {scale}")])
            }
            ColumnType::Native { spelling: native, otherwise } => {
                let rust = otherwise.as_deref().map_or_else(|| "String".to_owned(), |ty| self.own_type(home, ty).rust);
                let any = native.any.iter().map(|sql| format!("native = {}", literal(sql)));
                let own = native.per_dialect.iter().map(|(dialect, sql)| format!("{dialect}(type = {})", literal(sql)));
                said(&rust, any.chain(own).collect())
            }
            ty => said(like(ty), vec![format!("type = {}", literal(&ty.to_string()))]),
        }
    }

    /// A type that stands for `ty` without anything being said.
    fn known(&mut self, home: Home, ty: &ColumnType) -> Option<String> {
        let rust = match ty {
            ColumnType::Bool => "bool",
            ColumnType::Int { bits: 24, .. } => return None,
            ColumnType::Int { bits, unsigned } => {
                return Some(format!("{}{bits}", if *unsigned { 'u' } else { 'i' }));
            }
            ColumnType::Float { bits } => return Some(format!("f{bits}")),
            ColumnType::Char => "char",
            ColumnType::Text { max_length: None } => {
                ["String", "std::string::String", "Box<str>"][self.style.below(&format!("text {home:?}"), 3)]
            }
            ColumnType::Bytes { max_length: None } => "Vec<u8>",
            ColumnType::Date => "chrono::NaiveDate",
            ColumnType::Time { precision: None } => "chrono::NaiveTime",
            ColumnType::DateTime { precision: None } => "chrono::NaiveDateTime",
            ColumnType::TimestampTz { precision: None } => "chrono::DateTime<chrono::Utc>",
            ColumnType::Uuid => "uuid::Uuid",
            ColumnType::Json => "serde_json::Value",
            ColumnType::Special(Special::Inet) => "std::net::IpAddr",
            ColumnType::Enum { name } => return Some(self.reach_enum(home, name)),
            ColumnType::Array(of) if !matches!(**of, ColumnType::Int { bits: 8, unsigned: true }) => {
                return Some(format!("Vec<{}>", self.known(home, of)?));
            }
            _ => return None,
        };
        Some(rust.to_owned())
    }
}

/// The type that values of `ty` are best read into, where its own is said.
fn like(ty: &ColumnType) -> &'static str {
    match ty {
        ColumnType::Int { unsigned: true, .. } => "u32",
        ColumnType::Int { .. } => "i32",
        ColumnType::Special(Special::Year) => "u16",
        ColumnType::Bytes { .. }
        | ColumnType::FixedBytes { .. }
        | ColumnType::Special(Special::TinyBlob | Special::PlainBlob | Special::MediumBlob) => "Vec<u8>",
        ColumnType::Decimal { .. } => "rust_decimal::Decimal",
        ColumnType::Time { .. } => "chrono::NaiveTime",
        ColumnType::DateTime { .. } => "chrono::NaiveDateTime",
        ColumnType::TimestampTz { .. } => "chrono::DateTime<chrono::Utc>",
        ColumnType::Vector { .. } => "Vec<f32>",
        _ => "String",
    }
}
