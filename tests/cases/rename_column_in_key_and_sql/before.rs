#[derive(Schema)]
#[schema(table = "users", check("id > 0", sqlite = "\"id\" > 0", name = "ck_users_id"))]
struct User {
    #[schema(primary_key)]
    id: i64,
    #[schema(generated(stored, "id + 1", sqlite = "\"id\" + 1"))]
    next: Option<i64>,
    #[schema(references(User::id))]
    boss: Option<i64>,
}

#[derive(Schema)]
#[schema(table = "posts", check("author > 0", sqlite = "\"author\" > 0", name = "ck_posts_author"))]
struct Post {
    #[schema(primary_key)]
    id: i64,
    #[schema(references(User::id, on_delete(cascade)))]
    author: i64,
}
