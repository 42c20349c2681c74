-- cargo-schema: foreign-keys=off

-- rename unique constraint `one_name` on `users` to `uq_users_name`
DROP INDEX IF EXISTS "one_name";

-- rename foreign key `writer` on `posts` to `fk_posts_author`
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

-- rename unique constraint `one_name` on `users` to `uq_users_name`
CREATE TABLE "_schema_rebuild_users" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" VARCHAR(80) NOT NULL,
    "boss" INTEGER
);

-- numbers that were given out are not given out again
INSERT INTO sqlite_sequence (name, seq) SELECT '_schema_rebuild_users', seq FROM sqlite_sequence WHERE name = 'users';

-- copy the rows
INSERT INTO "_schema_rebuild_users" ("id", "name", "boss")
SELECT "id", "name", "boss"
FROM "users";

-- the new table takes the place of the old one
DROP TABLE "users";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_users" RENAME TO "users";

PRAGMA legacy_alter_table = OFF;

-- unique constraint `uq_users_name`
CREATE UNIQUE INDEX "uq_users_name" ON "users" ("name");

-- index `ix_users_boss`
CREATE INDEX "ix_users_boss" ON "users" ("boss");
