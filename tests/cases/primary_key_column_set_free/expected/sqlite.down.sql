-- cargo-schema: foreign-keys=off
-- cargo-schema: drop-column "tokens"."id"

-- drop primary key of `tokens`
-- alter column `tokens.token`: text -> uuid, null -> not null
-- drop column `tokens.id`
-- add primary key to `tokens`: token
-- hazard[not-null-without-value]: fails if `tokens.token` contains NULL
-- hazard[narrow-type]: keeps values of `tokens.token` that do not fit the new type, which programs may fail to read
-- hazard[drop-column]: deletes all values of `tokens.id`
-- hazard[primary-key-on-rows]: fails if the new primary key has duplicates in `tokens`
CREATE TABLE "_schema_rebuild_tokens" (
    "token" BLOB NOT NULL,
    PRIMARY KEY ("token")
);

-- copy the rows
INSERT INTO "_schema_rebuild_tokens" ("token")
SELECT coalesce(unhex(replace("token", '-', '')), "token")
FROM "tokens";

-- the new table takes the place of the old one
DROP TABLE "tokens";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_tokens" RENAME TO "tokens";

PRAGMA legacy_alter_table = OFF;
