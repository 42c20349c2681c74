#[derive(Schema)]
struct Line {
    #[schema(primary_key)]
    id: i64,
    price: i32,
    amount: i32,
    #[schema(generated(stored, "price * amount"))]
    total: Option<i32>,
}
