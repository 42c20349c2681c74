-- add column `person.email`: varchar(40), null
ALTER TABLE "person" ADD COLUMN "email" varchar(40);

-- drop column `person.Email`
-- hazard[drop-column]: deletes all values of `person.Email`
ALTER TABLE "person" DROP COLUMN "Email";
