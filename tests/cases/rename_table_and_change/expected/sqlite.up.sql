-- cargo-schema: foreign-keys=off

-- rename table `users` to `people`
ALTER TABLE "users" RENAME TO "people";

-- rename column `posts.author` to `writer`
ALTER TABLE "posts" RENAME COLUMN "author" TO "writer";

-- rename unique constraint `uq_users_name` on `people` to `uq_people_name`
DROP INDEX IF EXISTS "uq_users_name";

-- drop index `ix_users_boss` on `people`
DROP INDEX "ix_users_boss";

-- rename unique constraint `uq_users_name` on `people` to `uq_people_name`
-- add column `people.age`: i32, null
CREATE TABLE "_schema_rebuild_people" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" VARCHAR(80) NOT NULL,
    "boss" INTEGER,
    "age" INTEGER
);

-- numbers that were given out are not given out again
INSERT INTO sqlite_sequence (name, seq) SELECT '_schema_rebuild_people', seq FROM sqlite_sequence WHERE name = 'people';

-- copy the rows
INSERT INTO "_schema_rebuild_people" ("id", "name", "boss")
SELECT "id", "name", "boss"
FROM "people";

-- the new table takes the place of the old one
DROP TABLE "people";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_people" RENAME TO "people";

PRAGMA legacy_alter_table = OFF;

-- unique constraint `uq_people_name`
CREATE UNIQUE INDEX "uq_people_name" ON "people" ("name");

-- rename foreign key `fk_posts_author` on `posts` to `fk_posts_writer`
CREATE TABLE "_schema_rebuild_posts" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "writer" INTEGER NOT NULL,
    CONSTRAINT "fk_posts_writer" FOREIGN KEY ("writer") REFERENCES "people" ("id") ON DELETE CASCADE
);

-- numbers that were given out are not given out again
INSERT INTO sqlite_sequence (name, seq) SELECT '_schema_rebuild_posts', seq FROM sqlite_sequence WHERE name = 'posts';

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
