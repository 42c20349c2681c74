-- cargo-schema: foreign-keys=off
-- cargo-schema: drop-column "users"."admin"

-- drop unique constraint `uq_users_name` on `users`
DROP INDEX IF EXISTS "uq_users_name";

-- drop index `ix_users_nick` on `users`
DROP INDEX "ix_users_nick";

-- add column `users.old`: i32, null
-- alter column `users.name`: varchar(120) -> varchar(80)
-- alter column `users.age`: i64 -> i32, not null -> null
-- drop column `users.admin`
-- add index `ix_users_age` on `users`: age
-- hazard[narrow-type]: keeps values of `users.name` that do not fit the new type, which programs may fail to read
-- hazard[narrow-type]: keeps values of `users.age` that do not fit the new type, which programs may fail to read
-- hazard[drop-column]: deletes all values of `users.admin`
CREATE TABLE "_schema_rebuild_users" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" VARCHAR(80) NOT NULL,
    "age" INTEGER,
    "nick" VARCHAR(10),
    "old" INTEGER
);

-- numbers that were given out are not given out again
INSERT INTO sqlite_sequence (name, seq) SELECT '_schema_rebuild_users', seq FROM sqlite_sequence WHERE name = 'users';

-- copy the rows
INSERT INTO "_schema_rebuild_users" ("id", "name", "age", "nick")
SELECT "id", "name", "age", "nick"
FROM "users";

-- the new table takes the place of the old one
DROP TABLE "users";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_users" RENAME TO "users";

PRAGMA legacy_alter_table = OFF;

-- index `ix_users_age`
CREATE INDEX "ix_users_age" ON "users" ("age");
