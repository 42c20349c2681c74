#[derive(Schema)]
struct Post {
    #[schema(primary_key)]
    id: i64,
    status: Status,
}

#[derive(Schema)]
#[schema(mysql(collate = "utf8mb4_bin"))]
struct Exact {
    #[schema(primary_key)]
    id: i64,
    status: Status,
}

#[derive(SchemaEnum)]
enum Status {
    #[schema(value = "draft")]
    Draft,
    #[schema(value = "sent")]
    Sent,
    #[schema(value = "done")]
    Done,
}
