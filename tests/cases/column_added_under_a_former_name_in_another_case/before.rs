#[derive(Schema)]
struct Item {
    #[schema(primary_key)]
    id: i64,
    #[schema(column = "Size")]
    amount: i32,
}
