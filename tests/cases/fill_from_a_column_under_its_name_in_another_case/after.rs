#[derive(Schema)]
struct Person {
    #[schema(primary_key)]
    id: i64,
    #[schema(column = "Email", max_length = 80)]
    email: Option<String>,
}
