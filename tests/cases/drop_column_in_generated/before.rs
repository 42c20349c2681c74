#[derive(Schema)]
#[schema(table = "line")]
pub struct Line {
    #[schema(primary_key)]
    pub id: i64,
    pub price: i64,
    pub amount: i64,
    #[schema(generated(stored, "price * amount"))]
    pub total: i64,
}
