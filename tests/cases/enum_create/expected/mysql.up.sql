-- create table `task`: 3 columns
CREATE TABLE `task` (
    `id` bigint NOT NULL AUTO_INCREMENT,
    `state` enum('open', 'in_work', 'done') NOT NULL DEFAULT 'open',
    `was` enum('open', 'in_work', 'done') NULL,
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET = utf8mb4;
