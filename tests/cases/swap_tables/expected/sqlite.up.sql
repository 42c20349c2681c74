-- cargo-schema: foreign-keys=off

-- rename table `a` to `_schema_aside_a`
ALTER TABLE "a" RENAME TO "_schema_aside_a";

-- rename table `b` to `a`
ALTER TABLE "b" RENAME TO "a";

-- rename table `_schema_aside_a` to `b`
ALTER TABLE "_schema_aside_a" RENAME TO "b";

-- rename unique constraint `uq_a_code` on `b` to `uq_b_code`
DROP INDEX IF EXISTS "uq_a_code";

-- rename foreign key `fk_b_one` on `a` to `fk_a_one`
CREATE TABLE "_schema_rebuild_a" (
    "id" INTEGER NOT NULL,
    "one" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    CONSTRAINT "fk_a_one" FOREIGN KEY ("one") REFERENCES "b" ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_a" ("id", "one")
SELECT "id", "one"
FROM "a";

-- the new table takes the place of the old one
DROP TABLE "a";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_a" RENAME TO "a";

PRAGMA legacy_alter_table = OFF;

-- rename unique constraint `uq_a_code` on `b` to `uq_b_code`
CREATE TABLE "_schema_rebuild_b" (
    "id" INTEGER NOT NULL,
    "code" INTEGER NOT NULL,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_b" ("id", "code")
SELECT "id", "code"
FROM "b";

-- the new table takes the place of the old one
DROP TABLE "b";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_b" RENAME TO "b";

PRAGMA legacy_alter_table = OFF;

-- unique constraint `uq_b_code`
CREATE UNIQUE INDEX "uq_b_code" ON "b" ("code");
