-- rename column `job.phase` to `state`
ALTER TABLE `job` RENAME COLUMN `phase` TO `state`;

-- rename table `job` to `task`
RENAME TABLE `job` TO `task`;

-- rename index `ix_job_phase` on `task` to `ix_task_state`
ALTER TABLE `task` RENAME INDEX `ix_job_phase` TO `ix_task_state`;
