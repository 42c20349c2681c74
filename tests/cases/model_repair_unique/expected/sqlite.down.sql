-- drop unique `uq_account_email` on `account`
DROP INDEX "uq_account_email";
