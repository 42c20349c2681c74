-- cargo-schema: foreign-keys=off

-- rename table `users` to `Users`
ALTER TABLE "users" RENAME TO "_schema_aside_Users";

ALTER TABLE "_schema_aside_Users" RENAME TO "Users";

-- rename unique constraint `uq_users_name` on `Users` to `uq_Users_name`
DROP INDEX IF EXISTS "uq_users_name";

-- rename unique constraint `uq_users_name` on `Users` to `uq_Users_name`
CREATE TABLE "_schema_rebuild_Users" (
    "id" INTEGER NOT NULL,
    "name" VARCHAR(80) NOT NULL,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_Users" ("id", "name")
SELECT "id", "name"
FROM "Users";

-- the new table takes the place of the old one
DROP TABLE "Users";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_Users" RENAME TO "Users";

PRAGMA legacy_alter_table = OFF;

-- unique constraint `uq_Users_name`
CREATE UNIQUE INDEX "uq_Users_name" ON "Users" ("name");
