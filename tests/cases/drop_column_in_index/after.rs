#[derive(Schema)]
#[schema(table = "users", index(name, sql("lower(mail)"), only(sqlite, postgres)))]
pub struct User {
    #[schema(primary_key)]
    pub id: i64,
    pub name: String,
}
