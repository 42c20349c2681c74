#[derive(SchemaEnum)]
enum Right {
    Read,
    Write,
    Share,
}

#[derive(Schema)]
#[schema(table = "member")]
struct Member {
    #[schema(primary_key)]
    id: i64,
    #[schema(type = "set(right)")]
    rights: String,
}
