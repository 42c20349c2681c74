-- add column `person.Email`: varchar(80), null, existing rows get sql(lower(email))
ALTER TABLE "person" ADD COLUMN "Email" varchar(80);

-- add column `person.Email`: varchar(80), null, existing rows get sql(lower(email))
UPDATE "person" SET "Email" = lower(email);

-- drop column `person.email`
-- hazard[drop-column]: deletes all values of `person.email`
ALTER TABLE "person" DROP COLUMN "email";
