-- cargo-schema: foreign-keys=off

-- alter column `line.price`: i32 -> i64
-- alter column `line.sum`: generated virtual as price + amount -> none
CREATE TABLE "_schema_rebuild_line" (
    "id" INTEGER NOT NULL,
    "price" INTEGER NOT NULL,
    "amount" INTEGER NOT NULL,
    "total" INTEGER GENERATED ALWAYS AS (price * amount) VIRTUAL,
    "sum" INTEGER,
    PRIMARY KEY ("id"),
    CONSTRAINT "ck_line_sum" CHECK (sum > 0)
);

-- copy the rows
INSERT INTO "_schema_rebuild_line" ("id", "price", "amount", "sum")
SELECT "id", "price", "amount", "sum"
FROM "line";

-- the new table takes the place of the old one
DROP TABLE "line";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_line" RENAME TO "line";

PRAGMA legacy_alter_table = OFF;
