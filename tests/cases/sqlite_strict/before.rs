#[derive(Schema)]
#[schema(table = "reading")]
struct Reading {
    #[schema(primary_key, auto_increment)]
    id: i64,
    #[schema(max_length = 20)]
    code: String,
    level: f64,
}

#[derive(Schema)]
#[schema(table = "note", sqlite(strict))]
struct Note {
    #[schema(primary_key)]
    id: i64,
    body: Option<String>,
}
