#[derive(Schema)]
#[schema(table = "people")]
struct User {
    #[schema(primary_key, auto_increment)]
    id: i64,
    #[schema(unique, max_length = 80)]
    name: String,
        boss: Option<i64>,
    age: Option<i32>,
}

#[derive(Schema)]
#[schema(table = "posts")]
struct Post {
    #[schema(primary_key, auto_increment)]
    id: i64,
    #[schema(references(User::id, on_delete(cascade)))]
    writer: i64,
}
