#[derive(Schema)]
#[schema(table = "sample")]
struct Sample {
    #[schema(primary_key)]
    id: i64,
    flag: Option<bool>,
    #[schema(type = "mediumtext")]
    words: Option<String>,
    #[schema(type = "text")]
    more: Option<String>,
    #[schema(type = "mediumblob")]
    bytes: Option<Vec<u8>>,
    #[schema(type = "year", default = 2020)]
    made: i32,
    #[schema(type = "i24")]
    medium: Option<i32>,
    #[schema(type = "bit(8)")]
    bits: Option<String>,
}
