#[derive(Schema)]
#[schema(table = "jobs", check(name = "ck_state", "state <> 'old' OR id > 1"))]
#[schema(index(name = "ix_done", id, where = "state = 'done'", only(sqlite, postgres)))]
struct Job {
    #[schema(primary_key)]
    id: i64,
    #[schema(max_length = 9, default = "new")]
    state: String,
    #[schema(generated("state = 'done'"))]
    is_done: bool,
}
