#[derive(Schema)]
#[schema(table = "users", index(email, age))]
struct User {
    #[schema(primary_key, max_length = 40)]
    email: String,
    age: i32,
    #[schema(unique, max_length = 20)]
    handle: String,
}

#[derive(Schema)]
#[schema(table = "posts")]
struct Post {
    #[schema(primary_key)]
    id: i64,
    #[schema(references(User::email, on_delete(cascade), on_update(cascade)), max_length = 40)]
    author: String,
}
