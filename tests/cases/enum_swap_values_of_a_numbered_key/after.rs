#[derive(Schema)]
#[schema(primary_key(id, slot, status))]
struct Post {
    #[schema(auto_increment)]
    id: i64,
    slot: i64,
    status: Status,
}

#[derive(Schema)]
#[schema(unique(id, code, status, name = "uq_note"))]
struct Note {
    #[schema(primary_key)]
    code: i64,
    #[schema(auto_increment)]
    id: i64,
    status: Status,
}

#[derive(SchemaEnum)]
enum Status {
    Sent, Draft,
}
