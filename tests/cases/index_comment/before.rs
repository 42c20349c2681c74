#[derive(Schema)]
#[schema(table = "article")]
struct Article {
    #[schema(primary_key)]
    id: i64,
    #[schema(max_length = 80, index(name = "ix_title", comment = "old"))]
    title: String,
    #[schema(max_length = 80)]
    author: String,
}
