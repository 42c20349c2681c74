-- cargo-schema: foreign-keys=off

-- rename table `b` to `_schema_aside_a`
ALTER TABLE "b" RENAME TO "_schema_aside_a";

-- rename table `a` to `b`
ALTER TABLE "a" RENAME TO "b";

-- rename table `_schema_aside_a` to `a`
ALTER TABLE "_schema_aside_a" RENAME TO "a";

-- rename unique constraint `uq_b_code` on `a` to `uq_a_code`
DROP INDEX IF EXISTS "uq_b_code";

-- rename unique constraint `uq_b_code` on `a` to `uq_a_code`
CREATE TABLE "_schema_rebuild_a" (
    "id" INTEGER NOT NULL,
    "code" INTEGER NOT NULL,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_a" ("id", "code")
SELECT "id", "code"
FROM "a";

-- the new table takes the place of the old one
DROP TABLE "a";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_a" RENAME TO "a";

PRAGMA legacy_alter_table = OFF;

-- unique constraint `uq_a_code`
CREATE UNIQUE INDEX "uq_a_code" ON "a" ("code");

-- rename foreign key `fk_a_one` on `b` to `fk_b_one`
CREATE TABLE "_schema_rebuild_b" (
    "id" INTEGER NOT NULL,
    "one" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    CONSTRAINT "fk_b_one" FOREIGN KEY ("one") REFERENCES "a" ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_b" ("id", "one")
SELECT "id", "one"
FROM "b";

-- the new table takes the place of the old one
DROP TABLE "b";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_b" RENAME TO "b";

PRAGMA legacy_alter_table = OFF;
