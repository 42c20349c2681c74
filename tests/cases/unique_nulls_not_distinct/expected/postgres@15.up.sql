-- drop unique constraint `uq_mail` on `account`
ALTER TABLE "account" DROP CONSTRAINT "uq_mail";

-- add unique constraint `uq_mail` on `account`: tenant, mail, nulls not distinct
-- hazard[constraint-on-rows]: fails if existing rows of `account` violate `uq_mail`
ALTER TABLE "account" ADD CONSTRAINT "uq_mail" UNIQUE NULLS NOT DISTINCT ("tenant", "mail");
