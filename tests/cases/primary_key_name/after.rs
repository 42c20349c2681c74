#[derive(Schema)]
#[schema(table = "seat", primary_key(rank_of, hall, name = "pk_of_seat"))]
struct Seat {
    hall: i64,
    rank_of: i64,
}

#[derive(Schema)]
#[schema(table = "hall", primary_key(id, name = "pk_of_hall"))]
struct Hall {
    id: i64,
}
