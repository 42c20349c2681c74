#[derive(Schema)]
#[schema(table = "users")]
struct User {
    #[schema(primary_key)]
    id: i64,
    name: String,
    age: i64,
    born: Option<i64>,
}
