#[derive(Schema)]
#[schema(table = "users", index(mail, age))]
struct User {
    #[schema(primary_key, max_length = 40)]
    mail: String,
    age: i32,
    #[schema(unique, max_length = 20)]
    nick: String,
}

#[derive(Schema)]
#[schema(table = "posts")]
struct Post {
    #[schema(primary_key)]
    id: i64,
    #[schema(references(User::mail, on_delete(cascade), on_update(cascade)), max_length = 40)]
    author: String,
}
