#[derive(Schema)]
struct Entry {
    #[schema(primary_key)]
    id: i64,
    #[schema(native = "DATE", default(now))]
    day: NaiveDate,
    #[schema(native = "TIME", default(now))]
    time: NaiveTime,
    #[schema(native = "TIMESTAMP", default(now))]
    moment: NaiveDateTime,
}
