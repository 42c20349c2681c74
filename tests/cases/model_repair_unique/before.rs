#[derive(Schema)]
struct Account {
    #[schema(primary_key)]
    id: i64,
    #[schema(max_length = 80)]
    email: String,
}
