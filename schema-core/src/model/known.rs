//! The Rust types that have a column type without anything being said: the one list for the build step, which goes by
//! path, and for the documentation. The `impl`s of [`SqlType`](super::SqlType) are what rustc goes by; a test holds
//! both against each other.

/// Path, with the type arguments that count, and text form of the column type. `T` stands for any type.
///
/// `Vec<T>` is an array of `T` for all of them but `u8`. A `decimal` wants `precision` and `scale`, or a `type`, beside it.
pub const KNOWN_TYPES: &[(&str, &str)] = &[
    ("bool", "bool"),
    ("i8", "i8"),
    ("i16", "i16"),
    ("i32", "i32"),
    ("i64", "i64"),
    ("u8", "u8"),
    ("u16", "u16"),
    ("u32", "u32"),
    ("u64", "u64"),
    ("f32", "f32"),
    ("f64", "f64"),
    ("char", "char"),
    ("std::string::String", "text"),
    ("std::boxed::Box<str>", "text"),
    ("std::borrow::Cow<str>", "text"),
    ("std::vec::Vec<u8>", "bytes"),
    ("std::boxed::Box<[u8]>", "bytes"),
    ("[u8]", "bytes"),
    ("std::net::IpAddr", "inet"),
    ("chrono::NaiveDate", "date"),
    ("chrono::NaiveTime", "time"),
    ("chrono::NaiveDateTime", "datetime"),
    ("chrono::DateTime<T>", "timestamptz"),
    ("time::Date", "date"),
    ("time::Time", "time"),
    ("time::PrimitiveDateTime", "datetime"),
    ("time::OffsetDateTime", "timestamptz"),
    ("uuid::Uuid", "uuid"),
    ("serde_json::Value", "json"),
    ("sqlx::types::Json<T>", "json"),
    ("sqlx::types::Text<T>", "text"),
    ("rust_decimal::Decimal", "decimal"),
];
