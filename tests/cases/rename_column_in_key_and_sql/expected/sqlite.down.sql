-- cargo-schema: foreign-keys=off

-- rename column `users.number` to `id`
ALTER TABLE "users" RENAME COLUMN "number" TO "id";

-- rename column `posts.writer` to `author`
ALTER TABLE "posts" RENAME COLUMN "writer" TO "author";

-- rename foreign key `fk_posts_writer` on `posts` to `fk_posts_author`
CREATE TABLE "_schema_rebuild_posts" (
    "id" INTEGER NOT NULL,
    "author" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    CONSTRAINT "fk_posts_author" FOREIGN KEY ("author") REFERENCES "users" ("id") ON DELETE CASCADE,
    CONSTRAINT "ck_posts_author" CHECK ("author" > 0)
);

-- copy the rows
INSERT INTO "_schema_rebuild_posts" ("id", "author")
SELECT "id", "author"
FROM "posts";

-- the new table takes the place of the old one
DROP TABLE "posts";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_posts" RENAME TO "posts";

PRAGMA legacy_alter_table = OFF;
