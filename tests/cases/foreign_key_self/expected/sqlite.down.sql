-- cargo-schema: foreign-keys=off
-- cargo-schema: drop-column "person"."friend"

-- drop foreign key `fk_boss` on `person`
-- drop foreign key `fk_friend` on `person`
-- alter column `person.age`: i64 -> i32
-- drop column `person.friend`
-- add foreign key `fk_boss` on `person`: boss -> person.id, on delete set null, on update cascade
-- hazard[narrow-type]: keeps values of `person.age` that do not fit the new type, which programs may fail to read
-- hazard[drop-column]: deletes all values of `person.friend`
CREATE TABLE "_schema_rebuild_person" (
    "id" INTEGER NOT NULL,
    "boss" INTEGER,
    "age" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    CONSTRAINT "fk_boss" FOREIGN KEY ("boss") REFERENCES "person" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- copy the rows
INSERT INTO "_schema_rebuild_person" ("id", "boss", "age")
SELECT "id", "boss", "age"
FROM "person";

-- the new table takes the place of the old one
DROP TABLE "person";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_person" RENAME TO "person";

PRAGMA legacy_alter_table = OFF;
