-- add foreign key `fk_egg_from_hen` on `egg`: from_hen -> hen.id
ALTER TABLE `egg` ADD INDEX `fk_egg_from_hen` (`from_hen`);

-- add foreign key `fk_egg_from_hen` on `egg`: from_hen -> hen.id
-- hazard[constraint-on-rows]: fails if existing rows of `egg` violate `fk_egg_from_hen`
ALTER TABLE `egg` ADD CONSTRAINT `fk_egg_from_hen` FOREIGN KEY (`from_hen`) REFERENCES `hen` (`id`);
