//! Arrays of what has no column type, and keys of several fields that lead elsewhere.

use schema_core::Model;
use schema_core::{Schema, SchemaType};

struct Unknown;

mod shadow {
    #[derive(schema_core::SchemaType)]
    pub struct Uuid(Vec<i64>);
    pub type Text = Vec<String>;

    #[derive(schema_core::Schema)]
    #[schema(table = "other")]
    pub struct Room {
        #[schema(primary_key)]
        pub hotel: i64,
        #[schema(primary_key)]
        pub number: i64,
    }
}

use shadow::{Room, Uuid};

#[derive(SchemaType)]
struct Wrapper(Vec<Unknown>);

#[derive(Schema)]
#[schema(foreign_key(hotel, number, references(Room(hotel, number))))]
struct Arrays {
    hotel: i64,
    number: i64,
    unknown: Vec<Unknown>,
    deep: Option<Vec<Vec<Option<u8>>>>,
    big: Vec<i128>,
    shadowed: Uuid,
    alias: shadow::Text,
}

fn main() {
    let _ = Arrays::TABLE;
}
