-- fix existing rows for `uq_account_email`
DELETE FROM account WHERE id NOT IN (SELECT id FROM (SELECT max(id) AS id FROM account GROUP BY email) AS kept);

-- add unique constraint `uq_account_email` on `account`: email
-- hazard[constraint-on-rows]: fails if existing rows of `account` violate `uq_account_email`
ALTER TABLE `account` ADD CONSTRAINT `uq_account_email` UNIQUE (`email`);
