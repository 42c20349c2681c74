//! The types of PostgreSQL, and how values go from one to another.

use crate::plan::{Conversion, Enumerations};
use crate::schema::{Column, ColumnType, Dialect, Special};

use super::super::family::Family;
use super::spelling::quoted;

/// The type of a numbered column: a sequence ends at the largest `bigint` anyway.
pub(super) fn numbered(ty: &ColumnType) -> Option<ColumnType> {
    let ends_beyond = matches!(ty, ColumnType::Int { bits: 64, unsigned: true });
    ends_beyond.then_some(ColumnType::Int { bits: 64, unsigned: false })
}

/// The type's name. There are no unsigned numbers: each gets the next wider type. Arrays have no depth: the server takes
/// values of any, and keeps none.
pub(super) fn name(dialect: Dialect, column: &Column, enums: &Enumerations) -> Result<String, String> {
    let other = |ty: &ColumnType| name(dialect, &Column { ty: ty.clone(), identity: None, ..column.clone() }, enums);
    Ok(match &column.ty {
        ColumnType::Bool => "boolean".to_owned(),
        ColumnType::Int { bits, unsigned } => match (bits, unsigned) {
            (8, _) | (16, false) => "smallint".to_owned(),
            (16, true) | (24, _) | (32, false) => "integer".to_owned(),
            (32, true) | (64, false) => "bigint".to_owned(),
            _ if column.identity.is_some() && numbered(&column.ty).is_some() => "bigint".to_owned(),
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
        ColumnType::Enum { name } | ColumnType::Set { name } if !enums.contains_key(name) => {
            return Err(format!("there is no enum `{name}`"));
        }
        ColumnType::Enum { name } => quoted(name),
        ColumnType::Set { name } => format!("{}[]", quoted(name)),
        ColumnType::Array(of) => {
            let of = other(of)?;
            if of.ends_with("[]") { of } else { format!("{of}[]") }
        }
        ColumnType::Vector { dimensions } => format!("vector({dimensions})"),
        ColumnType::Special(it) => match plain(*it) {
            Some(ty) => other(&ty)?,
            // The one that PostgreSQL calls otherwise.
            None if *it == Special::JsonText => "json".to_owned(),
            None => it.name().to_owned(),
        },
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

/// What stands for a type of another engine.
fn plain(special: Special) -> Option<ColumnType> {
    match special {
        Special::Year => Some(ColumnType::Int { bits: 16, unsigned: false }),
        Special::TinyText | Special::PlainText | Special::MediumText => Some(ColumnType::Text { max_length: None }),
        Special::TinyBlob | Special::PlainBlob | Special::MediumBlob => Some(ColumnType::Bytes { max_length: None }),
        _ => None,
    }
}

/// The type of this name that is PostgreSQL's, or an extension's, own.
#[cfg(feature = "introspect")]
pub(super) fn special(name: &str) -> Option<Special> {
    if name == "json" {
        return Some(Special::JsonText);
    }
    Special::ALL.iter().copied().find(|it| it.name() == name && plain(*it).is_none() && *it != Special::JsonText)
}

/// The type as PostgreSQL has it: what stands for those of other engines, and a set as the array that it is.
pub(super) fn own(ty: &ColumnType) -> ColumnType {
    match ty {
        ColumnType::Special(special) => plain(*special).unwrap_or_else(|| ty.clone()),
        ColumnType::Set { name } => ColumnType::Array(Box::new(ColumnType::Enum { name: name.clone() })),
        ColumnType::Array(of) => match own(of) {
            ColumnType::Array(of) => ColumnType::Array(of),
            of => ColumnType::Array(Box::new(of)),
        },
        ColumnType::Native { spelling, otherwise: Some(otherwise) } if spelling.get(Dialect::POSTGRES).is_none() => {
            own(otherwise)
        }
        other => other.clone(),
    }
}

/// A numbered column takes no default beside the numbers, and a computed one none at all.
pub(super) fn default_problem(column: &Column) -> Option<String> {
    let what = match (&column.identity, &column.generated) {
        (Some(_), Some(_)) => return Some("a column with `auto_increment` cannot be `generated`".to_owned()),
        (Some(_), None) => "auto_increment",
        (None, Some(_)) => "generated",
        (None, None) => return None,
    };
    column.default.is_some().then(|| format!("a column with `{what}` takes no default"))
}

/// `jsonb` has an order, `json` and some others have none; what the user spells is unknown.
pub(super) fn key_problem(ty: &ColumnType) -> Option<String> {
    let unordered = matches!(own(ty), ColumnType::Special(Special::JsonText | Special::Xml));
    unordered.then(|| format!("{ty} has no order, and can stand in no key or index: take another type"))
}

/// How values go from one type to another: by an assignment cast, by a cast that is written out, or by a function.
pub(super) fn conversion(old: &Column, new: &Column) -> Option<Conversion> {
    use ColumnType as T;
    use Family as F;
    let (from, to) = (own(&old.ty), own(&new.ty));
    let cast = || using("{column}::{type}");
    let by_text = || using("{column}::text::{type}");
    match (&from, &to) {
        (T::Array(a), T::Array(b)) => return array(a, b),
        (T::Vector { .. }, T::Vector { .. }) => return Some(Conversion::Implicit),
        (T::Vector { .. }, T::Array(of)) | (T::Array(of), T::Vector { .. }) => {
            return matches!(**of, T::Float { .. } | T::Int { .. } | T::Decimal { .. })
                .then_some(())
                .and_then(|()| cast());
        }
        (T::Bits { .. }, T::Bits { .. }) => return Some(Conversion::Implicit),
        (T::Bits { varying: false, .. }, T::Int { .. }) | (T::Int { .. }, T::Bits { varying: false, .. }) => {
            return number_of_bits(&from, &to);
        }
        (T::Special(a), T::Special(b)) => return special_to_special(*a, *b),
        _ => {}
    }
    let is_odd = |ty: &T| matches!(ty, T::Array(_) | T::Vector { .. } | T::Bits { .. } | T::Special(_));
    if is_odd(&from) || is_odd(&to) {
        return match (&from, &to) {
            (T::Special(Special::Money), other) if Family::of(other) == F::Decimal => Some(Conversion::Implicit),
            (T::Special(Special::Money), other) if Family::of(other).is_number() => using("{column}::numeric::{type}"),
            (other, T::Special(Special::Money)) if Family::of(other) == F::Decimal => Some(Conversion::Implicit),
            (other, T::Special(Special::Money)) if Family::of(other).is_number() => using("{column}::numeric::{type}"),
            (T::Special(Special::JsonText), T::Json) | (T::Json, T::Special(Special::JsonText)) => {
                Some(Conversion::Implicit)
            }
            (T::Special(Special::Interval), T::Time { .. }) | (T::Time { .. }, T::Special(Special::Interval)) => {
                Some(Conversion::Implicit)
            }
            (T::Special(Special::Hstore), T::Json) => using("hstore_to_jsonb({column})"),
            (T::Array(_), T::Json) => using("to_jsonb({column})"),
            (T::Native { .. }, _) | (_, T::Native { .. }) => by_text(),
            (_, to) if Family::of(to) == F::Text => Some(Conversion::Implicit),
            (T::FixedText { .. }, _) => by_text(),
            (T::Special(Special::Citext), to) if Family::of(to) != F::Native => by_text(),
            (T::Enum { .. }, T::Special(Special::Citext)) => by_text(),
            (from, _) if Family::of(from) == F::Text => cast(),
            _ => None,
        };
    }
    match (Family::of(&from), Family::of(&to)) {
        // Also when it is one enum type that was made anew.
        (F::Enum, F::Enum) => by_text(),
        (a, b) if a == b && a != F::Native => Some(Conversion::Implicit),
        (F::Native, _) | (_, F::Native) => by_text(),
        (a, b) if a.is_number() && b.is_number() => Some(Conversion::Implicit),
        // Between truth values and numbers there is a cast for `integer` only.
        (F::Bool, F::Int | F::Float | F::Decimal) => using("{column}::integer::{type}"),
        (F::Int | F::Float | F::Decimal, F::Bool) => using("{column} <> 0"),
        (F::Bytes, F::Text) => using("convert_from({column}, 'UTF8')"),
        // What a text is filled up with is no part of its value.
        (F::Text, b) if matches!(from, T::FixedText { .. }) && b != F::Bytes => by_text(),
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

/// Whether the server can carry expressions over a column along by itself: it keeps a text that stands beside the column as a
/// value of the old type, which is compared with no other kind of value.
pub(super) fn carries(old: &Column, new: &Column) -> bool {
    let (from, to) = (Family::of(&own(&old.ty)), Family::of(&own(&new.ty)));
    let alike = from == to || from.is_number() && to.is_number();
    alike && conversion(old, new) == Some(Conversion::Implicit)
}

/// Bits become numbers, and numbers bits, as `integer` or `bigint` only; the other numbers go by way of the one that fits.
fn number_of_bits(from: &ColumnType, to: &ColumnType) -> Option<Conversion> {
    let number = if matches!(from, ColumnType::Int { .. }) { from } else { to };
    let spelled = name(Dialect::POSTGRES, &Column::new("", number.clone()), &Enumerations::new()).ok()?;
    match spelled.as_str() {
        "smallint" => using("{column}::integer::{type}"),
        "integer" | "bigint" => using("{column}::{type}"),
        _ => using("{column}::bigint::{type}"),
    }
}

fn using(expression: &str) -> Option<Conversion> {
    Some(Conversion::Using(expression.to_owned()))
}

/// Arrays are converted item by item.
fn array(from: &ColumnType, to: &ColumnType) -> Option<Conversion> {
    let item = |ty: &ColumnType| Column::new("", ty.clone());
    if Family::of(from) == Family::Enum {
        return using("{column}::text[]::{type}");
    }
    match conversion(&item(from), &item(to))? {
        Conversion::Implicit => Some(Conversion::Implicit),
        // What no cast alone does would need a query for each row, which `USING` cannot hold.
        Conversion::Using(by) if by == "{column}::{type}" => using("{column}::{type}"),
        Conversion::Using(by) if by == "{column}::text::{type}" => using("{column}::text[]::{type}"),
        Conversion::Using(_) | Conversion::Through { .. } => None,
    }
}

fn special_to_special(from: Special, to: Special) -> Option<Conversion> {
    use Special as S;
    let range = |it| matches!(it, S::Int4Range | S::Int8Range | S::NumRange | S::DateRange | S::TsRange | S::TsTzRange);
    let whole = |it| matches!(it, S::Int4Range | S::Int8Range);
    match (from, to) {
        (a, b) if a == b => Some(Conversion::Implicit),
        (S::Inet, S::Cidr) | (S::Cidr, S::Inet) | (S::MacAddr, S::MacAddr8) | (S::MacAddr8, S::MacAddr) => {
            Some(Conversion::Implicit)
        }
        (S::Citext, _) => using("{column}::text::{type}"),
        (_, S::Citext) => Some(Conversion::Implicit),
        (a, b) if whole(a) && whole(b) || range(a) && b == S::NumRange && whole(a) => using("{column}::text::{type}"),
        (S::Hstore, S::JsonText) => using("hstore_to_json({column})"),
        _ => None,
    }
}

/// The values of a set, with commas between them, as an array, with quotes where the server itself writes them.
pub(super) fn array_of_set(list: &str) -> String {
    if list.starts_with('{') && list.ends_with('}') {
        return list.to_owned();
    }
    let plain = |item: &str| {
        !item.eq_ignore_ascii_case("null") && !item.contains(|c: char| "{}\"\\ \t\n\r\u{b}\u{c}".contains(c))
    };
    let quoted = |item: &str| match plain(item) {
        true => item.to_owned(),
        false => format!("\"{}\"", item.replace('\\', "\\\\").replace('"', "\\\"")),
    };
    let items: Vec<String> = list.split(',').filter(|item| !item.is_empty()).map(quoted).collect();
    format!("{{{}}}", items.join(","))
}

/// How the removed values of an enum type become others, in a column of it or of an array of it. The literals are spelled.
pub(super) fn replaced(ty: &ColumnType, values: &[(String, String)]) -> Conversion {
    if matches!(own(ty), ColumnType::Array(_)) {
        let all = values
            .iter()
            .fold("{column}::text[]".to_owned(), |sql, (old, new)| format!("array_replace({sql}, {old}, {new})"));
        return Conversion::Using(format!("{all}::{{type}}"));
    }
    let when: String = values.iter().map(|(old, new)| format!(" WHEN {old} THEN {new}")).collect();
    Conversion::Using(format!("(CASE {{column}}::text{when} ELSE {{column}}::text END)::{{type}}"))
}

#[cfg(test)]
mod tests {
    use super::array_of_set;

    #[test]
    fn a_set_is_an_array() {
        for (list, expected) in [
            ("", "{}"),
            ("a,b", "{a,b}"),
            ("it's,two words,null", r#"{it's,"two words","null"}"#),
            ("back\\slash,\"", r#"{"back\\slash","\""}"#),
            ("{a,b}", "{a,b}"),
        ] {
            assert_eq!(array_of_set(list), expected, "{list}");
        }
    }
}
