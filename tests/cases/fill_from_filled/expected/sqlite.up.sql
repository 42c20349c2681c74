-- cargo-schema: foreign-keys=off
-- cargo-schema: drop-column "posts"."old"

-- add column `posts.slug`: varchar(200), not null, existing rows get sql(concat(posts.title, '-', old))
-- alter column `posts.title`: null -> not null, existing NULLs get "none"
-- drop column `posts.old`
-- hazard[drop-column]: deletes all values of `posts.old`
CREATE TABLE "_schema_rebuild_posts" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "title" VARCHAR(80) NOT NULL,
    "slug" VARCHAR(200) NOT NULL
);

-- numbers that were given out are not given out again
INSERT INTO sqlite_sequence (name, seq) SELECT '_schema_rebuild_posts', seq FROM sqlite_sequence WHERE name = 'posts';

-- copy the rows
INSERT INTO "_schema_rebuild_posts" ("id", "title", "slug")
SELECT "id", "title", (concat(posts.title, '-', old))
FROM (SELECT "id", coalesce("title", 'none') AS "title", "old" FROM "posts") AS "posts";

-- the new table takes the place of the old one
DROP TABLE "posts";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_posts" RENAME TO "posts";

PRAGMA legacy_alter_table = OFF;
