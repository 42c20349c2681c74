-- cargo-schema: foreign-keys=off

-- alter column `sample.word`: default sql(lower('AB')) mysql(concat('a', 'b')) -> sql(upper('cd')) mysql(concat('c', 'd'))
-- alter column `sample.number`: default sql(1 + 1) -> 3
-- alter column `sample.gone`: default -7 -> none
CREATE TABLE "_schema_rebuild_sample" (
    "id" INTEGER NOT NULL,
    "word" VARCHAR(40) NOT NULL DEFAULT (upper('cd')),
    "number" INTEGER NOT NULL DEFAULT 3,
    "gone" INTEGER NOT NULL,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_sample" ("id", "word", "number", "gone")
SELECT "id", "word", "number", "gone"
FROM "sample";

-- the new table takes the place of the old one
DROP TABLE "sample";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_sample" RENAME TO "sample";

PRAGMA legacy_alter_table = OFF;
