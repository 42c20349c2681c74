-- alter table `notes`: charset utf8mb4 -> none, collation utf8mb4_bin -> none
ALTER TABLE `notes`
    DEFAULT CHARACTER SET = utf8mb4,
    MODIFY COLUMN `title` varchar(80) NOT NULL;

-- drop column `notes.code`
-- hazard[drop-column]: deletes all values of `notes.code`
ALTER TABLE `notes` DROP COLUMN `code`;
