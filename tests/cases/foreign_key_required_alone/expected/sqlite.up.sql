-- cargo-schema: foreign-keys=off

-- alter column `posts.author`: null -> not null, existing NULLs get 1
CREATE TABLE "_schema_rebuild_posts" (
    "id" INTEGER NOT NULL,
    "author" INTEGER NOT NULL,
    "title" TEXT NOT NULL DEFAULT 'none',
    PRIMARY KEY ("id"),
    CONSTRAINT "fk_posts_author" FOREIGN KEY ("author") REFERENCES "users" ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_posts" ("id", "author", "title")
SELECT "id", coalesce("author", 1), "title"
FROM "posts";

-- the new table takes the place of the old one
DROP TABLE "posts";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_posts" RENAME TO "posts";

PRAGMA legacy_alter_table = OFF;
