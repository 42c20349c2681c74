-- rename table `users` to `people`
RENAME TABLE `users` TO `people`;

-- create table `Users`: 1 column
CREATE TABLE `Users` (
    `id` bigint NOT NULL,
    PRIMARY KEY (`id`)
) DEFAULT CHARACTER SET = utf8mb4;
