#[derive(SchemaEnum)]
enum Status {
    Sketch,
    Sent,
}

#[derive(Schema)]
#[schema(table = "post")]
struct Post {
    #[schema(primary_key)]
    id: i64,
    #[schema(column = "true", max_length = 20)]
    yes: String,
    #[schema(max_length = 20)]
    title: String,
    status: Status,
    #[schema(max_length = 20)]
    note: String,
}
