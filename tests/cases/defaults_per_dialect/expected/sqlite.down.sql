-- cargo-schema: foreign-keys=off

-- alter column `sample.word`: default sql(upper('cd')) mysql(concat('c', 'd')) -> sql(lower('AB')) mysql(concat('a', 'b'))
-- alter column `sample.number`: default 3 -> sql(1 + 1)
-- alter column `sample.gone`: default none -> -7
CREATE TABLE "_schema_rebuild_sample" (
    "id" INTEGER NOT NULL,
    "word" VARCHAR(40) NOT NULL DEFAULT (lower('AB')),
    "number" INTEGER NOT NULL DEFAULT (1 + 1),
    "gone" INTEGER NOT NULL DEFAULT -7,
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
