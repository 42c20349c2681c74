#[derive(Schema)]
#[schema(table = "users")]
struct User {
    #[schema(primary_key)]
    id: i64,
    #[schema(max_length = 20, unique)]
    name: String,
    #[schema(max_length = 20, index, collate(sqlite = "RTRIM", postgres = "C", mysql = "utf8mb4_bin"))]
    city: Option<String>,
}
