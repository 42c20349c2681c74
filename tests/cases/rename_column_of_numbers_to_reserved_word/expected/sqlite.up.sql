-- cargo-schema: foreign-keys=off

-- rename column `users.level` to `order`
ALTER TABLE "users" RENAME COLUMN "level" TO "order";

-- rename check constraint `ck_users_level` on `users` to `ck_users_order`
CREATE TABLE "_schema_rebuild_users" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "age" INTEGER NOT NULL,
    "order" INTEGER NOT NULL,
    CONSTRAINT "ck_users_order" CHECK ("order" IN (1, 2, 3))
);

-- numbers that were given out are not given out again
INSERT INTO sqlite_sequence (name, seq) SELECT '_schema_rebuild_users', seq FROM sqlite_sequence WHERE name = 'users';

-- copy the rows
INSERT INTO "_schema_rebuild_users" ("id", "age", "order")
SELECT "id", "age", "order"
FROM "users";

-- the new table takes the place of the old one
DROP TABLE "users";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_users" RENAME TO "users";

PRAGMA legacy_alter_table = OFF;
