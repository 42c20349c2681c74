#[derive(Schema)]
struct Item {
    #[schema(primary_key)]
    id: i64,
    amount: i32,
    size: Option<i32>,
}
