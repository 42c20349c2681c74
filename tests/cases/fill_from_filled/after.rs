#[derive(Schema)]
#[schema(table = "posts")]
struct Post {
    #[schema(primary_key, auto_increment)]
    id: i64,
    #[schema(max_length = 200, fill(sql = "concat(posts.title, '-', old)"))]
    slug: String,
    #[schema(max_length = 80, fill = "none")]
    title: String,
}
