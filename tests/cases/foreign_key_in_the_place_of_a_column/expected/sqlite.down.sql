-- cargo-schema: foreign-keys=off
-- cargo-schema: drop-column "users"."mail_id"

-- drop unique constraint `uq_users_note` on `users`
DROP INDEX IF EXISTS "uq_users_note";

-- drop foreign key `fk_users_mail_id` on `users`
-- add column `users.mail`: varchar(9), not null
-- alter column `users.note`: varchar(19) -> varchar(9)
-- drop column `users.mail_id`
-- hazard[stand-in-value]: existing rows get "" in `users.mail`, because the original value is unknown
-- hazard[narrow-type]: keeps values of `users.note` that do not fit the new type, which programs may fail to read
-- hazard[drop-column]: deletes all values of `users.mail_id`
CREATE TABLE "_schema_rebuild_users" (
    "id" INTEGER NOT NULL,
    "note" VARCHAR(9) NOT NULL,
    "mail" VARCHAR(9) NOT NULL,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_users" ("id", "note", "mail")
SELECT "id", "note", ''
FROM "users";

-- the new table takes the place of the old one
DROP TABLE "users";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_users" RENAME TO "users";

PRAGMA legacy_alter_table = OFF;
