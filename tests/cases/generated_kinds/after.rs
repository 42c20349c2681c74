#[derive(Schema)]
#[schema(table = "line")]
struct Line {
    #[schema(primary_key)]
    id: i64,
    price: i64,
    amount: i64,
    #[schema(generated("price * amount"))]
    total: i64,
    #[schema(generated(stored, "price + amount"), index(name = "ix_sum"))]
    sum: i64,
}
