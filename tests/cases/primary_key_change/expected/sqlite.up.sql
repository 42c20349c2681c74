-- cargo-schema: foreign-keys=off

-- drop unique constraint `uq_users_mail` on `users`
DROP INDEX IF EXISTS "uq_users_mail";

-- drop primary key of `users`
-- add primary key to `users`: mail
-- add unique constraint `uq_users_id` on `users`: id
-- hazard[primary-key-on-rows]: fails if the new primary key has duplicates in `users`
-- hazard[constraint-on-rows]: fails if existing rows of `users` violate `uq_users_id`
CREATE TABLE "_schema_rebuild_users" (
    "id" INTEGER NOT NULL,
    "mail" VARCHAR(40) NOT NULL,
    PRIMARY KEY ("mail")
);

-- copy the rows
INSERT INTO "_schema_rebuild_users" ("id", "mail")
SELECT "id", "mail"
FROM "users";

-- the new table takes the place of the old one
DROP TABLE "users";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_users" RENAME TO "users";

PRAGMA legacy_alter_table = OFF;

-- unique constraint `uq_users_id`
CREATE UNIQUE INDEX "uq_users_id" ON "users" ("id");
