-- cargo-schema: foreign-keys=off

-- drop unique constraint `uq_account_email` on `account`
DROP INDEX IF EXISTS "uq_account_email";

CREATE TABLE "_schema_rebuild_account" (
    "id" INTEGER NOT NULL,
    "email" VARCHAR(80) NOT NULL,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_account" ("id", "email")
SELECT "id", "email"
FROM "account";

-- the new table takes the place of the old one
DROP TABLE "account";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_account" RENAME TO "account";

PRAGMA legacy_alter_table = OFF;
