#[derive(Schema)]
#[schema(table = "sample")]
struct Sample {
    #[schema(primary_key)]
    id: i64,
    #[schema(max_length = 40)]
    grows: String,
    #[schema(max_length = 20)]
    shrinks: String,
    #[schema(type = "char(8)")]
    fixed: String,
    #[schema(precision = 10, scale = 2)]
    price: rust_decimal::Decimal,
    #[schema(precision = 10, scale = 4)]
    rate: rust_decimal::Decimal,
    #[schema(precision = 3)]
    at: chrono::NaiveDateTime,
    #[schema(type = "bytes(16)")]
    key: Option<Vec<u8>>,
    single: f64,
}
