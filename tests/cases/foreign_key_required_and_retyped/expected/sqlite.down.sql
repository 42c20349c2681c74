-- cargo-schema: foreign-keys=off

-- alter column `posts.author`: not null -> null
-- alter column `posts.title`: text -> varchar(20)
-- hazard[narrow-type]: keeps values of `posts.title` that do not fit the new type, which programs may fail to read
CREATE TABLE "_schema_rebuild_posts" (
    "id" INTEGER NOT NULL,
    "author" INTEGER,
    "title" VARCHAR(20) NOT NULL,
    PRIMARY KEY ("id"),
    CONSTRAINT "fk_posts_author" FOREIGN KEY ("author") REFERENCES "users" ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_posts" ("id", "author", "title")
SELECT "id", "author", "title"
FROM "posts";

-- the new table takes the place of the old one
DROP TABLE "posts";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_posts" RENAME TO "posts";

PRAGMA legacy_alter_table = OFF;
