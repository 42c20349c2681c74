-- rename unique constraint `uq_code` on `giver` to `fourth`
ALTER TABLE `giver` RENAME INDEX `uq_code` TO `fourth`;

-- drop table `old`
-- hazard[drop-table]: deletes all rows of `old`
DROP TABLE `old`;
