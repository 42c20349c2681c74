#[derive(Schema)]
#[schema(table = "author")]
struct Author {
    #[schema(primary_key)]
    id: u64,
}

#[derive(Schema)]
#[schema(table = "book")]
struct Book {
    #[schema(primary_key, auto_increment)]
    id: u64,
    #[schema(references(Author::id), unique)]
    author: u64,
}

#[derive(Schema)]
#[schema(table = "review")]
struct Review {
    #[schema(primary_key)]
    id: i64,
    #[schema(references(Book::author))]
    author: u64,
}
