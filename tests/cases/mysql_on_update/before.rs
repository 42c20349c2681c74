#[derive(Schema)]
#[schema(table = "reading")]
struct Reading {
    #[schema(primary_key)]
    id: i64,
    #[schema(default(now))]
    changed: chrono::NaiveDateTime,
    #[schema(default(now), mysql(on_update(now)), precision = 3)]
    seen: chrono::NaiveDateTime,
}
