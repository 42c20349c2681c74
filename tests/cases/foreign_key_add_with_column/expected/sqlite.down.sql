-- cargo-schema: foreign-keys=off
-- cargo-schema: drop-column "posts"."author"

-- drop foreign key `fk_posts_author` on `posts`
-- drop column `posts.author`
-- hazard[drop-column]: deletes all values of `posts.author`
CREATE TABLE "_schema_rebuild_posts" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "title" VARCHAR(9) NOT NULL
);

-- numbers that were given out are not given out again
INSERT INTO sqlite_sequence (name, seq) SELECT '_schema_rebuild_posts', seq FROM sqlite_sequence WHERE name = 'posts';

-- copy the rows
INSERT INTO "_schema_rebuild_posts" ("id", "title")
SELECT "id", "title"
FROM "posts";

-- the new table takes the place of the old one
DROP TABLE "posts";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_posts" RENAME TO "posts";

PRAGMA legacy_alter_table = OFF;
