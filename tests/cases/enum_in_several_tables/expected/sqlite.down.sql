-- cargo-schema: foreign-keys=off

-- alter enum `state`: new, draft, open -> new, lost, open
-- hazard[remove-enum-value]: fails if a row still contains `draft` of enum `state`
CREATE TABLE "_schema_rebuild_call" (
    "id" INTEGER NOT NULL,
    "state" TEXT NOT NULL CONSTRAINT "ck_call_state" CHECK ("state" IN ('new', 'lost', 'open')),
    "former" TEXT CONSTRAINT "ck_call_former" CHECK ("former" IN ('new', 'lost', 'open')),
    "mood" TEXT CONSTRAINT "ck_call_mood" CHECK ("mood" IN ('calm', 'wild')),
    PRIMARY KEY ("id"),
    CONSTRAINT "ck_open" CHECK (state <> 'open')
);

-- copy the rows
INSERT INTO "_schema_rebuild_call" ("id", "state", "former", "mood")
SELECT "id", "state", "former", "mood"
FROM "call";

-- the new table takes the place of the old one
DROP TABLE "call";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_call" RENAME TO "call";

PRAGMA legacy_alter_table = OFF;

-- index `ix_state`
CREATE INDEX "ix_state" ON "call" ("state");

-- alter enum `state`: new, draft, open -> new, lost, open
-- hazard[remove-enum-value]: fails if a row still contains `draft` of enum `state`
CREATE TABLE "_schema_rebuild_task" (
    "id" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'new' CONSTRAINT "ck_task_state" CHECK ("state" IN ('new', 'lost', 'open')),
    "mood" TEXT CONSTRAINT "ck_task_mood" CHECK ("mood" IN ('calm', 'wild')),
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_task" ("id", "state", "mood")
SELECT "id", "state", "mood"
FROM "task";

-- the new table takes the place of the old one
DROP TABLE "task";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_task" RENAME TO "task";

PRAGMA legacy_alter_table = OFF;
