#[derive(Schema)]
#[schema(table = "event", primary_key(id, day), partition_by(range(day), event_low = "FOR VALUES FROM (0) TO (100)", event_high = "FOR VALUES FROM (100) TO (200)"))]
struct Event {
    id: i64,
    day: i32,
    #[schema(max_length = 20, index)]
    note: Option<String>,
}

#[derive(Schema)]
#[schema(table = "visit", primary_key(id, country), partition_by(list(country), visit_one = "FOR VALUES IN (1)", visit_two = "FOR VALUES IN (2, 3)"))]
struct Visit {
    id: i64,
    country: i32,
}

#[derive(Schema)]
#[schema(table = "spread", partition_by(hash(id), spread_0 = "FOR VALUES WITH (MODULUS 2, REMAINDER 0)", spread_1 = "FOR VALUES WITH (MODULUS 2, REMAINDER 1)"))]
struct Spread {
    #[schema(primary_key)]
    id: i64,
    #[schema(default = 7)]
    weight: i32,
}
