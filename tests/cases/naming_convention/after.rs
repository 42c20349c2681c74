#[derive(Schema)]
#[schema(table = "users")]
#[schema(unique(mail), index(name, age), check("age >= 0"))]
struct User {
    #[schema(primary_key)]
    id: i64,
    #[schema(max_length = 80)]
    mail: String,
    #[schema(max_length = 80)]
    name: String,
    age: i32,
}

#[derive(Schema)]
#[schema(table = "posts")]
struct Post {
    #[schema(primary_key)]
    id: i64,
    #[schema(references(User::id))]
    author: i64,
}
