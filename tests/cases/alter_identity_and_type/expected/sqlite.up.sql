-- cargo-schema: foreign-keys=off

-- alter column `post.id`: i64 -> decimal(20,0), no auto increment
CREATE TABLE "_schema_rebuild_post" (
    "id" TEXT NOT NULL,
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
