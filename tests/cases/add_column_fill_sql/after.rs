#[derive(Schema)]
#[schema(table = "users")]
struct User {
    #[schema(primary_key, auto_increment)]
    id: i64,
    #[schema(max_length = 80)]
    name: String,
    #[schema(max_length = 80, fill(sql = "upper(name)"))]
    shout: String,
}
