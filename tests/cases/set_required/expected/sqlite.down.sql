-- cargo-schema: foreign-keys=off
-- cargo-schema: drop-column "post"."given"

-- add column `post.asked`: set(rights), not null
-- drop column `post.given`
-- hazard[stand-in-value]: existing rows get "" in `post.asked`, because the original value is unknown
-- hazard[drop-column]: deletes all values of `post.given`
CREATE TABLE "_schema_rebuild_post" (
    "id" INTEGER NOT NULL,
    "asked" TEXT NOT NULL,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_post" ("id", "asked")
SELECT "id", ''
FROM "post";

-- the new table takes the place of the old one
DROP TABLE "post";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_post" RENAME TO "post";

PRAGMA legacy_alter_table = OFF;
