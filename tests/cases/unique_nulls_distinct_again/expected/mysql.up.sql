-- drop unique `uq_mail` on `account`: nulls not distinct
-- add unique `uq_mail` on `account`: tenant, mail
-- hazard[constraint-on-rows]: fails where rows of `account` break `uq_mail`
ALTER TABLE `account`
    DROP INDEX `uq_mail`,
    ADD CONSTRAINT `uq_mail` UNIQUE (`tenant`, `mail`);
