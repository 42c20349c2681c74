//! The types of MySQL and MariaDB, and between which of them values convert.

use std::collections::BTreeMap;

use crate::plan::{Conversion, Enumerations};
use crate::schema::{Column, ColumnType, DefaultValue, Dialect, Special};

use super::super::family::Family;
use super::super::render::first_word;
use super::spelling::values;

/// The type's name.
pub(super) fn name(dialect: Dialect, column: &Column, enums: &Enumerations) -> Result<String, String> {
    let values_of = |name: &String| enums.get(name).ok_or_else(|| format!("there is no enum `{name}`"));
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
        ColumnType::FixedText { length } => format!("char({length})"),
        ColumnType::FixedBytes { length } => format!("binary({length})"),
        ColumnType::Text { max_length: None } => "longtext".to_owned(),
        ColumnType::Text { max_length: Some(length) } => format!("varchar({length})"),
        ColumnType::Bytes { max_length: None } => "longblob".to_owned(),
        ColumnType::Bytes { max_length: Some(length) } => format!("varbinary({length})"),
        ColumnType::Bits { length, varying: false } => format!("bit({length})"),
        ColumnType::Date => "date".to_owned(),
        ColumnType::Time { precision } => format!("time{}", digits(*precision)),
        ColumnType::DateTime { precision } | ColumnType::TimestampTz { precision } => {
            format!("datetime{}", digits(*precision))
        }
        ColumnType::Uuid => "binary(16)".to_owned(),
        ColumnType::Json => "json".to_owned(),
        ColumnType::Enum { name } => format!("enum{}", values(&values_of(name)?.values)),
        ColumnType::Set { name } => set(name, &values_of(name)?.values)?,
        ColumnType::Vector { dimensions } => format!("vector({dimensions})"),
        ColumnType::Special(special) => match (own_name(*special), stands_for(dialect, *special)) {
            (Some(name), _) => name.to_owned(),
            (None, Some(ty)) => name(dialect, &Column { ty, ..column.clone() }, enums)?,
            (None, None) => return Err(no_type(dialect, &column.ty)),
        },
        ColumnType::Bits { varying: true, .. } | ColumnType::Array(_) => return Err(no_type(dialect, &column.ty)),
        ColumnType::Native { spelling, otherwise } => match (spelling.get(dialect), otherwise) {
            (Some(text), _) => text.to_owned(),
            (None, Some(otherwise)) => name(dialect, &Column { ty: (**otherwise).clone(), ..column.clone() }, enums)?,
            (None, None) => {
                return Err(format!("the type has no spelling for {dialect}: add `{dialect} = \"...\"` to `native`"));
            }
        },
    })
}

/// The name of a type that is these servers' own.
fn own_name(special: Special) -> Option<&'static str> {
    Some(match special {
        Special::Year => "year",
        Special::TinyText => "tinytext",
        Special::MediumText => "mediumtext",
        Special::PlainText => "text",
        Special::TinyBlob => "tinyblob",
        Special::MediumBlob => "mediumblob",
        Special::PlainBlob => "blob",
        _ => return None,
    })
}

/// What stands for a type that another engine has; none where its values would mean something else.
pub(super) fn stands_for(dialect: Dialect, special: Special) -> Option<ColumnType> {
    let text = |max_length| Some(ColumnType::Text { max_length });
    match special {
        // The texts that PostgreSQL writes; an address may come with its network, which MariaDB's `inet6` cannot hold.
        Special::Inet | Special::Cidr => text(Some(43)),
        Special::MacAddr => text(Some(17)),
        Special::MacAddr8 => text(Some(23)),
        // The collations that stand when nothing is said ignore case.
        Special::Citext | Special::Xml => text(None),
        // MariaDB's `json` keeps a document as it was written.
        Special::JsonText if dialect == Dialect::MARIADB => Some(ColumnType::Json),
        Special::JsonText => text(None),
        _ => None,
    }
}

fn no_type(dialect: Dialect, ty: &ColumnType) -> String {
    let way = match ty {
        ColumnType::Array(_) => "keep the list in a table of its own or as JSON",
        ColumnType::Bits { .. } => "take a fixed number of bits, such as `bit(64)`, or bytes",
        ColumnType::Special(Special::Interval) => "take a whole number of microseconds",
        ColumnType::Special(Special::Money) => "take a decimal",
        ColumnType::Special(Special::Hstore) => "take JSON",
        ColumnType::Special(Special::TsVector | Special::TsQuery) => "take a text with a `fulltext` index",
        ColumnType::Special(Special::Ltree) => "take a text",
        _ => "take a column for each end",
    };
    format!("there is no type for {ty}: {way}, or say what stands for it with `{dialect}(type = \"...\")`")
}

/// As many digits after the point as there are, if nothing is said.
fn digits(precision: Option<u8>) -> String {
    match precision.unwrap_or(6) {
        0 => String::new(),
        digits => format!("({digits})"),
    }
}

pub(super) fn set(name: &str, all: &[String]) -> Result<String, String> {
    if all.len() > 64 {
        return Err(format!("`{name}` has {} values, and a set may have 64: take a table of its own", all.len()));
    }
    if let Some(value) = all.iter().find(|value| value.contains(',')) {
        return Err(format!("the value `{value}` of `{name}` has a comma, which parts the values of a set: rename it"));
    }
    Ok(format!("set{}", values(all)))
}

/// Whether values are texts or bytes that lie outside of their row: these take no constant as default, only an
/// expression, and no key without a prefix.
pub(super) fn is_large(ty: &ColumnType) -> bool {
    match ty {
        ColumnType::Text { max_length: None } | ColumnType::Bytes { max_length: None } => true,
        ColumnType::Special(special) => matches!(
            special,
            Special::TinyText
                | Special::MediumText
                | Special::PlainText
                | Special::TinyBlob
                | Special::MediumBlob
                | Special::PlainBlob
                | Special::Citext
                | Special::Xml
                | Special::JsonText
        ),
        _ => false,
    }
}

/// Why a column cannot have its default.
pub(super) fn default_problem(column: &Column) -> Option<String> {
    let both = column.default.is_some() && column.identity.is_some();
    both.then(|| "a column with `auto_increment` takes no default".to_owned())
}

/// Keys have a length.
pub(super) fn key_problem(ty: &ColumnType) -> Option<String> {
    match ty {
        ColumnType::Json | ColumnType::Special(Special::JsonText) => {
            Some("JSON cannot stand in a key or index".to_owned())
        }
        ColumnType::Vector { .. } => Some("a vector cannot stand in a key or index".to_owned()),
        ty if is_large(ty) => {
            Some("text of any length cannot stand in a key or index: give it `max_length`".to_owned())
        }
        _ => None,
    }
}

/// Whether the engine itself turns values of one type into values of another when a column is modified. Numbers into enum
/// values and back it would count, dates into numbers it would spell: those are none.
pub(super) fn conversion(old: &Column, new: &Column) -> Option<Conversion> {
    use Family as F;
    let known = match (family(&old.ty), family(&new.ty)) {
        (F::Uuid, F::Text) => return Some(text_of_uuid()),
        (F::Text, F::Uuid) => return Some(uuid_of_text()),
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

/// The family of what stands for a type here.
fn family(ty: &ColumnType) -> Family {
    match ty {
        ColumnType::Set { .. } => Family::Enum,
        ColumnType::Special(special) => match special {
            Special::TinyText
            | Special::MediumText
            | Special::PlainText
            | Special::Inet
            | Special::Cidr
            | Special::MacAddr
            | Special::MacAddr8
            | Special::Citext
            | Special::Xml
            | Special::JsonText => Family::Text,
            Special::TinyBlob | Special::MediumBlob | Special::PlainBlob => Family::Bytes,
            Special::Year => Family::Int,
            _ => Family::Native,
        },
        ty => Family::of(ty),
    }
}

/// Bytes that hold a UUID either way while it is turned.
const EITHER: &str = "varbinary(255)";

fn text_of_uuid() -> Conversion {
    let piece = |from: u8, length: u8| format!("SUBSTR(HEX({{column}}), {from}, {length})");
    let pieces = [piece(1, 8), piece(9, 4), piece(13, 4), piece(17, 4), piece(21, 12)].join(", ");
    Conversion::Through { ty: EITHER.to_owned(), expression: format!("LOWER(CONCAT_WS('-', {pieces}))") }
}

/// A text that is no UUID becomes one that does not fit, so that the statement fails before any row is changed.
fn uuid_of_text() -> Conversion {
    let hex = "REPLACE({column}, '-', '')";
    let bytes = format!("IF(CHAR_LENGTH({hex}) = 32, UNHEX({hex}), NULL)");
    Conversion::Through { ty: EITHER.to_owned(), expression: format!("COALESCE({bytes}, REPEAT('?', 256))") }
}

/// How many bytes a value of a column takes in a key; none where that is not known.
pub(super) fn key_bytes(dialect: Dialect, column: &Column, per_character: u32) -> Option<u32> {
    Some(match &column.ty {
        ColumnType::Char => per_character,
        ColumnType::FixedText { length } | ColumnType::Text { max_length: Some(length) } => {
            length.saturating_mul(per_character)
        }
        ColumnType::Bytes { max_length: Some(length) } | ColumnType::FixedBytes { length } => *length,
        ColumnType::Special(special @ (Special::Inet | Special::Cidr | Special::MacAddr | Special::MacAddr8)) => {
            let ty = stands_for(dialect, *special)?;
            key_bytes(dialect, &Column { ty, ..column.clone() }, per_character)?
        }
        ColumnType::Bool | ColumnType::Int { .. } | ColumnType::Float { .. } | ColumnType::Date => 8,
        ColumnType::Uuid => 16,
        // MySQL keeps a vector outside of its row.
        ColumnType::Vector { dimensions } if dialect == Dialect::MARIADB => dimensions.saturating_mul(4),
        ColumnType::Native { otherwise: Some(_), .. } | ColumnType::Native { .. } => return None,
        ty if is_large(ty) => return None,
        _ => 8,
    })
}

/// How many bytes of its row a column takes: those of a text or bytes with the one or two of their length, as the reference manual of
/// MySQL has it in 10.4.7, and of other types at least so many.
pub(super) fn row_bytes(dialect: Dialect, column: &Column, per_character: u32) -> u32 {
    let bytes = || key_bytes(dialect, column, per_character).unwrap_or(1);
    match &column.ty {
        ColumnType::Text { max_length: Some(_) } | ColumnType::Bytes { max_length: Some(_) } => {
            let bytes = bytes();
            bytes.saturating_add(if bytes > 255 { 2 } else { 1 })
        }
        ColumnType::Int { bits, .. } | ColumnType::Float { bits } => u32::from(*bits / 8),
        ColumnType::Char | ColumnType::FixedText { .. } | ColumnType::FixedBytes { .. } | ColumnType::Vector { .. } => {
            bytes()
        }
        ColumnType::Special(special) => stands_for(dialect, *special)
            .map_or(1, |ty| row_bytes(dialect, &Column { ty, ..column.clone() }, per_character)),
        _ => 1,
    }
}

/// Whether a default is a constant that must be said as an expression.
pub(super) fn needs_parentheses(ty: &ColumnType, value: &DefaultValue) -> bool {
    matches!(value, DefaultValue::Literal(_)) && (is_large(ty) || *ty == ColumnType::Json)
}

/// Whether a column holds characters, and so has a character set and a collation.
pub(super) fn has_charset(spelled: &str) -> bool {
    matches!(
        first_word(spelled).as_str(),
        "char" | "varchar" | "character" | "tinytext" | "text" | "mediumtext" | "longtext" | "enum" | "set"
    )
}

/// The expression that makes other values of those that an enum type loses.
pub(super) fn remap(ty: &ColumnType, mapped: &BTreeMap<String, String>) -> Option<String> {
    let pairs: Vec<(String, String)> = mapped.iter().map(|(old, new)| (quoted(old), quoted(new))).collect();
    match ty {
        ColumnType::Enum { .. } => {
            let cases: String = pairs.iter().map(|(old, new)| format!(" WHEN {old} THEN {new}")).collect();
            Some(format!("CASE {{column}}{cases} ELSE {{column}} END"))
        }
        // By way of marks that no value has, since one may take the name of another.
        ColumnType::Set { .. } => {
            let mut sql = "CONCAT(',', {column}, ',')".to_owned();
            for (place, old) in mapped.keys().enumerate() {
                sql = format!("REPLACE({sql}, {}, ',,{place},,')", quoted(&format!(",{old},")));
            }
            for (place, new) in mapped.values().enumerate() {
                sql = format!("REPLACE({sql}, ',,{place},,', {})", quoted(&format!(",{new},")));
            }
            Some(format!("TRIM(BOTH ',' FROM {sql})"))
        }
        _ => None,
    }
}

fn quoted(text: &str) -> String {
    let all = values(&[text.to_owned()]);
    all[1..all.len() - 1].to_owned()
}
