-- drop foreign key `fk_boss` on `person`
-- drop foreign key `fk_friend` on `person`
ALTER TABLE `person`
    DROP FOREIGN KEY `fk_boss`,
    DROP FOREIGN KEY `fk_friend`;

-- alter column `person.age`: i64 -> i32
-- drop foreign key `fk_friend` on `person`
-- hazard[narrow-type]: fails or truncates values of `person.age` that do not fit the new type
ALTER TABLE `person`
    MODIFY COLUMN `age` int NOT NULL,
    DROP INDEX `fk_friend`;

-- add foreign key `fk_boss` on `person`: boss -> person.id, on delete set null, on update cascade
ALTER TABLE `person` ADD CONSTRAINT `fk_boss` FOREIGN KEY (`boss`) REFERENCES `person` (`id`) ON DELETE SET NULL ON UPDATE CASCADE;

-- drop column `person.friend`
-- hazard[drop-column]: deletes all values of `person.friend`
ALTER TABLE `person` DROP COLUMN `friend`;
