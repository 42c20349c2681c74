#[derive(Schema)]
#[schema(table = "sales", check("price < 1000 AND twice < 2000", name = "ck_both"), unique(price, id))]
struct Line {
    #[schema(primary_key)]
    id: i64,
    price: Option<i32>,
    #[schema(generated(stored, "price * 2"))]
    twice: Option<i32>,
}
