//! The types of PostgreSQL, and how values go from one to another.

use crate::plan::{Conversion, Enumerations};
use crate::schema::{Column, ColumnType, Dialect};

use super::super::family::Family;
use super::render::quoted;

/// The type's name. There are no unsigned numbers: each gets the next wider type.
pub(super) fn name(dialect: Dialect, column: &Column, enums: &Enumerations) -> Result<String, String> {
    Ok(match &column.ty {
        ColumnType::Bool => "boolean".to_owned(),
        ColumnType::Int { bits, unsigned } => match (bits, unsigned) {
            (8, _) | (16, false) => "smallint".to_owned(),
            (16, true) | (24, _) | (32, false) => "integer".to_owned(),
            (32, true) | (64, false) => "bigint".to_owned(),
            // A sequence ends at the largest bigint anyway.
            _ if column.identity.is_some() => "bigint".to_owned(),
            _ => "numeric(20,0)".to_owned(),
        },
        ColumnType::Float { bits: 32 } => "real".to_owned(),
        ColumnType::Float { .. } => "double precision".to_owned(),
        ColumnType::Decimal { precision, scale } => format!("numeric({precision},{scale})"),
        ColumnType::Char => "varchar(1)".to_owned(),
        ColumnType::Text { max_length: None } => "text".to_owned(),
        ColumnType::Text { max_length: Some(length) } => format!("varchar({length})"),
        ColumnType::Bytes { .. } | ColumnType::FixedBytes { .. } => "bytea".to_owned(),
        ColumnType::FixedText { length } => format!("char({length})"),
        ColumnType::Bits { length, varying } => format!("{}({length})", if *varying { "varbit" } else { "bit" }),
        ColumnType::Date => "date".to_owned(),
        ColumnType::Time { precision } => timed("time", *precision),
        ColumnType::DateTime { precision } => timed("timestamp", *precision),
        ColumnType::TimestampTz { precision } => timed("timestamptz", *precision),
        ColumnType::Uuid => "uuid".to_owned(),
        ColumnType::Json => "jsonb".to_owned(),
        ColumnType::Enum { name } => {
            if !enums.contains_key(name) {
                return Err(format!("there is no enum `{name}`"));
            }
            quoted(name)
        }
        ColumnType::Array(of) => {
            format!("{}[]", name(dialect, &Column { ty: (**of).clone(), ..column.clone() }, enums)?)
        }
        ColumnType::Set { .. } | ColumnType::Vector { .. } | ColumnType::Special(_) => {
            return Err(format!("{} is no type of {dialect} yet", column.ty));
        }
        ColumnType::Native { spelling, otherwise } => match (spelling.get(dialect), otherwise) {
            (Some(text), _) => text.to_owned(),
            (None, Some(otherwise)) => name(dialect, &Column { ty: (**otherwise).clone(), ..column.clone() }, enums)?,
            (None, None) => {
                return Err(format!("the type has no spelling for {dialect}: add `{dialect} = \"...\"` to `native`"));
            }
        },
    })
}

fn timed(name: &str, precision: Option<u8>) -> String {
    precision.map_or_else(|| name.to_owned(), |digits| format!("{name}({digits})"))
}

/// A numbered column takes no default beside the numbers.
pub(super) fn default_problem(column: &Column) -> Option<String> {
    let both = column.identity.is_some() && column.default.is_some();
    both.then(|| "a column with `auto_increment` takes no default".to_owned())
}

/// `jsonb` has an order; only what the user spells is unknown.
pub(super) fn key_problem(_: &ColumnType) -> Option<String> {
    None
}

/// How values go from one type to another: by an assignment cast, by a cast that is written out, or by a function.
pub(super) fn conversion(old: &Column, new: &Column) -> Option<Conversion> {
    use Family as F;
    let using = |expression: &str| Some(Conversion::Using(expression.to_owned()));
    let cast = || using("{column}::{type}");
    let by_text = || using("{column}::text::{type}");
    match (Family::of(&old.ty), Family::of(&new.ty)) {
        // Also when it is one enum type that was made anew.
        (F::Enum, F::Enum) => by_text(),
        (a, b) if a == b && a != F::Native => Some(Conversion::Implicit),
        (F::Native, _) | (_, F::Native) => by_text(),
        (a, b) if a.is_number() && b.is_number() => Some(Conversion::Implicit),
        // Between truth values and numbers there is a cast for `integer` only.
        (F::Bool, F::Int | F::Float | F::Decimal) => using("{column}::integer::{type}"),
        (F::Int, F::Bool) => using("{column}::integer::boolean"),
        (F::Float | F::Decimal, F::Bool) => using("{column} <> 0"),
        (F::Bytes, F::Text) => using("convert_from({column}, 'UTF8')"),
        (F::Text, F::Bytes) => using("convert_to({column}, 'UTF8')"),
        (_, F::Text) => Some(Conversion::Implicit),
        (F::Text, _) => cast(),
        (F::Uuid, F::Bytes) => using("uuid_send({column})"),
        (F::Bytes, F::Uuid) => using("encode({column}, 'hex')::uuid"),
        (F::Enum, F::Json) => using("to_jsonb({column}::text)"),
        // Moments are kept as UTC, whatever the session's zone is.
        (F::DateTime, F::TimestampTz) | (F::TimestampTz, F::DateTime) => using("{column} AT TIME ZONE 'UTC'"),
        (F::TimestampTz, F::Date | F::Time) => using("({column} AT TIME ZONE 'UTC')::{type}"),
        (F::Date, F::TimestampTz) => using("{column}::timestamp AT TIME ZONE 'UTC'"),
        (F::Date, F::DateTime) | (F::DateTime, F::Date | F::Time) => Some(Conversion::Implicit),
        _ => None,
    }
}
