-- create table `note`: 2 columns
CREATE TABLE `note` (
    `id` bigint NOT NULL,
    `title` longtext NOT NULL,
    PRIMARY KEY (`id`),
    CONSTRAINT `uq_note_title` UNIQUE (`title`)
) DEFAULT CHARACTER SET = utf8mb4;
