#[derive(Schema)]
struct Account {
    #[schema(primary_key)]
    id: i64,
}
