#[derive(Schema)]
struct Post {
    #[schema(primary_key)]
    id: i64,
    status: Status,
}

#[derive(Schema)]
#[schema(collate = "utf8mb4_bin")]
struct Exact {
    #[schema(primary_key)]
    id: i64,
    status: Status,
}

#[derive(SchemaEnum)]
enum Status {
    #[schema(rename = "Draft")]
    Draft,
    #[schema(rename = "away")]
    Sent,
    #[schema(rename = "done")]
    Done,
}
