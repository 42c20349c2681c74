-- cargo-schema: foreign-keys=off

-- drop foreign key `fk_stay_hotel_room` on `stay`
CREATE TABLE "_schema_rebuild_stay" (
    "id" INTEGER NOT NULL,
    "hotel" INTEGER NOT NULL,
    "room" INTEGER NOT NULL,
    PRIMARY KEY ("id")
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
