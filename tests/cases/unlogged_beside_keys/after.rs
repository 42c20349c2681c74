#[derive(Schema)]
struct Post {
    #[schema(primary_key)]
    id: i64,
    #[schema(references(Post::id))]
    parent: Option<i64>,
}

#[derive(Schema)]
struct Note {
    #[schema(primary_key)]
    id: i64,
    #[schema(references(Post::id))]
    post: i64,
}
