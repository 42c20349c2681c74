#[derive(Schema)]
struct Post {
    #[schema(primary_key)]
    id: i64,
    status: Status,
}

#[derive(SchemaEnum)]
enum Status {
    #[schema(value = "{column}")]
    Draft,
    #[schema(value = "{type}")]
    Sent,
    #[schema(value = "it's {column}")]
    Lost,
}
