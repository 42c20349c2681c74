#[derive(Schema)]
#[schema(table = "users")]
struct User {
    #[schema(primary_key, auto_increment)]
    id: i64,
    #[schema(unique, max_length = 80)]
    name: String,
    #[schema(max_length = 9)]
    code: Option<String>,
}
