#[derive(Schema)]
#[schema(table = "kinds")]
struct Kind {
    #[schema(primary_key)]
    id: i64,
}

#[derive(SchemaEnum)]
enum State {
    Open,
    Shut,
}

#[derive(Schema)]
#[schema(table = "olds")]
struct Old {
    #[schema(primary_key)]
    id: i64,
    #[schema(references(Kind::id))]
    kind: i64,
    state: State,
}
