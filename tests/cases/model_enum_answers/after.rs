#[derive(SchemaEnum)]
enum State {
    #[schema(renamed_from = "fresh")]
    Open,
    #[schema(replaces = "lost")]
    Done,
    Paused,
}

#[derive(Schema)]
struct Task {
    #[schema(primary_key)]
    id: i64,
    state: State,
}
