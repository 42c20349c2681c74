#[derive(Schema)]
#[schema(table = "users")]
struct User {
    #[schema(primary_key, auto_increment)]
    id: i64,
    #[schema(default = 2)]
    a: i32,
    b: i32,
    #[schema(default = 3)]
    c: i32,
}
