#[derive(Schema)]
#[schema(table = "event", primary_key(id, day), postgres(partition_by(range(day), partition(name = "event_low", bounds = "FOR VALUES FROM (0) TO (100)"), partition(name = "event_high", bounds = "FOR VALUES FROM (100) TO (200)"))))]
struct Event {
    id: i64,
    day: i32,
    #[schema(max_length = 20, index)]
    note: Option<String>,
}

#[derive(Schema)]
#[schema(table = "visit", primary_key(id, country), postgres(partition_by(list(country), partition(name = "visit_one", bounds = "FOR VALUES IN (1)"), partition(name = "visit_two", bounds = "FOR VALUES IN (2, 3)"))))]
struct Visit {
    id: i64,
    country: i32,
}

#[derive(Schema)]
#[schema(table = "spread", postgres(partition_by(hash(id), partition(name = "spread_0", bounds = "FOR VALUES WITH (MODULUS 2, REMAINDER 0)"), partition(name = "spread_1", bounds = "FOR VALUES WITH (MODULUS 2, REMAINDER 1)"))))]
struct Spread {
    #[schema(primary_key)]
    id: i64,
    #[schema(default = 7)]
    weight: i32,
}
