#[derive(Schema)]
#[schema(table = "users", check("age > 0 OR born IS NOT NULL", name = "ck_users_age"))]
pub struct User {
    #[schema(primary_key)]
    pub id: i64,
    pub age: i32,
}
