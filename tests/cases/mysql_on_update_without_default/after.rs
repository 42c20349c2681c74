#[derive(Schema)]
#[schema(table = "reading")]
struct Reading {
    #[schema(primary_key)]
    id: i64,
    #[schema(mysql(on_update(now)))]
    changed: chrono::NaiveDateTime,
    #[schema(mysql(on_update(now)), precision = 3)]
    seen: chrono::NaiveDateTime,
    #[schema(mysql(on_update(now)), fill(now))]
    looked: chrono::NaiveDateTime,
}
