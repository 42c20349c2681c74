#[derive(Schema)]
#[schema(table = "author", check("story <> 'none'", name = "ck_story"))]
struct Author {
    #[schema(primary_key)]
    id: i64,
    story: String,
}

#[derive(Schema)]
#[schema(table = "book")]
struct Book {
    #[schema(primary_key)]
    id: i64,
    #[schema(references(Author::id))]
    author: i64,
}
