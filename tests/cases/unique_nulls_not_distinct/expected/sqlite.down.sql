-- cargo-schema: foreign-keys=off

-- drop unique constraint `uq_mail` on `account`: nulls not distinct
DROP INDEX IF EXISTS "uq_mail";

-- add unique constraint `uq_mail` on `account`: tenant, mail
-- hazard[constraint-on-rows]: fails if existing rows of `account` violate `uq_mail`
CREATE TABLE "_schema_rebuild_account" (
    "id" INTEGER NOT NULL,
    "tenant" INTEGER NOT NULL,
    "mail" VARCHAR(80),
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_account" ("id", "tenant", "mail")
SELECT "id", "tenant", "mail"
FROM "account";

-- the new table takes the place of the old one
DROP TABLE "account";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_account" RENAME TO "account";

PRAGMA legacy_alter_table = OFF;

-- unique constraint `uq_mail`
CREATE UNIQUE INDEX "uq_mail" ON "account" ("tenant", "mail");
