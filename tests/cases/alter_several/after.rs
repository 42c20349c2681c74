#[derive(Schema)]
#[schema(table = "users")]
struct User {
    #[schema(primary_key, auto_increment)]
    id: i64,
    #[schema(max_length = 120, unique)]
    name: String,
    age: i64,
    #[schema(max_length = 10, index)]
    nick: Option<String>,
    #[schema(default = false)]
    admin: bool,
}
