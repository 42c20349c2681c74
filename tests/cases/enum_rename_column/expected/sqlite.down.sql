-- cargo-schema: foreign-keys=off

-- rename column `job.phase` to `state`
ALTER TABLE "job" RENAME COLUMN "phase" TO "state";

-- rename table `job` to `task`
ALTER TABLE "job" RENAME TO "task";

-- rename index `ix_job_phase` on `task` to `ix_task_state`
DROP INDEX "ix_job_phase";

-- rename index `ix_job_phase` on `task` to `ix_task_state`
-- rename check constraint `ck_job_phase` on `task` to `ck_task_state`
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

-- index `ix_task_state`
CREATE INDEX "ix_task_state" ON "task" ("state");
