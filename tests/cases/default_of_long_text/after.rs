#[derive(Schema)]
struct Note {
    #[schema(primary_key)]
    id: i64,
    #[schema(default = "")]
    title: String,
}
