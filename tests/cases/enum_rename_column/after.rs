#[derive(SchemaEnum)]
enum State { Open, Done }

#[derive(Schema)]
struct Job {
    #[schema(primary_key, auto_increment)]
    id: i64,
    #[schema(default = "open", index)]
    phase: State,
}
