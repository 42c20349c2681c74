-- cargo-schema: foreign-keys=off

-- rename table `task` to `job`
ALTER TABLE "task" RENAME TO "job";

-- rename column `job.state` to `phase`
ALTER TABLE "job" RENAME COLUMN "state" TO "phase";

-- rename index `ix_task_state` on `job` to `ix_job_phase`
DROP INDEX "ix_task_state";

-- rename index `ix_task_state` on `job` to `ix_job_phase`
-- rename check constraint `ck_task_state` on `job` to `ck_job_phase`
CREATE TABLE "_schema_rebuild_job" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "phase" TEXT NOT NULL DEFAULT 'open' CONSTRAINT "ck_job_phase" CHECK ("phase" IN ('open', 'done'))
);

-- numbers that were given out are not given out again
INSERT INTO sqlite_sequence (name, seq) SELECT '_schema_rebuild_job', seq FROM sqlite_sequence WHERE name = 'job';

-- copy the rows
INSERT INTO "_schema_rebuild_job" ("id", "phase")
SELECT "id", "phase"
FROM "job";

-- the new table takes the place of the old one
DROP TABLE "job";

-- views and triggers may name the table
PRAGMA legacy_alter_table = ON;

ALTER TABLE "_schema_rebuild_job" RENAME TO "job";

PRAGMA legacy_alter_table = OFF;

-- index `ix_job_phase`
CREATE INDEX "ix_job_phase" ON "job" ("phase");
