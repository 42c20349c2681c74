-- cargo-schema: foreign-keys=off
-- cargo-schema: drop-column "users"."old"

-- drop index `ix_users_age` on `users`
DROP INDEX "ix_users_age";

-- add column `users.admin`: bool, not null, default false
-- alter column `users.name`: varchar(80) -> varchar(120)
-- alter column `users.age`: i32 -> i64, null -> not null, existing NULLs get -1
-- drop column `users.old`
-- add unique constraint `uq_users_name` on `users`: name
-- add index `ix_users_nick` on `users`: nick
-- hazard[drop-column]: deletes all values of `users.old`
-- hazard[constraint-on-rows]: fails if existing rows of `users` violate `uq_users_name`
CREATE TABLE "_schema_rebuild_users" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" VARCHAR(120) NOT NULL,
    "age" INTEGER NOT NULL,
    "nick" VARCHAR(10),
    "admin" BOOLEAN NOT NULL DEFAULT FALSE
);

-- numbers that were given out are not given out again
INSERT INTO sqlite_sequence (name, seq) SELECT '_schema_rebuild_users', seq FROM sqlite_sequence WHERE name = 'users';

-- copy the rows
INSERT INTO "_schema_rebuild_users" ("id", "name", "age", "nick", "admin")
SELECT "id", "name", coalesce("age", -1), "nick", FALSE
FROM "users";

-- the new table takes the place of the old one
DROP TABLE "users";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_users" RENAME TO "users";

PRAGMA legacy_alter_table = OFF;

-- unique constraint `uq_users_name`
CREATE UNIQUE INDEX "uq_users_name" ON "users" ("name");

-- index `ix_users_nick`
CREATE INDEX "ix_users_nick" ON "users" ("nick");
