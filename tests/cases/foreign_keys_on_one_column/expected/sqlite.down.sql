-- cargo-schema: foreign-keys=off
-- cargo-schema: drop-column "post"."author"

-- drop foreign key `fk_author` on `post`
-- drop foreign key `fk_post` on `post`
-- drop column `post.author`
-- hazard[drop-column]: deletes all values of `post.author`
CREATE TABLE "_schema_rebuild_post" (
    "id" INTEGER NOT NULL,
    PRIMARY KEY ("id")
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
