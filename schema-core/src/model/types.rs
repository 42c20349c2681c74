//! The column types of Rust types.

use std::borrow::Cow;

/// A Rust type that has a column type of its own.
///
/// It is implemented for the types of std that a column can hold, for those of chrono, time, uuid, serde_json,
/// rust_decimal and sqlx behind features of their names, and by the derives `SchemaEnum` and `SchemaType` of
/// the derives. A field of any other type says `#[schema(type = "...")]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no column type",
    label = "no column type is known for this type",
    note = "derive `SchemaEnum` for an enum of values, `SchemaType` for a struct around one stored value, or say `#[schema(type = \"...\")]` on the field",
    note = "types of chrono, time, uuid, serde_json, rust_decimal and sqlx need schema-core's feature `chrono`, `time`, `uuid`, `json`, `rust_decimal` or `sqlx-types`"
)]
pub trait SqlType {
    /// The text form of the column type (that of [`ColumnType`](crate::schema::ColumnType)); `decimal` alone where only
    /// the field can say how many digits. For arrays it is that of their items.
    const TYPE: &'static str;
    /// Whether a value of this type may be NULL.
    const NULLABLE: bool = false;
    /// How many arrays the items lie in: 0 for all that is no array.
    const DEPTH: u8 = 0;
}

/// A type that can be the item of an array: `Vec<T>` is the array of `T` for each of them.
///
/// It is implemented for all types of [`SqlType`] but `u8`, since `Vec<u8>` is bytes, and by the derives `SchemaEnum` and
/// `SchemaType`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no column type that an array can be of",
    label = "no column type is known for this type",
    note = "derive `SchemaEnum` for an enum of values, `SchemaType` for a struct around one stored value, or say `#[schema(type = \"...\")]` on the field",
    note = "bytes are `Vec<u8>`",
    note = "types of chrono, time, uuid, serde_json, rust_decimal and sqlx need schema-core's feature `chrono`, `time`, `uuid`, `json`, `rust_decimal` or `sqlx-types`"
)]
pub trait ArrayItem: SqlType {}

impl<T: ArrayItem> SqlType for Vec<T> {
    const TYPE: &'static str = T::TYPE;
    const DEPTH: u8 = T::DEPTH + 1;
}

impl<T: ArrayItem> ArrayItem for Vec<T> {}

impl<T: ArrayItem> ArrayItem for Option<T> {}

impl<T: SqlType> SqlType for Option<T> {
    const TYPE: &'static str = T::TYPE;
    const NULLABLE: bool = true;
    const DEPTH: u8 = T::DEPTH;
}

macro_rules! sql_types {
    ($($rust:ty => $text:literal,)*) => {
        $(
            impl SqlType for $rust {
                const TYPE: &'static str = $text;
            }

            impl ArrayItem for $rust {}
        )*
    };
}

/// The one that no array is of: a `Vec` of them is bytes.
impl SqlType for u8 {
    const TYPE: &'static str = "u8";
}

sql_types! {
    bool => "bool",
    i8 => "i8",
    i16 => "i16",
    i32 => "i32",
    i64 => "i64",
    u16 => "u16",
    u32 => "u32",
    u64 => "u64",
    f32 => "f32",
    f64 => "f64",
    char => "char",
    String => "text",
    Box<str> => "text",
    Cow<'_, str> => "text",
    Vec<u8> => "bytes",
    Box<[u8]> => "bytes",
    std::net::IpAddr => "inet",
}

impl<const N: usize> SqlType for [u8; N] {
    const TYPE: &'static str = "bytes";
}

impl<const N: usize> ArrayItem for [u8; N] {}

#[cfg(feature = "chrono")]
sql_types! {
    chrono::NaiveDate => "date",
    chrono::NaiveTime => "time",
    chrono::NaiveDateTime => "datetime",
}

#[cfg(feature = "chrono")]
impl<Z: chrono::TimeZone> SqlType for chrono::DateTime<Z> {
    const TYPE: &'static str = "timestamptz";
}

#[cfg(feature = "chrono")]
impl<Z: chrono::TimeZone> ArrayItem for chrono::DateTime<Z> {}

#[cfg(feature = "time")]
sql_types! {
    time::Date => "date",
    time::Time => "time",
    time::PrimitiveDateTime => "datetime",
    time::OffsetDateTime => "timestamptz",
}

#[cfg(feature = "uuid")]
sql_types! {
    uuid::Uuid => "uuid",
}

#[cfg(feature = "json")]
sql_types! {
    serde_json::Value => "json",
}

#[cfg(feature = "rust_decimal")]
sql_types! {
    rust_decimal::Decimal => "decimal",
}

#[cfg(feature = "sqlx-types")]
impl<T> SqlType for sqlx::types::Json<T> {
    const TYPE: &'static str = "json";
}

#[cfg(feature = "sqlx-types")]
impl<T> ArrayItem for sqlx::types::Json<T> {}

#[cfg(feature = "sqlx-types")]
impl<T> SqlType for sqlx::types::Text<T> {
    const TYPE: &'static str = "text";
}

#[cfg(feature = "sqlx-types")]
impl<T> ArrayItem for sqlx::types::Text<T> {}

#[cfg(test)]
mod tests {
    use super::SqlType;
    use crate::model::KNOWN_TYPES;

    fn type_of<T: SqlType>() -> (&'static str, bool) {
        (T::TYPE, T::NULLABLE)
    }

    #[test]
    fn known_types_are_the_implemented_ones() {
        let mut implemented = Vec::new();
        implemented.extend([
            ("bool", type_of::<bool>()),
            ("i8", type_of::<i8>()),
            ("i16", type_of::<i16>()),
            ("i32", type_of::<i32>()),
            ("i64", type_of::<i64>()),
            ("u8", type_of::<u8>()),
            ("u16", type_of::<u16>()),
            ("u32", type_of::<u32>()),
            ("u64", type_of::<u64>()),
            ("f32", type_of::<f32>()),
            ("f64", type_of::<f64>()),
            ("char", type_of::<char>()),
            ("std::string::String", type_of::<String>()),
            ("std::boxed::Box<str>", type_of::<Box<str>>()),
            ("std::borrow::Cow<str>", type_of::<std::borrow::Cow<'static, str>>()),
            ("std::vec::Vec<u8>", type_of::<Vec<u8>>()),
            ("std::boxed::Box<[u8]>", type_of::<Box<[u8]>>()),
            ("[u8]", type_of::<[u8; 16]>()),
            ("std::net::IpAddr", type_of::<std::net::IpAddr>()),
        ]);
        #[cfg(feature = "chrono")]
        implemented.extend([
            ("chrono::NaiveDate", type_of::<chrono::NaiveDate>()),
            ("chrono::NaiveTime", type_of::<chrono::NaiveTime>()),
            ("chrono::NaiveDateTime", type_of::<chrono::NaiveDateTime>()),
            ("chrono::DateTime<T>", type_of::<chrono::DateTime<chrono::Utc>>()),
        ]);
        #[cfg(feature = "time")]
        implemented.extend([
            ("time::Date", type_of::<time::Date>()),
            ("time::Time", type_of::<time::Time>()),
            ("time::PrimitiveDateTime", type_of::<time::PrimitiveDateTime>()),
            ("time::OffsetDateTime", type_of::<time::OffsetDateTime>()),
        ]);
        #[cfg(feature = "uuid")]
        implemented.push(("uuid::Uuid", type_of::<uuid::Uuid>()));
        #[cfg(feature = "json")]
        implemented.push(("serde_json::Value", type_of::<serde_json::Value>()));
        #[cfg(feature = "sqlx-types")]
        implemented.extend([
            ("sqlx::types::Json<T>", type_of::<sqlx::types::Json<Vec<u8>>>()),
            ("sqlx::types::Text<T>", type_of::<sqlx::types::Text<u8>>()),
        ]);
        #[cfg(feature = "rust_decimal")]
        implemented.push(("rust_decimal::Decimal", type_of::<rust_decimal::Decimal>()));

        for (path, (text, nullable)) in &implemented {
            assert!(!nullable, "{path}");
            assert!(KNOWN_TYPES.contains(&(path, text)), "{path} {text}");
        }
        let all = cfg!(all(
            feature = "chrono",
            feature = "time",
            feature = "uuid",
            feature = "json",
            feature = "sqlx-types",
            feature = "rust_decimal"
        ));
        assert!(!all || implemented.len() == KNOWN_TYPES.len());
        assert_eq!(type_of::<Option<String>>(), ("text", true));
    }

    #[test]
    fn arrays_are_counted() {
        fn array_of<T: SqlType>() -> (&'static str, bool, u8) {
            (T::TYPE, T::NULLABLE, T::DEPTH)
        }
        assert_eq!(array_of::<Vec<u8>>(), ("bytes", false, 0));
        assert_eq!(array_of::<Vec<i32>>(), ("i32", false, 1));
        assert_eq!(array_of::<Option<Vec<Vec<Option<String>>>>>(), ("text", true, 2));
        assert_eq!(array_of::<Vec<Vec<u8>>>(), ("bytes", false, 1));
    }

    #[test]
    fn models_page_has_the_types() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/models.md");
        let page = std::fs::read_to_string(path).unwrap();
        for (rust, column) in KNOWN_TYPES {
            let rust = rust
                .rsplit_once("std::")
                .map_or(*rust, |(_, rest)| rest.split_once("::").map_or(rest, |(_, name)| name));
            let row = page.lines().find(|line| line.starts_with('|') && line.contains(&format!("`{rust}`")));
            let row = row.unwrap_or_else(|| panic!("docs/models.md has no row for `{rust}`"));
            assert!(row.contains(&format!("`{column}")), "docs/models.md: `{rust}` is `{column}`, not: {row}");
        }
    }
}
