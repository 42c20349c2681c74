#[derive(SchemaEnum)]
enum Tag {
    Red,
    Blue,
}

#[derive(Schema)]
#[schema(table = "notes", sqlite(strict))]
struct Note {
    #[schema(primary_key)]
    id: i64,
    tags: Option<i32>,
    tag: Option<Tag>,
}
