#[derive(Schema)]
#[schema(table = "stock", check("high < 500", name = "ck_low"), check("low > -500", name = "ck_high"))]
struct Stock {
    #[schema(primary_key)]
    id: i64,
    high: i32,
    low: i32,
    #[schema(max_length = 30)]
    note: String,
}
