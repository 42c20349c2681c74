-- rename table `task` to `job`
RENAME TABLE `task` TO `job`;

-- rename column `job.state` to `phase`
ALTER TABLE `job` RENAME COLUMN `state` TO `phase`;

-- rename index `ix_task_state` on `job` to `ix_job_phase`
ALTER TABLE `job` RENAME INDEX `ix_task_state` TO `ix_job_phase`;
