-- cargo-schema: foreign-keys=off

-- rename column `users.handle` to `nick`
ALTER TABLE "users" RENAME COLUMN "handle" TO "nick";

-- rename column `users.email` to `mail`
ALTER TABLE "users" RENAME COLUMN "email" TO "mail";

-- rename unique constraint `uq_users_handle` on `users` to `uq_users_nick`
DROP INDEX IF EXISTS "uq_users_handle";

-- rename index `ix_users_email_age` on `users` to `ix_users_mail_age`
DROP INDEX "ix_users_email_age";

-- rename unique constraint `uq_users_handle` on `users` to `uq_users_nick`
-- rename index `ix_users_email_age` on `users` to `ix_users_mail_age`
CREATE TABLE "_schema_rebuild_users" (
    "mail" VARCHAR(40) NOT NULL,
    "age" INTEGER NOT NULL,
    "nick" VARCHAR(20) NOT NULL,
    PRIMARY KEY ("mail")
);

-- copy the rows
INSERT INTO "_schema_rebuild_users" ("rowid", "mail", "age", "nick")
SELECT "rowid", "mail", "age", "nick"
FROM "users";

-- the new table takes the place of the old one
DROP TABLE "users";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_users" RENAME TO "users";

PRAGMA legacy_alter_table = OFF;

-- unique constraint `uq_users_nick`
CREATE UNIQUE INDEX "uq_users_nick" ON "users" ("nick");

-- index `ix_users_mail_age`
CREATE INDEX "ix_users_mail_age" ON "users" ("mail", "age");
