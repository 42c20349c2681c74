#[derive(Schema)]
#[schema(primary_key(id, name = "pk_reading"), strict, engine = "InnoDB", charset = "utf8mb4", collate = "utf8mb4_bin", unlogged, with(fillfactor = 70))]
struct Reading {
    id: i64,
    #[schema(max_length = 20, charset = "ascii", collate(sqlite = "NOCASE", postgres = "C", mysql = "ascii_bin"))]
    code: String,
    #[schema(on_update = now(), default = now())]
    changed: chrono::NaiveDateTime,
}

#[derive(Schema)]
#[schema(primary_key(sensor, at), partition_by(range(at), low = "FOR VALUES FROM (0) TO (100)", rest = "DEFAULT"))]
struct Measure {
    sensor: i32,
    at: i32,
}

#[derive(Schema)]
#[schema(exclude(sql("int4range(first, last)") with "&&", name = "ex_span", where = "first > 0"), check("first < last"))]
struct Span {
    #[schema(primary_key, auto_increment(start = 100))]
    id: i32,
    first: i32,
    last: i32,
    #[schema(unique(initially_deferred))]
    name: Option<i32>,
}
