#[derive(Schema)]
struct Author {
    #[schema(primary_key)]
    id: i64,
}

#[derive(Schema)]
#[schema(primary_key(status, number))]
struct Post {
    #[schema(references(Author::id))]
    author: i64,
    number: i64,
    status: Status,
}

#[derive(SchemaEnum)]
enum Status {
    Sent, Draft,
}
