-- cargo-schema: foreign-keys=off
-- cargo-schema: drop-column "users"."age"

-- drop check constraint `ck_age` on `users`
-- drop column `users.age`
-- add check constraint `ck_name` on `users`: name GLOB 'a*'
-- hazard[drop-column]: deletes all values of `users.age`
-- hazard[constraint-on-rows]: fails if existing rows of `users` violate `ck_name`
CREATE TABLE "_schema_rebuild_users" (
    "id" INTEGER NOT NULL,
    "name" VARCHAR(20) NOT NULL,
    "born" INTEGER NOT NULL,
    "died" INTEGER,
    PRIMARY KEY ("id"),
    CONSTRAINT "ck_life" CHECK (born < died OR died IS NULL),
    CONSTRAINT "ck_name" CHECK (name GLOB 'a*')
);

-- copy the rows
INSERT INTO "_schema_rebuild_users" ("id", "name", "born", "died")
SELECT "id", "name", "born", "died"
FROM "users";

-- the new table takes the place of the old one
DROP TABLE "users";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_users" RENAME TO "users";

PRAGMA legacy_alter_table = OFF;
