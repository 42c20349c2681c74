-- cargo-schema: foreign-keys=off

-- drop foreign key `fk_hotel` on `stay`
-- drop foreign key `fk_next` on `stay`
-- add foreign key `fk_hotel` on `stay`: country, hotel -> hotel.country, number
-- add foreign key `fk_next` on `stay`: next -> stay.id, initially deferred
CREATE TABLE "_schema_rebuild_stay" (
    "id" INTEGER NOT NULL,
    "country" INTEGER,
    "hotel" INTEGER,
    "next" INTEGER,
    PRIMARY KEY ("id"),
    CONSTRAINT "fk_hotel" FOREIGN KEY ("country", "hotel") REFERENCES "hotel" ("country", "number"),
    CONSTRAINT "fk_next" FOREIGN KEY ("next") REFERENCES "stay" ("id") DEFERRABLE INITIALLY DEFERRED
);

-- copy the rows
INSERT INTO "_schema_rebuild_stay" ("id", "country", "hotel", "next")
SELECT "id", "country", "hotel", "next"
FROM "stay";

-- the new table takes the place of the old one
DROP TABLE "stay";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_stay" RENAME TO "stay";

PRAGMA legacy_alter_table = OFF;
