-- cargo-schema: foreign-keys=off

-- add column `users.mail`: text, not null
-- hazard[stand-in-value]: existing rows get "" in `users.mail`, because the original value is unknown
CREATE TABLE "_schema_rebuild_users" (
    "id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "mail" TEXT NOT NULL,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_users" ("id", "name", "mail")
SELECT "id", "name", ''
FROM "users";

-- the new table takes the place of the old one
DROP TABLE "users";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_users" RENAME TO "users";

PRAGMA legacy_alter_table = OFF;

-- index `ix_users_name_lower_mail`
CREATE INDEX "ix_users_name_lower_mail" ON "users" ("name", (lower(mail)));
