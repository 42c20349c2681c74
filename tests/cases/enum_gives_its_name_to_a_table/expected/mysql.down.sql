-- add column `a.n`: enum(note), null
ALTER TABLE `a` ADD COLUMN `n` enum('x') NULL;

-- drop table `note`
-- hazard[drop-table]: deletes all rows of `note`
DROP TABLE `note`;
