#[derive(Schema)]
#[schema(table = "users")]
struct User {
    #[schema(primary_key, auto_increment)]
    id: i64,
    #[schema(max_length = 80)]
    name: String,
    #[schema(default(now))]
    seen_at: chrono::DateTime<chrono::Utc>,
}
