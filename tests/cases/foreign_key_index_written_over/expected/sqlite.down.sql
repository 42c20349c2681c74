-- cargo-schema: foreign-keys=off

-- alter column `posts.place`: not null -> null
-- add unique constraint `uq_posts_author_place` on `posts`: author, place
-- hazard[constraint-on-rows]: fails if existing rows of `posts` violate `uq_posts_author_place`
CREATE TABLE "_schema_rebuild_posts" (
    "id" INTEGER NOT NULL,
    "author" INTEGER NOT NULL,
    "place" INTEGER,
    PRIMARY KEY ("id"),
    CONSTRAINT "fk_posts_author" FOREIGN KEY ("author") REFERENCES "users" ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_posts" ("id", "author", "place")
SELECT "id", "author", "place"
FROM "posts";

-- the new table takes the place of the old one
DROP TABLE "posts";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_posts" RENAME TO "posts";

PRAGMA legacy_alter_table = OFF;

-- unique constraint `uq_posts_author_place`
CREATE UNIQUE INDEX "uq_posts_author_place" ON "posts" ("author", "place");
