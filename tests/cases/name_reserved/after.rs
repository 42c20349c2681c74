#[derive(Schema)]
#[schema(table = "sqlite_things")]
struct Sample {
    #[schema(primary_key)]
    id: i64,
}
