#[derive(Schema)]
#[schema(postgres(unlogged))]
struct Post {
    #[schema(primary_key)]
    id: i64,
    #[schema(references(Post::id, not_valid))]
    parent: Option<i64>,
}
