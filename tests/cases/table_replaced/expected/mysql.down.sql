-- make room before `news` is dropped
ALTER TABLE `news` DROP FOREIGN KEY `fk_news_of`;

-- create table `olds`: 3 columns
CREATE TABLE `olds` (
    `id` bigint NOT NULL,
    `kind` bigint NOT NULL,
    `state` enum('open', 'shut') NOT NULL,
    PRIMARY KEY (`id`),
    INDEX `fk_olds_kind` (`kind`),
    CONSTRAINT `fk_olds_kind` FOREIGN KEY (`kind`) REFERENCES `kinds` (`id`)
) DEFAULT CHARACTER SET = utf8mb4;

-- drop table `news`
-- hazard[drop-table]: deletes all rows of `news`
DROP TABLE `news`;

-- drop column `kinds.note`
-- hazard[drop-column]: deletes all values of `kinds.note`
ALTER TABLE `kinds` DROP COLUMN `note`;
