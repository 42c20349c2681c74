#[derive(Schema)]
#[schema(table = "reading")]
struct Reading {
    #[schema(primary_key)]
    id: i64,
}

#[derive(Schema)]
#[schema(table = "old_reading", postgres(tablespace = "pg_default", unlogged, with(fillfactor = 70, autovacuum_enabled = false)))]
struct OldReading {
    #[schema(primary_key)]
    id: i64,
}
