-- rename column `job.phase` to `state`
ALTER TABLE "job" RENAME COLUMN "phase" TO "state";

-- rename table `job` to `task`
ALTER TABLE "job" RENAME TO "task";

-- its primary key follows
ALTER TABLE "task" RENAME CONSTRAINT "job_pkey" TO "task_pkey";

-- rename index `ix_job_phase` on `task` to `ix_task_state`
ALTER INDEX "ix_job_phase" RENAME TO "ix_task_state";
