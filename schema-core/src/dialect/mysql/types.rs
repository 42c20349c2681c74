//! The types of MySQL and MariaDB, and between which of them values convert.

use crate::plan::{Conversion, Enumerations};
use crate::schema::{Column, ColumnType, DefaultValue, Dialect};

use super::super::family::Family;
use super::render::values;

/// The type's name.
pub(super) fn name(dialect: Dialect, column: &Column, enums: &Enumerations) -> Result<String, String> {
    Ok(match &column.ty {
        ColumnType::Bool => "boolean".to_owned(),
        ColumnType::Int { bits, unsigned } => {
            let name = match bits {
                8 => "tinyint",
                16 => "smallint",
                24 => "mediumint",
                32 => "int",
                _ => "bigint",
            };
            format!("{name}{}", if *unsigned { " unsigned" } else { "" })
        }
        ColumnType::Float { bits: 32 } => "float".to_owned(),
        ColumnType::Float { .. } => "double".to_owned(),
        ColumnType::Decimal { precision, scale } => format!("decimal({precision},{scale})"),
        ColumnType::Char => "char(1)".to_owned(),
        ColumnType::Text { max_length: None } => "longtext".to_owned(),
        ColumnType::Text { max_length: Some(length) } => format!("varchar({length})"),
        ColumnType::Bytes { max_length: None } => "longblob".to_owned(),
        ColumnType::Bytes { max_length: Some(length) } => format!("varbinary({length})"),
        ColumnType::Date => "date".to_owned(),
        ColumnType::Time { precision } => format!("time({})", precision.unwrap_or(6)),
        ColumnType::DateTime { precision } | ColumnType::TimestampTz { precision } => {
            format!("datetime({})", precision.unwrap_or(6))
        }
        ColumnType::FixedText { length } => format!("char({length})"),
        ColumnType::FixedBytes { length } => format!("binary({length})"),
        ColumnType::Uuid => "binary(16)".to_owned(),
        ColumnType::Json => "json".to_owned(),
        ColumnType::Enum { name } => {
            let it = enums.get(name).ok_or_else(|| format!("there is no enum `{name}`"))?;
            format!("enum{}", values(&it.values))
        }
        ColumnType::Bits { .. }
        | ColumnType::Array(_)
        | ColumnType::Set { .. }
        | ColumnType::Vector { .. }
        | ColumnType::Special(_) => return Err(format!("{} is no type of {dialect} yet", column.ty)),
        ColumnType::Native { spelling, otherwise } => match (spelling.get(dialect), otherwise) {
            (Some(text), _) => text.to_owned(),
            (None, Some(otherwise)) => name(dialect, &Column { ty: (**otherwise).clone(), ..column.clone() }, enums)?,
            (None, None) => {
                return Err(format!("the type has no spelling for {dialect}: add `{dialect} = \"...\"` to `native`"));
            }
        },
    })
}

/// Long texts and bytes take no constant as default.
pub(super) fn default_problem(column: &Column) -> Option<String> {
    match (&column.ty, &column.default) {
        (
            ColumnType::Text { max_length: None } | ColumnType::Bytes { max_length: None },
            Some(DefaultValue::Literal(_)),
        ) => Some("text of any length takes no default: give it `max_length`".to_owned()),
        (_, Some(_)) if column.identity.is_some() => Some("a column with `auto_increment` takes no default".to_owned()),
        _ => None,
    }
}

/// Keys have a length.
pub(super) fn key_problem(ty: &ColumnType) -> Option<String> {
    match ty {
        ColumnType::Text { max_length: None } | ColumnType::Bytes { max_length: None } => {
            Some("text of any length cannot stand in a key or index: give it `max_length`".to_owned())
        }
        ColumnType::Json => Some("JSON cannot stand in a key or index".to_owned()),
        _ => None,
    }
}

/// Whether the engine itself turns values of one type into values of another when a column is modified. Numbers into enum
/// values and back it would count, dates into numbers it would spell: those are none.
pub(super) fn conversion(old: &Column, new: &Column) -> Option<Conversion> {
    use Family as F;
    let known = match (Family::of(&old.ty), Family::of(&new.ty)) {
        (a, b) if a == b => true,
        (F::Native, _) | (_, F::Native) => true,
        (a, b) if (a.is_number() || a == F::Bool) && (b.is_number() || b == F::Bool) => true,
        (F::Text, b) if b.is_number() || b.is_time() => true,
        (a, F::Text) if a.is_number() || a.is_time() || a == F::Bool => true,
        (F::Text, F::Enum | F::Json | F::Bytes) | (F::Enum | F::Json | F::Bytes, F::Text) => true,
        (F::Uuid, F::Bytes) | (F::Bytes, F::Uuid) => true,
        (F::Date, F::DateTime | F::TimestampTz) => true,
        (F::DateTime | F::TimestampTz, F::Date | F::Time | F::DateTime | F::TimestampTz) => true,
        _ => false,
    };
    known.then_some(Conversion::Implicit)
}
