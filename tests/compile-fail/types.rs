//! Types without a column type, and types that are not what their name says.

use schema_core::{Schema, SchemaEnum, SchemaType};

struct Unknown;

mod shadow {
    #[derive(schema_core::SchemaType)]
    pub struct Uuid(i64);
}

use shadow::Uuid;

#[derive(SchemaEnum)]
enum TypesState {
    On,
}

type Maybe = Option<i64>;

#[derive(Schema)]
struct Types {
    id: i64,
    unknown: Unknown,
    maybe_unknown: Option<Vec<Unknown>>,
    big: i128,
    size: usize,
    state: TypesState,
    shadowed: Uuid,
    null: Maybe,
}

#[derive(SchemaType)]
struct TypesWrapper(Unknown);

fn main() {}
