-- drop foreign key `fk_egg_from_hen` on `egg`
ALTER TABLE `egg` DROP FOREIGN KEY `fk_egg_from_hen`;

-- drop foreign key `fk_egg_from_hen` on `egg`
ALTER TABLE `egg` DROP INDEX `fk_egg_from_hen`;
