#[derive(Schema)]
struct Post {
    #[schema(primary_key)]
    id: i64,
    status: State,
}

#[derive(SchemaEnum)]
enum State {
    Draft,
    Sent,
}
