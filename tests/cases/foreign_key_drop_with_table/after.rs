#[derive(Schema)]
#[schema(table = "posts")]
struct Post {
    #[schema(primary_key, auto_increment)]
    id: i64,
    author: i64,
}
