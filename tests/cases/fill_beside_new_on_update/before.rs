#[derive(Schema)]
#[schema(table = "reading")]
struct Reading {
    #[schema(primary_key)]
    id: i64,
    #[schema(default(now), mysql(on_update(now)))]
    seen: chrono::NaiveDateTime,
}
