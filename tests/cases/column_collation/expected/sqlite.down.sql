-- cargo-schema: foreign-keys=off

-- alter column `users.name`: collation NOCASE -> none
-- alter column `users.city`: collation none -> RTRIM
CREATE TABLE "_schema_rebuild_users" (
    "id" INTEGER NOT NULL,
    "name" VARCHAR(20) NOT NULL,
    "city" VARCHAR(20) COLLATE "RTRIM",
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_users" ("id", "name", "city")
SELECT "id", "name", "city"
FROM "users";

-- the new table takes the place of the old one
DROP TABLE "users";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_users" RENAME TO "users";

PRAGMA legacy_alter_table = OFF;

-- unique constraint `uq_users_name`
CREATE UNIQUE INDEX "uq_users_name" ON "users" ("name");

-- index `ix_users_city`
CREATE INDEX "ix_users_city" ON "users" ("city");
