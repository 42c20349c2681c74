#[derive(Schema)]
#[schema(table = "users")]
struct User {
    #[schema(primary_key, auto_increment)]
    id: i64,
    #[schema(default = 1)]
    a: i32,
    #[schema(default = 1)]
    b: i32,
    c: i32,
}
