#[derive(Schema)]
struct Post {
    #[schema(primary_key)]
    id: i64,
    #[schema(default = "sent")]
    status: Status,
    #[schema(default = "draft")]
    word: Status,
}

#[derive(SchemaEnum)]
enum Status {
    Draft,
    Sent,
}
