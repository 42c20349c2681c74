#[derive(Schema)]
#[schema(table = "items")]
struct Item {
    #[schema(primary_key)]
    id: i64,
    price: i16,
    #[schema(generated(stored, "price * 2"))]
    twice: i32,
    #[schema(generated(stored, "price * 3"))]
    thrice: Option<i32>,
}
