#[derive(Schema)]
#[schema(table = "items")]
struct Item {
    #[schema(primary_key)]
    id: i64,
    price: i16,
}
