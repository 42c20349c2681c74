#[derive(Schema)]
#[schema(table = "users")]
struct User {
    #[schema(primary_key)]
    id: i64,
    #[schema(max_length = 20, unique, collate(sqlite = "NOCASE", postgres = "C", mysql = "utf8mb4_bin"))]
    name: String,
    #[schema(max_length = 20, index)]
    city: Option<String>,
}
