-- add column `users.nick`: varchar(20), null
ALTER TABLE "users" ADD COLUMN "nick" VARCHAR(20);

-- add column `users.mail`: varchar(20), null
ALTER TABLE "users" ADD COLUMN "mail" VARCHAR(20);

-- add unique constraint `uq_users_mail` on `users`: mail
CREATE UNIQUE INDEX "uq_users_mail" ON "users" ("mail");

-- add index `ix_users_nick` on `users`: nick
CREATE INDEX "ix_users_nick" ON "users" ("nick");
