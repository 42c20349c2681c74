#[derive(Schema)]
#[schema(table = "users")]
struct User {
    #[schema(primary_key, auto_increment)]
    id: i64,
    a: i32,
    b: i32,
}
