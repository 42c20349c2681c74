-- cargo-schema: foreign-keys=off

-- alter column `line.total`: generated virtual as price * amount -> generated stored as price * amount
-- alter column `line.sum`: generated stored as price + amount -> generated virtual as price + amount
CREATE TABLE "_schema_rebuild_line" (
    "id" INTEGER NOT NULL,
    "price" INTEGER NOT NULL,
    "amount" INTEGER NOT NULL,
    "total" INTEGER NOT NULL GENERATED ALWAYS AS (price * amount) STORED,
    "sum" INTEGER NOT NULL GENERATED ALWAYS AS (price + amount) VIRTUAL,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_line" ("id", "price", "amount")
SELECT "id", "price", "amount"
FROM "line";

-- the new table takes the place of the old one
DROP TABLE "line";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_line" RENAME TO "line";

PRAGMA legacy_alter_table = OFF;

-- index `ix_sum`
CREATE INDEX "ix_sum" ON "line" ("sum");
