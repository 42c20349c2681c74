#[derive(SchemaEnum)]
enum Mood { Calm, Wild }

#[derive(Schema)]
struct Sample {
    #[schema(primary_key, auto_increment)]
    id: i64,
    #[schema(default = true)]
    flag: bool,
    #[schema(default(number = "-7"))]
    count: i32,
    #[schema(default = 0.25)]
    share: f64,
    #[schema(precision = 6, scale = 2, default = 0.10)]
    price: rust_decimal::Decimal,
    #[schema(max_length = 40, default = "it's \"quoted\" \\ and\nlonger")]
    words: String,
    #[schema(max_length = 4, default = b"\x00\xff")]
    key: Vec<u8>,
    #[schema(default = "2020-02-29")]
    day: chrono::NaiveDate,
    #[schema(default(now))]
    today: chrono::NaiveDate,
    #[schema(default(now))]
    hour: chrono::NaiveTime,
    #[schema(default(now))]
    moment: chrono::NaiveDateTime,
    #[schema(default(now))]
    instant: chrono::DateTime<chrono::Utc>,
    #[schema(default = "67e55044-10b1-426f-9247-bb680e5fe0c8")]
    uuid: uuid::Uuid,
    #[schema(default = "{\"a\": [1]}")]
    doc: serde_json::Value,
    #[schema(default = "wild")]
    mood: Mood,
    #[schema(default(sql = "1 + 1"))]
    sum: i32,
    #[schema(max_length = 10, default(sql = "lower('ABC')", postgres = "lower('ABC'::text)"))]
    lower: String,
}
