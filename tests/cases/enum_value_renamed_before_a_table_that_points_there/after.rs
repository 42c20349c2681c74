#[derive(SchemaEnum)]
enum Color {
    #[schema(value = "crimson")]
    Red,
    #[schema(value = "blue")]
    Blue,
}

#[derive(Schema)]
struct Paint {
    #[schema(primary_key)]
    color: Color,
}

#[derive(Schema)]
struct Wall {
    #[schema(primary_key)]
    id: i64,
    #[schema(references(Paint::color))]
    color: Color,
}
