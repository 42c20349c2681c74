#[derive(Schema)]
#[schema(table = "seat", primary_key(hall, rank_of))]
struct Seat {
    hall: i64,
    rank_of: i64,
}

#[derive(Schema)]
#[schema(table = "hall", primary_key(id))]
struct Hall {
    id: i64,
}
