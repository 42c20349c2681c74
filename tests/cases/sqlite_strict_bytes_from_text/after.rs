#[derive(Schema)]
#[schema(sqlite(strict))]
pub struct Notes {
    #[schema(primary_key)]
    pub id: i64,
    #[schema(type = "tinyblob")]
    pub body: Option<Vec<u8>>,
}
