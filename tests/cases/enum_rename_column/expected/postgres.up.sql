-- rename table `task` to `job`
ALTER TABLE "task" RENAME TO "job";

-- its primary key follows
ALTER TABLE "job" RENAME CONSTRAINT "task_pkey" TO "job_pkey";

-- rename column `job.state` to `phase`
ALTER TABLE "job" RENAME COLUMN "state" TO "phase";

-- rename index `ix_task_state` on `job` to `ix_job_phase`
ALTER INDEX "ix_task_state" RENAME TO "ix_job_phase";
