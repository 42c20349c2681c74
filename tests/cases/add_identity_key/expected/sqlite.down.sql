-- cargo-schema: foreign-keys=off
-- cargo-schema: drop-column "users"."id"

-- drop primary key of `users`
-- drop column `users.id`
-- hazard[drop-column]: deletes all values of `users.id`
CREATE TABLE "_schema_rebuild_users" (
    "name" VARCHAR(80) NOT NULL
);

-- copy the rows
INSERT INTO "_schema_rebuild_users" ("name")
SELECT "name"
FROM "users";

-- the new table takes the place of the old one
DROP TABLE "users";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_users" RENAME TO "users";

PRAGMA legacy_alter_table = OFF;
