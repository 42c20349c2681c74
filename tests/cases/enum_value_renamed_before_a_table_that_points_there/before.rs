#[derive(SchemaEnum)]
enum Color {
    #[schema(value = "red")]
    Red,
    #[schema(value = "blue")]
    Blue,
}

#[derive(Schema)]
struct Paint {
    #[schema(primary_key)]
    color: Color,
}
