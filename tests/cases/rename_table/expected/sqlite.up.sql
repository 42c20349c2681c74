-- cargo-schema: foreign-keys=off

-- rename table `users` to `people`
ALTER TABLE "users" RENAME TO "people";

-- rename unique constraint `uq_users_name` on `people` to `uq_people_name`
DROP INDEX IF EXISTS "uq_users_name";

-- rename index `ix_users_boss` on `people` to `ix_people_boss`
DROP INDEX "ix_users_boss";

-- rename unique constraint `uq_users_name` on `people` to `uq_people_name`
-- rename index `ix_users_boss` on `people` to `ix_people_boss`
CREATE TABLE "_schema_rebuild_people" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" VARCHAR(80) NOT NULL,
    "boss" INTEGER
);

-- numbers that were given out are not given out again
INSERT INTO sqlite_sequence (name, seq) SELECT '_schema_rebuild_people', seq FROM sqlite_sequence WHERE name = 'people';

-- copy the rows
INSERT INTO "_schema_rebuild_people" ("id", "name", "boss")
SELECT "id", "name", "boss"
FROM "people";

-- the new table takes the place of the old one
DROP TABLE "people";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_people" RENAME TO "people";

PRAGMA legacy_alter_table = OFF;

-- unique constraint `uq_people_name`
CREATE UNIQUE INDEX "uq_people_name" ON "people" ("name");

-- index `ix_people_boss`
CREATE INDEX "ix_people_boss" ON "people" ("boss");
