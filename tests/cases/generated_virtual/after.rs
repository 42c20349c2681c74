#[derive(Schema)]
#[schema(table = "line")]
struct Line {
    #[schema(primary_key)]
    id: i64,
    price: i64,
    amount: i32,
    #[schema(generated("price * amount"))]
    total: Option<i64>,
    /// Price and amount.
    #[schema(check("sum > 0"))]
    sum: Option<i32>,
}
