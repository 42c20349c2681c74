#[derive(Schema)]
#[schema(table = "reading")]
struct Reading {
    #[schema(primary_key)]
    id: i64,
    #[schema(default(now))]
    seen: chrono::NaiveDateTime,
    looked: chrono::NaiveDateTime,
}
