#[derive(Schema)]
#[schema(table = "users")]
struct User {
    #[schema(default = 1)]
    first: i32,
    #[schema(primary_key)]
    id: i64,
    middle: Option<i32>,
    name: String,
    born: Option<i64>,
    age: i64,
}
