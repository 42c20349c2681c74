#[derive(Schema)]
#[schema(table = "sample")]
struct Sample {
    #[schema(primary_key)]
    id: i64,
    #[schema(max_length = 20)]
    grows: String,
    #[schema(max_length = 40)]
    shrinks: String,
    #[schema(type = "char(4)")]
    fixed: String,
    #[schema(precision = 6, scale = 2)]
    price: rust_decimal::Decimal,
    #[schema(precision = 10, scale = 2)]
    rate: rust_decimal::Decimal,
    #[schema(precision = 0)]
    at: chrono::NaiveDateTime,
    #[schema(type = "binary(4)")]
    key: Option<Vec<u8>>,
    single: f32,
}
