-- drop foreign key `fk_boss` on `person`
ALTER TABLE `person` DROP FOREIGN KEY `fk_boss`;

-- add column `person.friend`: i64, null
-- alter column `person.age`: i32 -> i64
-- add foreign key `fk_friend` on `person`: friend -> person.id, on delete set null
ALTER TABLE `person`
    ADD COLUMN `friend` bigint NULL,
    MODIFY COLUMN `age` bigint NOT NULL,
    ADD INDEX `fk_friend` (`friend`);

-- add foreign key `fk_boss` on `person`: boss -> person.id, on delete cascade, on update cascade
-- add foreign key `fk_friend` on `person`: friend -> person.id, on delete set null
ALTER TABLE `person`
    ADD CONSTRAINT `fk_boss` FOREIGN KEY (`boss`) REFERENCES `person` (`id`) ON DELETE CASCADE ON UPDATE CASCADE,
    ADD CONSTRAINT `fk_friend` FOREIGN KEY (`friend`) REFERENCES `person` (`id`) ON DELETE SET NULL;
