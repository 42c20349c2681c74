#[derive(Schema)]
struct Person {
    #[schema(primary_key)]
    id: i64,
    #[schema(max_length = 40)]
    email: Option<String>,
}
