-- cargo-schema: foreign-keys=off

-- add column `line.amount`: i64, not null
-- hazard[stand-in-value]: existing rows get 0 in `line.amount`, because the original value is unknown
CREATE TABLE "_schema_rebuild_line" (
    "id" INTEGER NOT NULL,
    "price" INTEGER NOT NULL,
    "total" INTEGER NOT NULL GENERATED ALWAYS AS (price * amount) STORED,
    "amount" INTEGER NOT NULL,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_line" ("id", "price", "amount")
SELECT "id", "price", 0
FROM "line";

-- the new table takes the place of the old one
DROP TABLE "line";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_line" RENAME TO "line";

PRAGMA legacy_alter_table = OFF;
