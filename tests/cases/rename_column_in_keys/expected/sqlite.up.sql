-- cargo-schema: foreign-keys=off

-- rename column `users.mail` to `email`
ALTER TABLE "users" RENAME COLUMN "mail" TO "email";

-- rename column `users.nick` to `handle`
ALTER TABLE "users" RENAME COLUMN "nick" TO "handle";

-- rename unique constraint `uq_users_nick` on `users` to `uq_users_handle`
DROP INDEX IF EXISTS "uq_users_nick";

-- rename index `ix_users_mail_age` on `users` to `ix_users_email_age`
DROP INDEX "ix_users_mail_age";

-- rename unique constraint `uq_users_nick` on `users` to `uq_users_handle`
-- rename index `ix_users_mail_age` on `users` to `ix_users_email_age`
CREATE TABLE "_schema_rebuild_users" (
    "email" VARCHAR(40) NOT NULL,
    "age" INTEGER NOT NULL,
    "handle" VARCHAR(20) NOT NULL,
    PRIMARY KEY ("email")
);

-- copy the rows
INSERT INTO "_schema_rebuild_users" ("rowid", "email", "age", "handle")
SELECT "rowid", "email", "age", "handle"
FROM "users";

-- the new table takes the place of the old one
DROP TABLE "users";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_users" RENAME TO "users";

PRAGMA legacy_alter_table = OFF;

-- unique constraint `uq_users_handle`
CREATE UNIQUE INDEX "uq_users_handle" ON "users" ("handle");

-- index `ix_users_email_age`
CREATE INDEX "ix_users_email_age" ON "users" ("email", "age");
