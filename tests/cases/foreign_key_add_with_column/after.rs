#[derive(Schema)]
#[schema(table = "users")]
struct User {
    #[schema(primary_key, auto_increment)]
    id: i64,
    #[schema(unique, max_length = 80)]
    name: String,
    #[schema(index)]
    boss: Option<i64>,
}

#[derive(Schema)]
#[schema(table = "posts")]
struct Post {
    #[schema(primary_key, auto_increment)]
    id: i64,
    #[schema(max_length = 9)]
    title: String,
    #[schema(references(User::id, on_delete(set_null)))]
    author: Option<i64>,
}
