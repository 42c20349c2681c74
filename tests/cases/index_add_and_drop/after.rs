#[derive(Schema)]
#[schema(table = "users", index(age), index(age, name, name = "by_age"))]
struct User {
    #[schema(primary_key, auto_increment)]
    id: i64,
    #[schema(max_length = 80)]
    name: String,
    age: Option<i32>,
}
