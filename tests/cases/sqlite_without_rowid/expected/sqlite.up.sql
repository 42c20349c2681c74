-- cargo-schema: foreign-keys=off

-- alter table `setting`: not without rowid
CREATE TABLE "_schema_rebuild_setting" (
    "key" VARCHAR(40) NOT NULL,
    "value" TEXT,
    PRIMARY KEY ("key")
);

-- copy the rows
INSERT INTO "_schema_rebuild_setting" ("key", "value")
SELECT "key", "value"
FROM "setting";

-- the new table takes the place of the old one
DROP TABLE "setting";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_setting" RENAME TO "setting";

PRAGMA legacy_alter_table = OFF;

-- alter table `tag`: without rowid
CREATE TABLE "_schema_rebuild_tag" (
    "post" INTEGER NOT NULL,
    "word" VARCHAR(40) NOT NULL,
    "weight" INTEGER NOT NULL,
    PRIMARY KEY ("post", "word")
) WITHOUT ROWID;

-- copy the rows
INSERT INTO "_schema_rebuild_tag" ("post", "word", "weight")
SELECT "post", "word", "weight"
FROM "tag";

-- the new table takes the place of the old one
DROP TABLE "tag";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_tag" RENAME TO "tag";

PRAGMA legacy_alter_table = OFF;

-- index `ix_tag_weight`
CREATE INDEX "ix_tag_weight" ON "tag" ("weight");
