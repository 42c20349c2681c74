#[derive(Schema)]
struct Article {
    #[schema(primary_key)]
    id: i64,
    #[schema(max_length = 80)]
    title: String,
    #[schema(max_length = 80)]
    author: String,
    views: i32,
    deleted: Option<chrono::NaiveDateTime>,
}
