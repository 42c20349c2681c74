-- cargo-schema: foreign-keys=off

-- alter enum `mood`: happy, sad -> sad, bored, happy
CREATE TABLE "_schema_rebuild_a" (
    "id" INTEGER NOT NULL,
    "mood" TEXT NOT NULL DEFAULT 'sad' CONSTRAINT "ck_a_mood" CHECK ("mood" IN ('sad', 'bored', 'happy')),
    PRIMARY KEY ("id"),
    CONSTRAINT "ck_mood" CHECK (mood <> 'happy' or id > 0)
);

-- copy the rows
INSERT INTO "_schema_rebuild_a" ("id", "mood")
SELECT "id", "mood"
FROM "a";

-- the new table takes the place of the old one
DROP TABLE "a";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_a" RENAME TO "a";

PRAGMA legacy_alter_table = OFF;

-- index `ix_sad`
CREATE INDEX "ix_sad" ON "a" ("id") WHERE mood = 'sad';

-- alter enum `mood`: happy, sad -> sad, bored, happy
CREATE TABLE "_schema_rebuild_b" (
    "id" INTEGER NOT NULL,
    "mood" TEXT CONSTRAINT "ck_b_mood" CHECK ("mood" IN ('sad', 'bored', 'happy')),
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_b" ("id", "mood")
SELECT "id", "mood"
FROM "b";

-- the new table takes the place of the old one
DROP TABLE "b";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_b" RENAME TO "b";

PRAGMA legacy_alter_table = OFF;
