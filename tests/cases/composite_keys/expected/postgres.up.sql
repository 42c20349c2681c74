-- create table `account`: 3 columns
CREATE TABLE "account" (
    "tenant" integer NOT NULL,
    "id" integer NOT NULL,
    "name" varchar(40) NOT NULL,
    CONSTRAINT "account_pkey" PRIMARY KEY ("tenant", "id"),
    CONSTRAINT "uq_account_tenant_name" UNIQUE ("tenant", "name")
);

-- index `ix_account_name_tenant`
CREATE INDEX "ix_account_name_tenant" ON "account" ("name", "tenant");
