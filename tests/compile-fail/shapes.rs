//! Definitions that cannot be what they derive: one error each.

use schema_core::{Model, SqlType};
use schema_core::{Schema, SchemaEnum, SchemaType};

#[derive(Schema)]
struct ShapeGeneric<T> {
    id: T,
}

#[derive(Schema)]
struct ShapeLifetime<'a> {
    name: &'a str,
}

#[derive(Schema)]
struct ShapeTuple(i64);

#[derive(Schema)]
struct ShapeUnit;

#[derive(Schema)]
enum ShapeEnum {
    One,
}

#[derive(Schema)]
struct ShapeEmpty {}

#[derive(SchemaEnum)]
struct ShapeNoEnum(i64);

#[derive(SchemaEnum)]
enum ShapeNoVariant {}

#[derive(SchemaType)]
struct ShapeTwo(i64, i64);

#[derive(SchemaType)]
struct ShapeNewtype<T>(T);

fn main() {
    let _ = ShapeTuple::TABLE;
    let _ = ShapeEmpty::COLUMNS;
    let _ = ShapeTwo::TYPE;
}
