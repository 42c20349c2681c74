-- cargo-schema: foreign-keys=off
-- cargo-schema: drop-column "users"."mail"

-- add column `users.mail_id`: i64, not null, existing rows get 1
-- alter column `users.note`: varchar(9) -> varchar(19)
-- drop column `users.mail`
-- add unique constraint `uq_users_note` on `users`: note
-- add foreign key `fk_users_mail_id` on `users`: mail_id -> mails.id
-- hazard[drop-column]: deletes all values of `users.mail`
-- hazard[constraint-on-rows]: fails if existing rows of `users` violate `uq_users_note`
-- hazard[constraint-on-rows]: fails if existing rows of `users` violate `fk_users_mail_id`
CREATE TABLE "_schema_rebuild_users" (
    "id" INTEGER NOT NULL,
    "note" VARCHAR(19) NOT NULL,
    "mail_id" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    CONSTRAINT "fk_users_mail_id" FOREIGN KEY ("mail_id") REFERENCES "mails" ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_users" ("id", "note", "mail_id")
SELECT "id", "note", 1
FROM "users";

-- the new table takes the place of the old one
DROP TABLE "users";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_users" RENAME TO "users";

PRAGMA legacy_alter_table = OFF;

-- unique constraint `uq_users_note`
CREATE UNIQUE INDEX "uq_users_note" ON "users" ("note");
