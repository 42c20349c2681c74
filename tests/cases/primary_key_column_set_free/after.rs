#[derive(Schema)]
#[schema(table = "tokens")]
struct Token {
    #[schema(primary_key)]
    id: i64,
    token: Option<String>,
}
