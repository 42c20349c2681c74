-- cargo-schema: foreign-keys=off

-- drop unique constraint `uq_posts_author_place` on `posts`
DROP INDEX IF EXISTS "uq_posts_author_place";

-- alter column `posts.place`: null -> not null, existing NULLs get 0
-- add index `ix_posts_author_id` on `posts`: author, id
CREATE TABLE "_schema_rebuild_posts" (
    "id" INTEGER NOT NULL,
    "author" INTEGER NOT NULL,
    "place" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    CONSTRAINT "fk_posts_author" FOREIGN KEY ("author") REFERENCES "users" ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_posts" ("id", "author", "place")
SELECT "id", "author", coalesce("place", 0)
FROM "posts";

-- the new table takes the place of the old one
DROP TABLE "posts";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_posts" RENAME TO "posts";

PRAGMA legacy_alter_table = OFF;

-- index `ix_posts_author_id`
CREATE INDEX "ix_posts_author_id" ON "posts" ("author", "id");
