-- Takes back: addresses, measures and invoices

-- cargo-schema: foreign-keys=off

-- drop table `visits`
-- hazard[drop-table]: deletes all rows of `visits`
DROP TABLE "visits";

-- drop table `sensors`
-- hazard[drop-table]: deletes all rows of `sensors`
DROP TABLE "sensors";

-- drop table `invoices`
-- hazard[drop-table]: deletes all rows of `invoices`
DROP TABLE "invoices";

-- alter column `sessions.address`: native(postgres = inet, otherwise = varchar(45)) -> text, null -> not null
-- hazard[stand-in-value]: existing rows get "" in `sessions.address`, because the original value is unknown
CREATE TABLE "_schema_rebuild_sessions" (
    "token" BLOB NOT NULL,
    "account_id" INTEGER NOT NULL,
    "address" TEXT NOT NULL,
    "expires_at" TIMESTAMP NOT NULL,
    PRIMARY KEY ("token"),
    CONSTRAINT "fk_sessions_account_id" FOREIGN KEY ("account_id") REFERENCES "accounts" ("id") ON DELETE CASCADE
);

-- copy the rows
INSERT INTO "_schema_rebuild_sessions" ("token", "account_id", "address", "expires_at")
SELECT "token", "account_id", coalesce("address", ''), "expires_at"
FROM "sessions";

-- the new table takes the place of the old one
DROP TABLE "sessions";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_sessions" RENAME TO "sessions";

PRAGMA legacy_alter_table = OFF;

-- index `ix_sessions_account_id`
CREATE INDEX "ix_sessions_account_id" ON "sessions" ("account_id");
