-- rename unique constraint `fourth` on `giver` to `uq_code`
ALTER TABLE `giver` RENAME INDEX `fourth` TO `uq_code`;

-- create table `old`: 1 column
CREATE TABLE `old` (
    `id` bigint NOT NULL,
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET = utf8mb4;
