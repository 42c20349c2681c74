#[derive(Schema)]
#[schema(table = "users")]
struct User {
    #[schema(unique)]
    id: i64,
    #[schema(primary_key, max_length = 40)]
    mail: String,
}
