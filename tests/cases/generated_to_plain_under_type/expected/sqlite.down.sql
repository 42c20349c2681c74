-- cargo-schema: foreign-keys=off

-- alter column `post.views`: i64 -> i32
-- alter column `post.twice`: none -> generated stored as views * 2
-- hazard[drop-column]: deletes all values of `post.twice`
-- hazard[narrow-type]: keeps values of `post.views` that do not fit the new type, which programs may fail to read
CREATE TABLE "_schema_rebuild_post" (
    "id" INTEGER NOT NULL,
    "views" INTEGER NOT NULL,
    "twice" INTEGER GENERATED ALWAYS AS (views * 2) STORED,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_post" ("id", "views")
SELECT "id", "views"
FROM "post";

-- the new table takes the place of the old one
DROP TABLE "post";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_post" RENAME TO "post";

PRAGMA legacy_alter_table = OFF;
