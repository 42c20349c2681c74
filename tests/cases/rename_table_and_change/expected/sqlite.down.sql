-- cargo-schema: foreign-keys=off

-- rename column `posts.writer` to `author`
ALTER TABLE "posts" RENAME COLUMN "writer" TO "author";

-- rename table `people` to `users`
ALTER TABLE "people" RENAME TO "users";

-- rename unique `uq_people_name` on `users` to `uq_users_name`
DROP INDEX "uq_people_name";

-- rename foreign key `fk_posts_writer` on `posts` to `fk_posts_author`
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

-- drop column `users.age`
-- hazard: loses the values of `users.age`
ALTER TABLE "users" DROP COLUMN "age";

-- rename unique `uq_people_name` on `users` to `uq_users_name`
CREATE UNIQUE INDEX "uq_users_name" ON "users" ("name");

-- add index `ix_users_boss` on `users`: boss
CREATE INDEX "ix_users_boss" ON "users" ("boss");
