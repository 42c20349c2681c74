#[derive(SchemaEnum)]
enum Kind {
    Low,
    High,
}

#[derive(SchemaEnum)]
enum Level {
    Low,
    High,
}

#[derive(Schema)]
#[schema(table = "lamp")]
struct Lamp {
    #[schema(primary_key)]
    id: i64,
    kind: Level,
    level: Level,
}
