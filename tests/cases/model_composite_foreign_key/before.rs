#[derive(Schema)]
#[schema(primary_key(hotel, number))]
struct Room {
    hotel: i64,
    number: i64,
}

#[derive(Schema)]
struct Stay {
    #[schema(primary_key)]
    id: i64,
    hotel: i64,
    room: i64,
}
