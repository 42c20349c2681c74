#[derive(Schema)]
#[schema(table = "sample")]
struct Sample {
    #[schema(primary_key)]
    id: i64,
    flag: Option<i8>,
    #[schema(type = "tinytext")]
    words: Option<String>,
    #[schema(type = "mediumtext")]
    more: Option<String>,
    #[schema(type = "tinyblob")]
    bytes: Option<Vec<u8>>,
}
