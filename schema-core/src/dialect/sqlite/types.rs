//! The types of SQLite: what each logical type is declared as, and how values go from one to another.

use crate::plan::{Conversion, Enumerations};
use crate::schema::{Column, ColumnType, Dialect, Special, TableOptions};

#[cfg(feature = "introspect")]
use super::super::expression;
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
        ColumnType::Json | ColumnType::Enum { .. } | ColumnType::Set { .. } => "TEXT".to_owned(),
        ColumnType::Special(special) => {
            let Some(ty) = stands_for(*special) else { return Err(no_such(dialect, &column.ty)) };
            let name = name(dialect, &Column { ty, ..column.clone() }, &Enumerations::new())?;
            match collation(&column.ty) {
                // One that is given stands in its place.
                Some(collation) if column.collation.get(dialect).is_none() => format!("{name} COLLATE {collation}"),
                _ => name,
            }
        }
        ColumnType::Bits { .. } | ColumnType::Array(_) | ColumnType::Vector { .. } => {
            return Err(no_such(dialect, &column.ty));
        }
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

fn no_such(dialect: Dialect, ty: &ColumnType) -> String {
    format!("{dialect} has nothing for {ty}: keep it as text, bytes or JSON, or say what it is there with `native`")
}

/// What a type of another engine is here: text that reads the same there, a number or bytes. What is worth nothing
/// without its operators has nothing.
fn stands_for(special: Special) -> Option<ColumnType> {
    use Special as S;
    match special {
        S::Year => Some(WHOLE_NUMBER),
        S::Interval | S::Inet | S::Cidr | S::MacAddr | S::MacAddr8 | S::Citext | S::Ltree | S::Xml | S::Money => {
            Some(TEXT)
        }
        S::JsonText | S::TinyText | S::MediumText | S::PlainText => Some(TEXT),
        S::TinyBlob | S::MediumBlob | S::PlainBlob => Some(BYTES),
        S::Hstore | S::TsVector | S::TsQuery => None,
        S::Int4Range | S::Int8Range | S::NumRange | S::DateRange | S::TsRange | S::TsTzRange => None,
    }
}

const WHOLE_NUMBER: ColumnType = ColumnType::Int { bits: 64, unsigned: false };
const TEXT: ColumnType = ColumnType::Text { max_length: None };
const BYTES: ColumnType = ColumnType::Bytes { max_length: None };

/// The type that is read back for a type, in a table with these options and as the only column of its key or not. One that
/// cannot be stays, and differs from everything.
#[cfg(feature = "introspect")]
pub(super) fn stored(ty: &ColumnType, options: &TableOptions, is_only_key: bool) -> ColumnType {
    use ColumnType as T;
    match ty {
        T::Bool if options.strict => WHOLE_NUMBER,
        T::Int { .. } => WHOLE_NUMBER,
        T::Float { .. } => T::Float { bits: 64 },
        T::Char | T::Decimal { .. } | T::Json | T::Enum { .. } | T::Set { .. } => TEXT,
        T::Bytes { .. } | T::FixedBytes { .. } | T::Uuid => BYTES,
        T::Text { .. }
        | T::FixedText { .. }
        | T::Date
        | T::Time { .. }
        | T::DateTime { .. }
        | T::TimestampTz { .. }
            if options.strict =>
        {
            TEXT
        }
        T::Text { max_length: Some(0) } => T::native("VARCHAR(0)"),
        T::FixedText { length: 0 } => T::native("CHAR(0)"),
        T::Time { .. } => T::Time { precision: None },
        T::DateTime { .. } => T::DateTime { precision: None },
        T::TimestampTz { .. } => T::TimestampTz { precision: None },
        T::Special(special) => stands_for(*special).map_or_else(|| ty.clone(), |it| stored(&it, options, is_only_key)),
        T::Native { spelling, otherwise } => match (spelling.get(Dialect::SQLITE), otherwise) {
            (Some(text), _) => {
                let text = in_table(options, text.to_owned()).unwrap_or_else(|_| text.to_owned());
                if is_only_key { read_key(&text) } else { read(&text) }
            }
            (None, Some(otherwise))
                if name(Dialect::SQLITE, &Column::new("", (**otherwise).clone()), &Enumerations::new()).is_ok() =>
            {
                stored(otherwise, options, is_only_key)
            }
            (None, _) => ty.clone(),
        },
        ty => ty.clone(),
    }
}

/// The collation that stands behind the name of a column's type: `TEXT COLLATE NOCASE`.
#[cfg(feature = "introspect")]
pub(super) fn collation_of(ty: &ColumnType) -> Option<String> {
    match ty {
        ColumnType::Native { spelling, otherwise } => match (spelling.get(Dialect::SQLITE), otherwise) {
            (Some(text), _) => {
                let tokens = expression::tokens(Dialect::SQLITE, text);
                let at = tokens.iter().position(|token| token.is_word("collate"))?;
                tokens.get(at + 1)?.name().map(str::to_owned)
            }
            (None, Some(otherwise)) => collation_of(otherwise),
            (None, None) => None,
        },
        ty => collation(ty).map(str::to_owned),
    }
}

/// The collation that a type brings along.
fn collation(ty: &ColumnType) -> Option<&'static str> {
    matches!(ty, ColumnType::Special(Special::Citext)).then_some("NOCASE")
}

/// The declared type in a table with these options: a STRICT one knows but a few.
pub(super) fn in_table(options: &TableOptions, declared: String) -> Result<String, String> {
    if !options.strict {
        return Ok(declared);
    }
    let (of, rest) = match declared.split_once(" COLLATE ") {
        Some((of, collation)) => (of, format!(" COLLATE {collation}")),
        None => (declared.as_str(), String::new()),
    };
    let base = of.split('(').next().unwrap_or(of).trim_end();
    let strict = match base.to_ascii_uppercase().as_str() {
        "INT" | "INTEGER" | "REAL" | "TEXT" | "BLOB" | "ANY" => of,
        "BOOLEAN" => "INTEGER",
        "VARCHAR" | "CHAR" | "DATE" | "TIME" | "DATETIME" | "TIMESTAMP" => "TEXT",
        _ => {
            return Err(format!("a STRICT table has INT, INTEGER, REAL, TEXT, BLOB and ANY only, and no `{declared}`"));
        }
    };
    Ok(format!("{strict}{rest}"))
}

/// Whether a column that is the whole primary key of a table with row numbers is that number.
pub(super) fn is_number_of_row(column: &Column, enums: &Enumerations) -> bool {
    name(Dialect::SQLITE, column, enums).is_ok_and(|name| name.eq_ignore_ascii_case("INTEGER"))
}

/// The type that the declared text of a column means. SQLite holds whatever it is given, so all whole numbers are one
/// type, and what it keeps as text or bytes is read as such.
#[cfg(feature = "introspect")]
pub(super) fn read(text: &str) -> ColumnType {
    let canonical = expression::canonical_type(Dialect::SQLITE, text);
    let (name, argument) = match canonical.split_once('(') {
        Some((name, argument)) => (name, argument.trim_end_matches(')').parse::<u32>().ok()),
        None => (canonical.as_str(), None),
    };
    match (name, argument) {
        ("boolean" | "bool", None) => ColumnType::Bool,
        ("integer" | "int" | "bigint" | "smallint" | "tinyint" | "int2" | "int4" | "int8", None) => {
            ColumnType::Int { bits: 64, unsigned: false }
        }
        ("real" | "double" | "double precision" | "float", None) => ColumnType::Float { bits: 64 },
        ("text" | "clob", None) => ColumnType::Text { max_length: None },
        ("varchar" | "character varying", None) if name == canonical => ColumnType::Text { max_length: None },
        ("varchar" | "character varying", max_length @ Some(1..)) => ColumnType::Text { max_length },
        ("char" | "character", Some(length @ 1..)) => ColumnType::FixedText { length },
        ("blob", None) => ColumnType::Bytes { max_length: None },
        ("date", None) => ColumnType::Date,
        ("time", None) => ColumnType::Time { precision: None },
        ("datetime", None) => ColumnType::DateTime { precision: None },
        ("timestamp", None) => ColumnType::TimestampTz { precision: None },
        // Where nothing is said the values stay as they are given, as they do under this word.
        ("", None) => ColumnType::native("BLOB"),
        _ => ColumnType::native(text.trim()),
    }
}

/// As [`read`], for the only column of a primary key: but for the word `INTEGER` itself it is no number of the row.
#[cfg(feature = "introspect")]
pub(super) fn read_key(text: &str) -> ColumnType {
    match read(text) {
        ColumnType::Int { .. } if !text.trim().eq_ignore_ascii_case("INTEGER") => ColumnType::native(text.trim()),
        ty => ty,
    }
}

const UUID_TO_TEXT: &str = "lower(substr(hex({column}), 1, 8) || '-' || substr(hex({column}), 9, 4) || '-' || \
    substr(hex({column}), 13, 4) || '-' || substr(hex({column}), 17, 4) || '-' || substr(hex({column}), 21))";

/// A time with a zone as one without, in UTC, to the last digit of its seconds, which `datetime()` would cut. What has no
/// zone is in UTC already.
const WITHOUT_ZONE: &str = "CASE WHEN {column} GLOB '????-??-??[ T]??:??:??*[-+]??:??' \
    THEN datetime(substr({column}, 1, 19) || substr({column}, -6)) || substr({column}, 20, length({column}) - 25) \
    WHEN {column} GLOB '????-??-??[ T]??:??*' THEN replace(rtrim({column}, 'Z'), 'T', ' ') ELSE {column} END";

/// The family of a type, which for one of another engine is that of what stands for it.
fn family(ty: &ColumnType) -> Family {
    match ty {
        // A list of words, of which none is a number or a time.
        ColumnType::Set { .. } => Family::Enum,
        ColumnType::Special(special) => Family::of(stands_for(*special).as_ref().unwrap_or(ty)),
        ty => Family::of(ty),
    }
}

/// How values are copied into a column of another type. The column's affinity does what needs no expression; where a
/// text is no number it stays a text, so that nothing is lost.
pub(super) fn conversion(old: &Column, new: &Column) -> Option<Conversion> {
    use Family as F;
    let using = |expression: &str| Some(Conversion::Using(expression.to_owned()));
    match (family(&old.ty), family(&new.ty)) {
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
        (F::Text, F::Uuid) => using("coalesce(unhex(replace({column}, '-', '')), {column})"),
        (F::Date, F::DateTime | F::TimestampTz) => using("{column} || ' 00:00:00'"),
        (F::DateTime | F::TimestampTz, F::Date) => using("coalesce(date({column}), {column})"),
        (F::DateTime | F::TimestampTz, F::Time) => using("coalesce(time({column}), {column})"),
        (F::DateTime, F::TimestampTz) => Some(Conversion::Implicit),
        (F::TimestampTz, F::DateTime) => using(WITHOUT_ZONE),
        _ => None,
    }
}

#[cfg(all(test, feature = "introspect"))]
mod tests {
    use super::{in_table, name, read, read_key, stored};
    use crate::dialect::normalize::every_type;
    use crate::plan::Enumerations;
    use crate::schema::{Column, Dialect, TableOptions};

    #[test]
    fn what_is_stored_is_what_the_name_reads_as() {
        for (strict, is_only_key) in [(false, false), (false, true), (true, false), (true, true)] {
            let options = TableOptions { strict, ..TableOptions::default() };
            for ty in every_type() {
                let named = name(Dialect::SQLITE, &Column::new("x", ty.clone()), &Enumerations::new()).map(|spelled| {
                    let spelled = in_table(&options, spelled.clone()).unwrap_or(spelled);
                    if is_only_key { read_key(&spelled) } else { read(&spelled) }
                });
                assert_eq!(stored(&ty, &options, is_only_key), named.unwrap_or_else(|_| ty.clone()), "{ty} {strict}");
            }
        }
    }
}
