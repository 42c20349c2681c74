-- cargo-schema: foreign-keys=off

-- drop primary key of `tokens`
-- add column `tokens.id`: i64, not null, existing rows get 1
-- alter column `tokens.token`: uuid -> text, not null -> null
-- add primary key to `tokens`: id
-- hazard[primary-key-on-rows]: fails if the new primary key has duplicates in `tokens`
CREATE TABLE "_schema_rebuild_tokens" (
    "token" TEXT,
    "id" INTEGER NOT NULL,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_tokens" ("token", "id")
SELECT lower(substr(hex("token"), 1, 8) || '-' || substr(hex("token"), 9, 4) || '-' || substr(hex("token"), 13, 4) || '-' || substr(hex("token"), 17, 4) || '-' || substr(hex("token"), 21)), 1
FROM "tokens";

-- the new table takes the place of the old one
DROP TABLE "tokens";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_tokens" RENAME TO "tokens";

PRAGMA legacy_alter_table = OFF;
