#[derive(Schema)]
#[schema(table = "article", index(author, name = "ix_author", comment = "For lists; it's new"))]
struct Article {
    #[schema(primary_key)]
    id: i64,
    #[schema(max_length = 80, index(name = "ix_title", comment = "new"))]
    title: String,
    #[schema(max_length = 80)]
    author: String,
}
