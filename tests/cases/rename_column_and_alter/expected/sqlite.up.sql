-- cargo-schema: foreign-keys=off

-- rename column `users.age` to `years`
ALTER TABLE "users" RENAME COLUMN "age" TO "years";

-- alter column `users.years`: i32 -> i64, null -> not null, default none -> 1, existing NULLs get 0
CREATE TABLE "_schema_rebuild_users" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" VARCHAR(80) NOT NULL,
    "years" INTEGER NOT NULL DEFAULT 1
);

-- numbers that were given out are not given out again
INSERT INTO sqlite_sequence (name, seq) SELECT '_schema_rebuild_users', seq FROM sqlite_sequence WHERE name = 'users';

-- copy the rows
INSERT INTO "_schema_rebuild_users" ("id", "name", "years")
SELECT "id", "name", coalesce("years", 0)
FROM "users";

-- the new table takes the place of the old one
DROP TABLE "users";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_users" RENAME TO "users";

PRAGMA legacy_alter_table = OFF;
