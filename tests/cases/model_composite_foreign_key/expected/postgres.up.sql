-- fix existing rows for `fk_stay_hotel_room`
DELETE FROM stay WHERE NOT EXISTS (SELECT 1 FROM room WHERE room.hotel = stay.hotel AND room.number = stay.room);

-- add foreign key `fk_stay_hotel_room` on `stay`: hotel, room -> room.hotel, number, on delete cascade
-- hazard[constraint-on-rows]: fails if existing rows of `stay` violate `fk_stay_hotel_room`
ALTER TABLE "stay" ADD CONSTRAINT "fk_stay_hotel_room" FOREIGN KEY ("hotel", "room") REFERENCES "room" ("hotel", "number") ON DELETE CASCADE;
