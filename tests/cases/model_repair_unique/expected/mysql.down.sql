-- drop unique constraint `uq_account_email` on `account`
ALTER TABLE `account` DROP INDEX `uq_account_email`;
