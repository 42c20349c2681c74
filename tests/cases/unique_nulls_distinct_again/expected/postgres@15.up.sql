-- drop unique `uq_mail` on `account`: nulls not distinct
ALTER TABLE "account" DROP CONSTRAINT "uq_mail";

-- add unique `uq_mail` on `account`: tenant, mail
-- hazard[constraint-on-rows]: fails where rows of `account` break `uq_mail`
ALTER TABLE "account" ADD CONSTRAINT "uq_mail" UNIQUE ("tenant", "mail");
