#[derive(Schema)]
#[schema(table = "event", primary_key(id, day), partition_by(range(day), event_low = "FOR VALUES FROM (0) TO (100)", event_rest = "DEFAULT"))]
struct Event {
    id: i64,
    day: i32,
}

#[derive(Schema)]
#[schema(table = "visit", primary_key(id, country), partition_by(list(country), visit_one = "FOR VALUES IN (1)"))]
struct Visit {
    id: i64,
    country: i32,
}

#[derive(Schema)]
#[schema(table = "spread", partition_by(hash(id), spread_0 = "FOR VALUES WITH (MODULUS 2, REMAINDER 0)", spread_1 = "FOR VALUES WITH (MODULUS 2, REMAINDER 1)"))]
struct Spread {
    #[schema(primary_key)]
    id: i64,
}
