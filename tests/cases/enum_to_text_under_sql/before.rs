#[derive(SchemaEnum)]
enum State { New, Old, Done }

#[derive(Schema)]
#[schema(table = "jobs", check(name = "ck_state", "state <> 'old' OR id > 1"))]
#[schema(index(name = "ix_done", id, where = "state = 'done'", only(sqlite, postgres)))]
struct Job {
    #[schema(primary_key)]
    id: i64,
    #[schema(default = "new")]
    state: State,
    #[schema(generated("state = 'done'"))]
    is_done: bool,
}
