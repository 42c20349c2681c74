-- cargo-schema: foreign-keys=off

-- alter column `task.state`: default "fresh" -> "open"
-- alter enum `state`: open, done, fresh -> open, done
-- hazard[remove-enum-value]: fails if a row still contains `fresh` of enum `state`
CREATE TABLE "_schema_rebuild_task" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "state" TEXT NOT NULL DEFAULT 'open' CONSTRAINT "ck_task_state" CHECK ("state" IN ('open', 'done'))
);

-- numbers that were given out are not given out again
INSERT INTO sqlite_sequence (name, seq) SELECT '_schema_rebuild_task', seq FROM sqlite_sequence WHERE name = 'task';

-- copy the rows
INSERT INTO "_schema_rebuild_task" ("id", "state")
SELECT "id", "state"
FROM "task";

-- the new table takes the place of the old one
DROP TABLE "task";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_task" RENAME TO "task";

PRAGMA legacy_alter_table = OFF;
