-- rename column `users.mail` to `email`
ALTER TABLE "users" RENAME COLUMN "mail" TO "email";

-- rename column `users.nick` to `handle`
ALTER TABLE "users" RENAME COLUMN "nick" TO "handle";

-- rename unique `uq_users_nick` on `users` to `uq_users_handle`
DROP INDEX "uq_users_nick";

-- rename index `ix_users_mail_age` on `users` to `ix_users_email_age`
DROP INDEX "ix_users_mail_age";

-- rename unique `uq_users_nick` on `users` to `uq_users_handle`
CREATE UNIQUE INDEX "uq_users_handle" ON "users" ("handle");

-- rename index `ix_users_mail_age` on `users` to `ix_users_email_age`
CREATE INDEX "ix_users_email_age" ON "users" ("email", "age");
