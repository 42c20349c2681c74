-- drop unique constraint `uq_users_mail` on `users`
ALTER TABLE "users" DROP CONSTRAINT "uq_users_mail";

-- drop index `ix_users_nick` on `users`
DROP INDEX "ix_users_nick";

-- drop column `users.mail`
-- hazard[drop-column]: deletes all values of `users.mail`
ALTER TABLE "users" DROP COLUMN "mail";

-- drop column `users.nick`
-- hazard[drop-column]: deletes all values of `users.nick`
ALTER TABLE "users" DROP COLUMN "nick";
