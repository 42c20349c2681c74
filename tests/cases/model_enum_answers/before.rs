#[derive(SchemaEnum)]
enum State { Fresh, Lost, Done }

#[derive(Schema)]
struct Task {
    #[schema(primary_key)]
    id: i64,
    state: State,
}
