#[derive(SchemaEnum)]
enum Color {
    #[schema(rename = "red")]
    Red,
    #[schema(rename = "blue")]
    Blue,
}

#[derive(Schema)]
struct Paint {
    #[schema(primary_key)]
    color: Color,
}
