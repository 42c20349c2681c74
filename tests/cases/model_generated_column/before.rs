#[derive(Schema)]
struct Line {
    #[schema(primary_key)]
    id: i64,
    price: i32,
    amount: i32,
}
