//! Beside sqlx's derives: what they are told counts here too.
#![deny(warnings, missing_docs)]

use schema_core::{Model as _, Schema, SchemaEnum, SchemaType};

/// A size.
#[derive(SchemaEnum, sqlx::Type)]
#[sqlx(type_name = "size", rename_all = "UPPERCASE")]
pub enum Size {
    /// Little.
    Small,
    /// Much.
    #[sqlx(rename = "BIG")]
    Large,
}

/// A key.
#[derive(SchemaType, sqlx::Type)]
#[sqlx(transparent)]
pub struct Key(i64);

/// Whole years.
pub struct Age(u8);

impl TryFrom<i64> for Age {
    type Error = std::num::TryFromIntError;

    fn try_from(years: i64) -> Result<Self, Self::Error> {
        years.try_into().map(Age)
    }
}

/// A person.
#[derive(Schema, sqlx::FromRow)]
#[sqlx(rename_all = "camelCase")]
pub struct Person {
    /// The key.
    #[schema(primary_key)]
    pub person_id: i64,
    /// Renamed.
    #[sqlx(rename = "NAME")]
    pub name: String,
    /// Left out.
    #[sqlx(skip)]
    pub cache: u8,
    /// Converted.
    #[sqlx(try_from = "i64")]
    pub age: Age,
}

fn main() {
    assert_eq!(Person::FIELDS, ["person_id", "name", "age"]);
    assert_eq!(Person::COLUMNS, ["personId", "NAME", "age"]);
    assert_eq!((Size::NAME, Size::VALUES), ("size", ["SMALL", "BIG"].as_slice()));
    let _ = (Key(1).0, Age(1).0);
}
