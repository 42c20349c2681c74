-- cargo-schema: foreign-keys=off

-- drop check constraint `ck_name` on `users`
-- add column `users.age`: i32, not null, existing rows get 30
-- add check constraint `ck_age` on `users`: age > 0 AND age < 150
-- hazard[constraint-on-rows]: fails if existing rows of `users` violate `ck_age`
CREATE TABLE "_schema_rebuild_users" (
    "id" INTEGER NOT NULL,
    "name" VARCHAR(20) NOT NULL,
    "born" INTEGER NOT NULL,
    "died" INTEGER,
    "age" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    CONSTRAINT "ck_age" CHECK (age > 0 AND age < 150),
    CONSTRAINT "ck_life" CHECK (born < died OR died IS NULL)
);

-- copy the rows
INSERT INTO "_schema_rebuild_users" ("id", "name", "born", "died", "age")
SELECT "id", "name", "born", "died", 30
FROM "users";

-- the new table takes the place of the old one
DROP TABLE "users";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_users" RENAME TO "users";

PRAGMA legacy_alter_table = OFF;
