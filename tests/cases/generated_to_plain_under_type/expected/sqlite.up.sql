-- cargo-schema: foreign-keys=off

-- alter column `post.views`: i32 -> i64
-- alter column `post.twice`: generated stored as views * 2 -> none
CREATE TABLE "_schema_rebuild_post" (
    "id" INTEGER NOT NULL,
    "views" INTEGER NOT NULL,
    "twice" INTEGER,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_post" ("id", "views", "twice")
SELECT "id", "views", "twice"
FROM "post";

-- the new table takes the place of the old one
DROP TABLE "post";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_post" RENAME TO "post";

PRAGMA legacy_alter_table = OFF;
