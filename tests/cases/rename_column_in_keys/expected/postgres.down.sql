-- rename column `users.handle` to `nick`
ALTER TABLE "users" RENAME COLUMN "handle" TO "nick";

-- rename column `users.email` to `mail`
ALTER TABLE "users" RENAME COLUMN "email" TO "mail";

-- rename unique constraint `uq_users_handle` on `users` to `uq_users_nick`
ALTER TABLE "users" RENAME CONSTRAINT "uq_users_handle" TO "uq_users_nick";

-- rename index `ix_users_email_age` on `users` to `ix_users_mail_age`
ALTER INDEX "ix_users_email_age" RENAME TO "ix_users_mail_age";
