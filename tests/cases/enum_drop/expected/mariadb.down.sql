-- create table `task`: 2 columns
CREATE TABLE `task` (
    `id` bigint NOT NULL AUTO_INCREMENT,
    `state` enum('open', 'done') NOT NULL DEFAULT 'open',
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET = utf8mb4;
