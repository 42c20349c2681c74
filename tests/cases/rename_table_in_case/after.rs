#[derive(Schema)]
#[schema(table = "Users")]
struct User {
    #[schema(primary_key)]
    id: i64,
    #[schema(unique, max_length = 80)]
    name: String,
}

#[derive(Schema)]
#[schema(table = "posts")]
struct Post {
    #[schema(primary_key)]
    id: i64,
    #[schema(references(User::id, on_delete(cascade)))]
    author: i64,
}
