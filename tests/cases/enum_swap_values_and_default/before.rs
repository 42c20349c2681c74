#[derive(Schema)]
struct Post {
    #[schema(primary_key)]
    id: i64,
    #[schema(default = "draft")]
    status: Status,
    #[schema(default = "draft")]
    word: Status,
}

#[derive(SchemaEnum)]
enum Status {
    Draft,
    Sent,
}
