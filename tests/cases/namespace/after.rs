#[derive(Schema)]
#[schema(table = "users", namespace = "case_auth", index(name))]
struct User {
    #[schema(primary_key)]
    id: i64,
    #[schema(max_length = 80)]
    name: String,
}
