-- add column `users.mail_id`: i64, not null, existing rows get 1
ALTER TABLE "users" ADD COLUMN "mail_id" bigint NOT NULL DEFAULT 1;

-- alter column `users.note`: varchar(9) -> varchar(19)
ALTER TABLE "users" ALTER COLUMN "note" TYPE varchar(19);

-- add column `users.mail_id`: i64, not null, existing rows get 1
ALTER TABLE "users" ALTER COLUMN "mail_id" DROP DEFAULT;

-- drop column `users.mail`
-- hazard[drop-column]: deletes all values of `users.mail`
ALTER TABLE "users" DROP COLUMN "mail";

-- add unique constraint `uq_users_note` on `users`: note
-- hazard[constraint-on-rows]: fails if existing rows of `users` violate `uq_users_note`
ALTER TABLE "users" ADD CONSTRAINT "uq_users_note" UNIQUE ("note");

-- add foreign key `fk_users_mail_id` on `users`: mail_id -> mails.id
-- hazard[constraint-on-rows]: fails if existing rows of `users` violate `fk_users_mail_id`
ALTER TABLE "users" ADD CONSTRAINT "fk_users_mail_id" FOREIGN KEY ("mail_id") REFERENCES "mails" ("id");
