-- cargo-schema: foreign-keys=off
-- cargo-schema: drop-column "posts"."slug"

-- add column `posts.old`: varchar(80), not null
-- alter column `posts.title`: not null -> null
-- drop column `posts.slug`
-- hazard[stand-in-value]: existing rows get "" in `posts.old`, because the original value is unknown
-- hazard[drop-column]: deletes all values of `posts.slug`
CREATE TABLE "_schema_rebuild_posts" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "title" VARCHAR(80),
    "old" VARCHAR(80) NOT NULL
);

-- numbers that were given out are not given out again
INSERT INTO sqlite_sequence (name, seq) SELECT '_schema_rebuild_posts', seq FROM sqlite_sequence WHERE name = 'posts';

-- copy the rows
INSERT INTO "_schema_rebuild_posts" ("id", "title", "old")
SELECT "id", "title", ''
FROM "posts";

-- the new table takes the place of the old one
DROP TABLE "posts";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_posts" RENAME TO "posts";

PRAGMA legacy_alter_table = OFF;
