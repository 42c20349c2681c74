-- create table `note`: 2 columns
CREATE TABLE `note` (
    `id` bigint NOT NULL,
    `post` bigint NOT NULL,
    PRIMARY KEY (`id`),
    INDEX `fk_note_post` (`post`),
    CONSTRAINT `fk_note_post` FOREIGN KEY (`post`) REFERENCES `post` (`id`)
) DEFAULT CHARACTER SET = utf8mb4;
