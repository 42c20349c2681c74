-- cargo-schema: foreign-keys=off
-- cargo-schema: drop-column "post"."id"
-- cargo-schema: drop-column "post"."note"

-- drop primary key of `post`
-- add column `post.lent`: i32, not null
-- add column `post.at`: date, not null
-- drop column `post.id`
-- drop column `post.note`
-- hazard[stand-in-value]: existing rows get 0 in `post.lent`, because the original value is unknown
-- hazard[stand-in-value]: existing rows get now() in `post.at`, because the original value is unknown
-- hazard[drop-column]: deletes all values of `post.id`
-- hazard[drop-column]: deletes all values of `post.note`
CREATE TABLE "_schema_rebuild_post" (
    "lent" INTEGER NOT NULL,
    "at" DATE NOT NULL
);

-- copy the rows
INSERT INTO "_schema_rebuild_post" ("lent", "at")
SELECT 0, CURRENT_DATE
FROM "post";

-- the new table takes the place of the old one
DROP TABLE "post";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_post" RENAME TO "post";

PRAGMA legacy_alter_table = OFF;
