-- make room before `note` is dropped
ALTER TABLE `note` DROP FOREIGN KEY `fk_note_post`;

-- drop table `note`
-- hazard[drop-table]: deletes all rows of `note`
DROP TABLE `note`;
