-- cargo-schema: foreign-keys=off

-- alter column `line.price`: i64 -> i32
-- alter column `line.sum`: none -> generated virtual as price + amount
-- hazard[drop-column]: deletes all values of `line.sum`
-- hazard[narrow-type]: keeps values of `line.price` that do not fit the new type, which programs may fail to read
CREATE TABLE "_schema_rebuild_line" (
    "id" INTEGER NOT NULL,
    "price" INTEGER NOT NULL,
    "amount" INTEGER NOT NULL,
    "total" INTEGER GENERATED ALWAYS AS (price * amount) VIRTUAL,
    "sum" INTEGER GENERATED ALWAYS AS (price + amount) VIRTUAL,
    PRIMARY KEY ("id"),
    CONSTRAINT "ck_line_sum" CHECK (sum > 0)
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
