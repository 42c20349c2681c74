-- drop unique constraint `uq_account_email` on `account`
ALTER TABLE "account" DROP CONSTRAINT "uq_account_email";
