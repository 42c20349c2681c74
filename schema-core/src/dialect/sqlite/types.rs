//! The types of SQLite: what each logical type is declared as, and how values go from one to another.

use crate::plan::{Conversion, Enumerations};
use crate::schema::{Column, ColumnType, Dialect};

use super::super::family::Family;

/// The declared type. Its text decides the affinity, and sqlx reads values by it.
pub(super) fn name(dialect: Dialect, column: &Column, _: &Enumerations) -> Result<String, String> {
    Ok(match &column.ty {
        ColumnType::Bool => "BOOLEAN".to_owned(),
        // AUTOINCREMENT wants exactly this word.
        ColumnType::Int { .. } => "INTEGER".to_owned(),
        ColumnType::Float { .. } => "REAL".to_owned(),
        // The engine's own numbers are binary and would round.
        ColumnType::Decimal { .. } => "TEXT".to_owned(),
        ColumnType::Char | ColumnType::Text { max_length: None } => "TEXT".to_owned(),
        ColumnType::Text { max_length: Some(length) } => format!("VARCHAR({length})"),
        ColumnType::Bytes { .. } | ColumnType::FixedBytes { .. } | ColumnType::Uuid => "BLOB".to_owned(),
        ColumnType::Date => "DATE".to_owned(),
        ColumnType::Time { .. } => "TIME".to_owned(),
        ColumnType::DateTime { .. } => "DATETIME".to_owned(),
        ColumnType::TimestampTz { .. } => "TIMESTAMP".to_owned(),
        ColumnType::FixedText { length } => format!("CHAR({length})"),
        ColumnType::Json | ColumnType::Enum { .. } => "TEXT".to_owned(),
        ColumnType::Bits { .. }
        | ColumnType::Array(_)
        | ColumnType::Set { .. }
        | ColumnType::Vector { .. }
        | ColumnType::Special(_) => return Err(format!("{} is no type of {dialect} yet", column.ty)),
        ColumnType::Native { spelling, otherwise } => match (spelling.get(dialect), otherwise) {
            (Some(text), _) => text.to_owned(),
            (None, Some(otherwise)) => {
                name(dialect, &Column { ty: (**otherwise).clone(), ..column.clone() }, &Enumerations::new())?
            }
            (None, None) => {
                return Err(format!("the type has no spelling for {dialect}: add `{dialect} = \"...\"` to `native`"));
            }
        },
    })
}

const UUID_TO_TEXT: &str = "lower(substr(hex({column}), 1, 8) || '-' || substr(hex({column}), 9, 4) || '-' || \
    substr(hex({column}), 13, 4) || '-' || substr(hex({column}), 17, 4) || '-' || substr(hex({column}), 21))";

/// How values are copied into a column of another type. The column's affinity does what needs no expression; where a
/// text is no number it stays a text, so that nothing is lost.
pub(super) fn conversion(old: &Column, new: &Column) -> Option<Conversion> {
    use Family as F;
    let using = |expression: &str| Some(Conversion::Using(expression.to_owned()));
    match (Family::of(&old.ty), Family::of(&new.ty)) {
        (a, b) if a == b => Some(Conversion::Implicit),
        (F::Native, _) | (_, F::Native) => Some(Conversion::Implicit),
        (F::Bool, F::Text) => using("CASE {column} WHEN 0 THEN 'false' WHEN 1 THEN 'true' ELSE {column} END"),
        (F::Text, F::Bool) => using("CASE lower({column}) WHEN 'false' THEN 0 WHEN 'true' THEN 1 ELSE {column} END"),
        (a, b) if (a.is_number() || a == F::Bool) && (b.is_number() || b == F::Bool) => Some(Conversion::Implicit),
        (F::Text, b) if b.is_number() || b.is_time() => Some(Conversion::Implicit),
        (a, F::Text) if a.is_number() || a.is_time() => Some(Conversion::Implicit),
        (F::Text | F::Enum | F::Json, F::Text | F::Enum | F::Json) => Some(Conversion::Implicit),
        (F::Text, F::Bytes) => using("CAST({column} AS BLOB)"),
        (F::Bytes, F::Text) => using("CAST({column} AS TEXT)"),
        (F::Uuid, F::Bytes) | (F::Bytes, F::Uuid) => Some(Conversion::Implicit),
        (F::Uuid, F::Text) => using(UUID_TO_TEXT),
        (F::Text, F::Uuid) => using("unhex(replace({column}, '-', ''))"),
        (F::Date, F::DateTime | F::TimestampTz) => using("{column} || ' 00:00:00'"),
        (F::DateTime | F::TimestampTz, F::Date) => using("date({column})"),
        (F::DateTime | F::TimestampTz, F::Time) => using("time({column})"),
        (F::DateTime, F::TimestampTz) | (F::TimestampTz, F::DateTime) => using("datetime({column}, 'subsec')"),
        _ => None,
    }
}
