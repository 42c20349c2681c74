#[derive(Schema)]
struct Entry {
    #[schema(primary_key)]
    id: i64,
}
