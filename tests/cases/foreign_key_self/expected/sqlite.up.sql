-- cargo-schema: foreign-keys=off

-- drop foreign key `fk_boss` on `person`
-- add column `person.friend`: i64, null
-- alter column `person.age`: i32 -> i64
-- add foreign key `fk_boss` on `person`: boss -> person.id, on delete cascade, on update cascade
-- add foreign key `fk_friend` on `person`: friend -> person.id, on delete set null
CREATE TABLE "_schema_rebuild_person" (
    "id" INTEGER NOT NULL,
    "boss" INTEGER,
    "age" INTEGER NOT NULL,
    "friend" INTEGER,
    PRIMARY KEY ("id"),
    CONSTRAINT "fk_boss" FOREIGN KEY ("boss") REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "fk_friend" FOREIGN KEY ("friend") REFERENCES "person" ("id") ON DELETE SET NULL
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
