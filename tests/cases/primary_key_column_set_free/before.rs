#[derive(Schema)]
#[schema(table = "tokens")]
struct Token {
    #[schema(primary_key)]
    token: uuid::Uuid,
}
