#[derive(SchemaEnum)]
enum State { New, Open, InWork, Done, Lost }

#[derive(Schema)]
struct Task {
    #[schema(primary_key, auto_increment)]
    id: i64,
    #[schema(default = "open")]
    state: State,
}
