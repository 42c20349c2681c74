#[derive(Schema)]
#[schema(table = "event", primary_key(id, day), postgres(partition_by(range(day), partition(name = "event_low", bounds = "FOR VALUES FROM (0) TO (100)"), partition(name = "event_rest", bounds = "DEFAULT"))))]
struct Event {
    id: i64,
    day: i32,
}

#[derive(Schema)]
#[schema(table = "visit", primary_key(id, country), postgres(partition_by(list(country), partition(name = "visit_one", bounds = "FOR VALUES IN (1)"))))]
struct Visit {
    id: i64,
    country: i32,
}

#[derive(Schema)]
#[schema(table = "spread", postgres(partition_by(hash(id), partition(name = "spread_0", bounds = "FOR VALUES WITH (MODULUS 2, REMAINDER 0)"), partition(name = "spread_1", bounds = "FOR VALUES WITH (MODULUS 2, REMAINDER 1)"))))]
struct Spread {
    #[schema(primary_key)]
    id: i64,
}
