-- cargo-schema: foreign-keys=off

-- drop check constraint `ck_positive` on `a`
CREATE TABLE "_schema_rebuild_a" (
    "id" INTEGER NOT NULL,
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_a" ("id")
SELECT "id"
FROM "a";

-- the new table takes the place of the old one
DROP TABLE "a";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_a" RENAME TO "a";

PRAGMA legacy_alter_table = OFF;

-- add check constraint `ck_positive` on `b`: id > 0
-- hazard[constraint-on-rows]: fails if existing rows of `b` violate `ck_positive`
CREATE TABLE "_schema_rebuild_b" (
    "id" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    CONSTRAINT "ck_positive" CHECK (id > 0)
);

-- copy the rows
INSERT INTO "_schema_rebuild_b" ("id")
SELECT "id"
FROM "b";

-- the new table takes the place of the old one
DROP TABLE "b";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_b" RENAME TO "b";

PRAGMA legacy_alter_table = OFF;
