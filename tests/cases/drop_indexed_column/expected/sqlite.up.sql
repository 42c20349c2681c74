-- drop unique `uq_users_mail` on `users`
DROP INDEX "uq_users_mail";

-- drop index `ix_users_nick` on `users`
DROP INDEX "ix_users_nick";

-- drop column `users.mail`
-- hazard: loses the values of `users.mail`
ALTER TABLE "users" DROP COLUMN "mail";

-- drop column `users.nick`
-- hazard: loses the values of `users.nick`
ALTER TABLE "users" DROP COLUMN "nick";
