-- cargo-schema: foreign-keys=off

-- fix existing rows for `fk_stay_hotel_room`
DELETE FROM stay WHERE NOT EXISTS (SELECT 1 FROM room WHERE room.hotel = stay.hotel AND room.number = stay.room);

-- add foreign key `fk_stay_hotel_room` on `stay`: hotel, room -> room.hotel, number, on delete cascade
-- hazard[constraint-on-rows]: fails if existing rows of `stay` violate `fk_stay_hotel_room`
CREATE TABLE "_schema_rebuild_stay" (
    "id" INTEGER NOT NULL,
    "hotel" INTEGER NOT NULL,
    "room" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    CONSTRAINT "fk_stay_hotel_room" FOREIGN KEY ("hotel", "room") REFERENCES "room" ("hotel", "number") ON DELETE CASCADE
);

-- copy the rows
INSERT INTO "_schema_rebuild_stay" ("id", "hotel", "room")
SELECT "id", "hotel", "room"
FROM "stay";

-- the new table takes the place of the old one
DROP TABLE "stay";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_stay" RENAME TO "stay";

PRAGMA legacy_alter_table = OFF;
