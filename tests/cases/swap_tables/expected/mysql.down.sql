-- rename table `b` to `_schema_aside_a`
RENAME TABLE `b` TO `_schema_aside_a`;

-- rename table `a` to `b`
RENAME TABLE `a` TO `b`;

-- rename table `_schema_aside_a` to `a`
RENAME TABLE `_schema_aside_a` TO `a`;

-- rename unique constraint `uq_b_code` on `a` to `uq_a_code`
ALTER TABLE `a` RENAME INDEX `uq_b_code` TO `uq_a_code`;

-- rename foreign key `fk_a_one` on `b` to `fk_b_one`
ALTER TABLE `b` DROP FOREIGN KEY `fk_a_one`;

-- rename foreign key `fk_a_one` on `b` to `fk_b_one`
ALTER TABLE `b`
    DROP INDEX `fk_a_one`,
    ADD INDEX `fk_b_one` (`one`);

-- rename foreign key `fk_a_one` on `b` to `fk_b_one`
ALTER TABLE `b` ADD CONSTRAINT `fk_b_one` FOREIGN KEY (`one`) REFERENCES `a` (`id`);
