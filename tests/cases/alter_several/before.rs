#[derive(Schema)]
#[schema(table = "users")]
struct User {
    #[schema(primary_key, auto_increment)]
    id: i64,
    #[schema(max_length = 80)]
    name: String,
    #[schema(index)]
    age: Option<i32>,
    old: Option<i32>,
    #[schema(max_length = 10)]
    nick: Option<String>,
}
