-- bring rows into order for `uq_account_email`
DELETE FROM account WHERE id NOT IN (SELECT id FROM (SELECT max(id) AS id FROM account GROUP BY email) AS kept);

-- add unique `uq_account_email` on `account`: email
-- hazard[constraint-on-rows]: fails where rows of `account` break `uq_account_email`
ALTER TABLE `account` ADD CONSTRAINT `uq_account_email` UNIQUE (`email`);
