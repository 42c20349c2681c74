#[derive(Schema)]
#[schema(primary_key(id, name = "pk_reading"), sqlite(strict), mysql(engine = "InnoDB", charset = "utf8mb4", collate = "utf8mb4_bin"), postgres(unlogged, with(fillfactor = 70)))]
struct Reading {
    id: i64,
    #[schema(max_length = 20, mysql(charset = "ascii"), collate(sqlite = "NOCASE", postgres = "C", mysql = "ascii_bin"))]
    code: String,
    #[schema(mysql(on_update(now)), default(now))]
    changed: chrono::NaiveDateTime,
}

#[derive(Schema)]
#[schema(primary_key(sensor, at), postgres(partition_by(range(at), partition(name = "low", bounds = "FOR VALUES FROM (0) TO (100)"), partition(name = "rest", bounds = "DEFAULT"))))]
struct Measure {
    sensor: i32,
    at: i32,
}

#[derive(Schema)]
#[schema(exclude(sql("int4range(first, last)", op = "&&"), name = "ex_span", where = "first > 0"), check("first < last"))]
struct Span {
    #[schema(primary_key, auto_increment(start = 100))]
    id: i32,
    first: i32,
    last: i32,
    #[schema(unique(initially_deferred))]
    name: Option<i32>,
}
