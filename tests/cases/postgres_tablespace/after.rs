#[derive(Schema)]
#[schema(table = "reading", postgres(tablespace = "pg_default", unlogged, with(fillfactor = 70)))]
struct Reading {
    #[schema(primary_key)]
    id: i64,
}

#[derive(Schema)]
#[schema(table = "old_reading", postgres(with(fillfactor = 90)))]
struct OldReading {
    #[schema(primary_key)]
    id: i64,
}
