#[derive(Schema)]
#[schema(table = "posts")]
struct Post {
    #[schema(primary_key, auto_increment)]
    id: i64,
    #[schema(max_length = 80)]
    title: Option<String>,
    #[schema(max_length = 80)]
    old: String,
}
