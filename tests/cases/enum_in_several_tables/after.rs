#[derive(SchemaEnum)]
enum State {
    New,
    Draft,
    Open,
}

#[derive(SchemaEnum)]
#[schema(type_name = "state_of_mind")]
#[schema(renamed_from = "mood")]
enum Mood {
    Calm,
    Wild,
}

#[derive(Schema)]
#[schema(table = "task")]
struct Task {
    #[schema(primary_key)]
    id: i64,
    #[schema(default = "new")]
    state: State,
    mood: Option<Mood>,
}

#[derive(Schema)]
#[schema(table = "call", check("state <> 'open'", name = "ck_open"))]
struct Call {
    #[schema(primary_key)]
    id: i64,
    #[schema(index(name = "ix_state"))]
    state: State,
    former: Option<State>,
    mood: Option<Mood>,
}
