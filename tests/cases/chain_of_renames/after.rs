#[derive(Schema)]
#[schema(table = "users")]
struct User {
    #[schema(primary_key, auto_increment)]
    id: i64,
    #[schema(renamed_from = "a")]
    b: i32,
    #[schema(renamed_from = "b")]
    c: i32,
}
