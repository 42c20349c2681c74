-- cargo-schema: foreign-keys=off

-- drop unique constraint `uq_users_name` on `users`
DROP INDEX IF EXISTS "uq_users_name";

-- add unique constraint `uq_users_code` on `users`: code
-- hazard[constraint-on-rows]: fails if existing rows of `users` violate `uq_users_code`
CREATE TABLE "_schema_rebuild_users" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" VARCHAR(80) NOT NULL,
    "code" VARCHAR(9)
);

-- numbers that were given out are not given out again
INSERT INTO sqlite_sequence (name, seq) SELECT '_schema_rebuild_users', seq FROM sqlite_sequence WHERE name = 'users';

-- copy the rows
INSERT INTO "_schema_rebuild_users" ("id", "name", "code")
SELECT "id", "name", "code"
FROM "users";

-- the new table takes the place of the old one
DROP TABLE "users";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_users" RENAME TO "users";

PRAGMA legacy_alter_table = OFF;

-- unique constraint `uq_users_code`
CREATE UNIQUE INDEX "uq_users_code" ON "users" ("code");
