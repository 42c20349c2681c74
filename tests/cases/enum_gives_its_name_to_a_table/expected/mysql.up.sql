-- create table `note`: 1 column
CREATE TABLE `note` (
    `id` bigint NOT NULL,
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET = utf8mb4;

-- drop column `a.n`
-- hazard[drop-column]: deletes all values of `a.n`
ALTER TABLE `a` DROP COLUMN `n`;
