-- cargo-schema: foreign-keys=off

-- alter column `post.id`: decimal(20,0) -> i64, auto increment
-- hazard[narrow-type]: keeps values of `post.id` that do not fit the new type, which programs may fail to read
CREATE TABLE "_schema_rebuild_post" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT
);

-- copy the rows
INSERT INTO "_schema_rebuild_post" ("id")
SELECT "id"
FROM "post";

-- the new table takes the place of the old one
DROP TABLE "post";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_post" RENAME TO "post";

PRAGMA legacy_alter_table = OFF;
