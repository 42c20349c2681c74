#[derive(Schema)]
#[schema(index(author, status, unique))]
struct Post {
    #[schema(primary_key)]
    id: i64,
    author: i64,
    #[schema(unique)]
    status: Status,
}

#[derive(SchemaEnum)]
enum Status {
    Draft,
    Sent,
}
