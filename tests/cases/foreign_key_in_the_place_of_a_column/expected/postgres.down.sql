-- drop foreign key `fk_users_mail_id` on `users`
ALTER TABLE "users" DROP CONSTRAINT "fk_users_mail_id";

-- drop unique constraint `uq_users_note` on `users`
ALTER TABLE "users" DROP CONSTRAINT "uq_users_note";

-- add column `users.mail`: varchar(9), not null
-- hazard[stand-in-value]: existing rows get "" in `users.mail`, because the original value is unknown
ALTER TABLE "users" ADD COLUMN "mail" varchar(9) NOT NULL DEFAULT '';

-- alter column `users.note`: varchar(19) -> varchar(9)
-- hazard[narrow-type]: fails or truncates values of `users.note` that do not fit the new type
ALTER TABLE "users" ALTER COLUMN "note" TYPE varchar(9);

-- add column `users.mail`: varchar(9), not null
ALTER TABLE "users" ALTER COLUMN "mail" DROP DEFAULT;

-- drop column `users.mail_id`
-- hazard[drop-column]: deletes all values of `users.mail_id`
ALTER TABLE "users" DROP COLUMN "mail_id";
