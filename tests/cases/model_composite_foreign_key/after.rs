#[derive(Schema)]
#[schema(primary_key(hotel, number))]
struct Room {
    hotel: i64,
    number: i64,
}

#[derive(Schema)]
#[schema(foreign_key(hotel, room, references(Room(hotel, number)), on_delete(cascade), repair = "DELETE FROM stay WHERE NOT EXISTS (SELECT 1 FROM room WHERE room.hotel = stay.hotel AND room.number = stay.room)"))]
struct Stay {
    #[schema(primary_key)]
    id: i64,
    hotel: i64,
    room: i64,
}
