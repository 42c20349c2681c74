#[derive(Schema)]
pub struct Notes {
    #[schema(primary_key)]
    pub id: i64,
    #[schema(max_length = 60)]
    pub body: Option<String>,
}
