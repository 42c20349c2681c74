-- cargo-schema: foreign-keys=off
-- cargo-schema: drop-column "post"."at"
-- cargo-schema: drop-column "post"."lent"

-- add column `post.id`: i64, not null, auto increment
-- add column `post.note`: text, null
-- drop column `post.at`
-- drop column `post.lent`
-- add primary key to `post`: id
-- hazard[drop-column]: deletes all values of `post.at`
-- hazard[drop-column]: deletes all values of `post.lent`
-- hazard[primary-key-on-rows]: fails if the new primary key has duplicates in `post`
CREATE TABLE "_schema_rebuild_post" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "note" TEXT
);

-- copy the rows
INSERT INTO "_schema_rebuild_post" ("id")
SELECT NULL
FROM "post";

-- the new table takes the place of the old one
DROP TABLE "post";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_post" RENAME TO "post";

PRAGMA legacy_alter_table = OFF;
