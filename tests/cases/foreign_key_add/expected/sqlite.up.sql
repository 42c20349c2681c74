-- cargo-schema: foreign-keys=off

-- add foreign key `fk_posts_author` on `posts`: author -> users.id, on delete cascade
-- hazard[constraint-on-rows]: fails if existing rows of `posts` violate `fk_posts_author`
CREATE TABLE "_schema_rebuild_posts" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "author" INTEGER NOT NULL,
    CONSTRAINT "fk_posts_author" FOREIGN KEY ("author") REFERENCES "users" ("id") ON DELETE CASCADE
);

-- numbers that were given out are not given out again
INSERT INTO sqlite_sequence (name, seq) SELECT '_schema_rebuild_posts', seq FROM sqlite_sequence WHERE name = 'posts';

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
