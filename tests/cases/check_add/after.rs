#[derive(Schema)]
#[schema(table = "users")]
struct User {
    #[schema(primary_key)]
    id: i64,
    #[schema(check("age >= 0", name = "ck_age"))]
    age: i32,
}
