#[derive(Schema)]
struct Book {
    #[schema(primary_key)]
    id: i64,
    #[schema(max_length = 20)]
    name: Option<String>,
}
