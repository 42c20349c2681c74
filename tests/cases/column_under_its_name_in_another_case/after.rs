#[derive(Schema)]
struct Item {
    #[schema(primary_key)]
    id: i64,
    size: i32,
}
