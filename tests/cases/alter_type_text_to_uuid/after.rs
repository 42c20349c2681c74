#[derive(Schema)]
#[schema(table = "users")]
struct User {
    #[schema(primary_key, auto_increment)]
    id: i64,
    token: uuid::Uuid,
}
