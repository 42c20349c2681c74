#[derive(SchemaEnum)]
enum Right {
    Read,
    Share,
    Own,
}

#[derive(Schema)]
#[schema(table = "member")]
struct Member {
    #[schema(primary_key)]
    id: i64,
    #[schema(type = "set(right)")]
    rights: String,
    #[schema(type = "set(right)")]
    lost: Option<String>,
}
