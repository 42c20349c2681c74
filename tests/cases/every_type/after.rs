#[derive(SchemaEnum)]
enum Mood { Calm, Wild }

/// One column of each type.
#[derive(Schema)]
struct Sample {
    #[schema(primary_key)]
    id: i64,
    flag: bool,
    tiny: i8,
    small: i16,
    medium: i32,
    big: i64,
    tiny_u: u8,
    small_u: u16,
    medium_u: u32,
    big_u: u64,
    single: f32,
    double: f64,
    #[schema(precision = 10, scale = 2)]
    price: rust_decimal::Decimal,
    letter: char,
    words: String,
    #[schema(max_length = 40)]
    short: String,
    bytes: Vec<u8>,
    #[schema(max_length = 16)]
    key: Vec<u8>,
    day: chrono::NaiveDate,
    hour: chrono::NaiveTime,
    moment: chrono::NaiveDateTime,
    instant: chrono::DateTime<chrono::Utc>,
    uuid: uuid::Uuid,
    doc: serde_json::Value,
    mood: Mood,
    #[schema(sqlite(type = "TEXT COLLATE NOCASE"))]
    loose: Option<String>,
}
