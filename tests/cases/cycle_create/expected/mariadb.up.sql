-- create table `egg`: 2 columns
CREATE TABLE `egg` (
    `id` bigint NOT NULL,
    `from_hen` bigint NULL,
    PRIMARY KEY (`id`),
    INDEX `fk_egg_from_hen` (`from_hen`)
) DEFAULT CHARACTER SET = utf8mb4;

-- create table `chick`: 2 columns
CREATE TABLE `chick` (
    `id` bigint NOT NULL,
    `after` bigint NULL,
    PRIMARY KEY (`id`),
    INDEX `fk_chick_after` (`after`),
    CONSTRAINT `fk_chick_after` FOREIGN KEY (`after`) REFERENCES `chick` (`id`) ON DELETE SET NULL,
    CONSTRAINT `fk_chick_id` FOREIGN KEY (`id`) REFERENCES `egg` (`id`)
) DEFAULT CHARACTER SET = utf8mb4;

-- create table `hen`: 2 columns
CREATE TABLE `hen` (
    `id` bigint NOT NULL,
    `from_egg` bigint NULL,
    PRIMARY KEY (`id`),
    INDEX `fk_hen_from_egg` (`from_egg`),
    CONSTRAINT `fk_hen_from_egg` FOREIGN KEY (`from_egg`) REFERENCES `egg` (`id`)
) DEFAULT CHARACTER SET = utf8mb4;

-- add foreign key `fk_egg_from_hen` on `egg`: from_hen -> hen.id
ALTER TABLE `egg` ADD CONSTRAINT `fk_egg_from_hen` FOREIGN KEY (`from_hen`) REFERENCES `hen` (`id`);
