//! Wrong attributes: all errors at once, and none that follow from them.

use schema_core::Model;
use schema_core::{Schema, SchemaEnum, SchemaType};

#[derive(Schema)]
#[schema(tabel = "users", unique(emial, id), primary_key)]
struct Attributes {
    #[schema(primery_key, max_length = "80")]
    id: i64,
    #[schema(uniqe, default = Status::New)]
    email: String,
    #[schema(references(Attributes, on_delete(casade)), default = 0, default(sql = "1"))]
    parent: Option<i64>,
    #[schema(type = "strng")]
    kind: String,
    #[schema(nullable)]
    name: String,
    #[schema(skip, index)]
    skipped: u8,
    #[schema]
    empty: u8,
    #[schema(native("citext"), scale = 2)]
    native: String,
    #[schema(table = "x")]
    place: u8,
    #[schema(unique, unique)]
    twice: u8,
    #[schema(unique index)]
    comma: u8,
}

#[derive(SchemaEnum)]
#[schema(nmae = "state")]
enum AttributesState {
    #[schema(column = "x")]
    On(u8),
    #[schema(value = 3)]
    Off,
    OFF,
}

#[derive(SchemaType)]
#[schema(type = "varchar")]
struct AttributesCode(String);

fn main() {
    let _ = Attributes::TABLE;
    let _ = Attributes::columns().email;
}
