#[derive(Schema)]
struct Item {
    #[schema(primary_key)]
    id: i64,
    #[schema(column = "Size", max_length = 8, index)]
    size: Option<String>,
}
