#[derive(Schema)]
#[schema(table = "stock", check("low < 500", name = "ck_low"), check("high > -500", name = "ck_high"))]
struct Stock {
    #[schema(primary_key)]
    id: i64,
    low: i32,
    high: i32,
    #[schema(max_length = 20)]
    note: String,
}
