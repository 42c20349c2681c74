#[derive(SchemaEnum)]
enum Level {
    High,
    Middle,
    Low,
}

#[derive(Schema)]
#[schema(table = "shelf")]
struct Shelf {
    #[schema(primary_key)]
    level: Level,
    #[schema(references(Shelf::level))]
    under: Option<Level>,
}
