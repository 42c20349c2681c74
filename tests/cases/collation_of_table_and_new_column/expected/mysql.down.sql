-- alter table `notes`: charset utf8mb4 -> none, collation utf8mb4_bin -> none
-- drop column `notes.code`
-- hazard: loses the values of `notes.code`
ALTER TABLE `notes`
    DEFAULT CHARACTER SET = utf8mb4,
    DROP COLUMN `code`,
    MODIFY COLUMN `title` varchar(80) NOT NULL;
