-- cargo-schema: foreign-keys=off

-- rename table `Users` to `users`
ALTER TABLE "Users" RENAME TO "_schema_aside_users";

ALTER TABLE "_schema_aside_users" RENAME TO "users";

-- rename unique constraint `uq_Users_name` on `users` to `uq_users_name`
DROP INDEX IF EXISTS "uq_Users_name";

-- rename unique constraint `uq_Users_name` on `users` to `uq_users_name`
CREATE TABLE "_schema_rebuild_users" (
    "id" INTEGER NOT NULL,
    "name" VARCHAR(80) NOT NULL,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_users" ("id", "name")
SELECT "id", "name"
FROM "users";

-- the new table takes the place of the old one
DROP TABLE "users";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_users" RENAME TO "users";

PRAGMA legacy_alter_table = OFF;

-- unique constraint `uq_users_name`
CREATE UNIQUE INDEX "uq_users_name" ON "users" ("name");
