-- add column `kinds.note`: i64, null
ALTER TABLE `kinds` ADD COLUMN `note` bigint NULL;

-- create table `news`: 2 columns
CREATE TABLE `news` (
    `key` bigint NOT NULL,
    `of` bigint NOT NULL,
    PRIMARY KEY (`key`),
    INDEX `fk_news_of` (`of`),
    CONSTRAINT `fk_news_of` FOREIGN KEY (`of`) REFERENCES `kinds` (`id`)
) DEFAULT CHARACTER SET = utf8mb4;

-- drop table `olds`
-- hazard[drop-table]: deletes all rows of `olds`
DROP TABLE `olds`;
