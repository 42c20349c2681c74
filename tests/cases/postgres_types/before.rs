#[derive(Schema)]
#[schema(table = "sample")]
struct Sample {
    #[schema(primary_key)]
    id: i64,
}
