#[derive(Schema)]
#[schema(table = "users")]
struct User {
    #[schema(max_length = 80)]
    name: String,
}
