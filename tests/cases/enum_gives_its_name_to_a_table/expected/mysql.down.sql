-- add column `a.n`: enum(note), null
ALTER TABLE `a` ADD COLUMN `n` enum('x') NULL;

-- drop table `note`
-- hazard[drop-table]: loses the rows of `note`
DROP TABLE `note`;
