-- rename column `users.handle` to `nick`
ALTER TABLE "users" RENAME COLUMN "handle" TO "nick";

-- rename column `users.email` to `mail`
ALTER TABLE "users" RENAME COLUMN "email" TO "mail";

-- rename unique `uq_users_handle` on `users` to `uq_users_nick`
DROP INDEX "uq_users_handle";

-- rename index `ix_users_email_age` on `users` to `ix_users_mail_age`
DROP INDEX "ix_users_email_age";

-- rename unique `uq_users_handle` on `users` to `uq_users_nick`
CREATE UNIQUE INDEX "uq_users_nick" ON "users" ("nick");

-- rename index `ix_users_email_age` on `users` to `ix_users_mail_age`
CREATE INDEX "ix_users_mail_age" ON "users" ("mail", "age");
