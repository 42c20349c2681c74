-- cargo-schema: foreign-keys=off

-- rename column `posts.author` to `writer`
ALTER TABLE "posts" RENAME COLUMN "author" TO "writer";

-- rename column `users.id` to `number`
ALTER TABLE "users" RENAME COLUMN "id" TO "number";

-- rename foreign key `fk_posts_author` on `posts` to `fk_posts_writer`
CREATE TABLE "_schema_rebuild_posts" (
    "id" INTEGER NOT NULL,
    "writer" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    CONSTRAINT "fk_posts_writer" FOREIGN KEY ("writer") REFERENCES "users" ("number") ON DELETE CASCADE,
    CONSTRAINT "ck_posts_author" CHECK ("writer" > 0)
);

-- copy the rows
INSERT INTO "_schema_rebuild_posts" ("id", "writer")
SELECT "id", "writer"
FROM "posts";

-- the new table takes the place of the old one
DROP TABLE "posts";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_posts" RENAME TO "posts";

PRAGMA legacy_alter_table = OFF;
