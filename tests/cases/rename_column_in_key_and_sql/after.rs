#[derive(Schema)]
#[schema(table = "users", check("number > 0", sqlite = "\"number\" > 0", name = "ck_users_id"))]
struct User {
    #[schema(primary_key)]
    number: i64,
    #[schema(generated(stored, "number + 1", sqlite = "\"number\" + 1"))]
    next: Option<i64>,
    #[schema(references(User::number))]
    boss: Option<i64>,
}

#[derive(Schema)]
#[schema(table = "posts", check("writer > 0", sqlite = "\"writer\" > 0", name = "ck_posts_author"))]
struct Post {
    #[schema(primary_key)]
    id: i64,
    #[schema(references(User::number, on_delete(cascade)))]
    writer: i64,
}
