#[derive(SchemaEnum)]
enum State { Open, Done, Fresh }

#[derive(Schema)]
struct Task {
    #[schema(primary_key, auto_increment)]
    id: i64,
    #[schema(default = "fresh")]
    state: State,
}
