#[derive(Schema)]
#[schema(table = "reading")]
struct Reading {
    #[schema(primary_key)]
    id: i64,
    #[schema(mysql(on_update(now)))]
    changed: chrono::NaiveDateTime,
    seen: chrono::NaiveDateTime,
}
