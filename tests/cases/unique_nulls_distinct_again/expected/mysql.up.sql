-- drop unique constraint `uq_mail` on `account`: nulls not distinct
-- add unique constraint `uq_mail` on `account`: tenant, mail
-- hazard[constraint-on-rows]: fails if existing rows of `account` violate `uq_mail`
ALTER TABLE `account`
    DROP INDEX `uq_mail`,
    ADD CONSTRAINT `uq_mail` UNIQUE (`tenant`, `mail`);
