-- create table `account`: 3 columns
CREATE TABLE "account" (
    "tenant" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "name" VARCHAR(40) NOT NULL,
    PRIMARY KEY ("tenant", "id")
);

-- unique constraint `uq_account_tenant_name`
CREATE UNIQUE INDEX "uq_account_tenant_name" ON "account" ("tenant", "name");

-- index `ix_account_name_tenant`
CREATE INDEX "ix_account_name_tenant" ON "account" ("name", "tenant");
