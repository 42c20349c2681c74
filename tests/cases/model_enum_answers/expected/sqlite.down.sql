-- cargo-schema: foreign-keys=off

-- alter enum `state`: open, done, paused -> fresh, lost, done, rows with open get fresh
-- hazard[remove-enum-value]: fails if a row still contains `paused` of enum `state`
CREATE TABLE "_schema_rebuild_task" (
    "id" INTEGER NOT NULL,
    "state" TEXT NOT NULL CONSTRAINT "ck_task_state" CHECK ("state" IN ('fresh', 'lost', 'done')),
    PRIMARY KEY ("id")
);

-- copy the rows
INSERT INTO "_schema_rebuild_task" ("id", "state")
SELECT "id", CASE "state" WHEN 'open' THEN 'fresh' ELSE "state" END
FROM "task";

-- the new table takes the place of the old one
DROP TABLE "task";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_task" RENAME TO "task";

PRAGMA legacy_alter_table = OFF;
