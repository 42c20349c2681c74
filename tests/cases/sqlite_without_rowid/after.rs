#[derive(Schema)]
#[schema(table = "tag", primary_key(post, word), sqlite(without_rowid))]
struct Tag {
    post: i64,
    #[schema(max_length = 40)]
    word: String,
    #[schema(index)]
    weight: i32,
}

#[derive(Schema)]
#[schema(table = "setting")]
struct Setting {
    #[schema(primary_key, max_length = 40)]
    key: String,
    value: Option<String>,
}
