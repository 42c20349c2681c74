#[derive(Schema)]
#[schema(table = "sales", check("twice < 1000 AND price < 2000", name = "ck_both"), unique(twice, id))]
struct Line {
    #[schema(primary_key)]
    id: i64,
    twice: Option<i32>,
    #[schema(generated(stored, "twice * 2"))]
    price: Option<i32>,
}
