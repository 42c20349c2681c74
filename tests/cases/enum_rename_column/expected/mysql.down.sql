-- rename index `ix_job_phase` on `job` to `ix_task_state`
ALTER TABLE `job` RENAME INDEX `ix_job_phase` TO `ix_task_state`;

-- rename column `job.phase` to `state`
ALTER TABLE `job` RENAME COLUMN `phase` TO `state`;

-- rename table `job` to `task`
RENAME TABLE `job` TO `task`;
