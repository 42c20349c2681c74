-- rename table `a` to `_schema_aside_a`
RENAME TABLE `a` TO `_schema_aside_a`;

-- rename table `b` to `a`
RENAME TABLE `b` TO `a`;

-- rename table `_schema_aside_a` to `b`
RENAME TABLE `_schema_aside_a` TO `b`;

-- rename unique constraint `uq_a_code` on `b` to `uq_b_code`
ALTER TABLE `b` RENAME INDEX `uq_a_code` TO `uq_b_code`;

-- rename foreign key `fk_b_one` on `a` to `fk_a_one`
ALTER TABLE `a` DROP FOREIGN KEY `fk_b_one`;

-- rename foreign key `fk_b_one` on `a` to `fk_a_one`
ALTER TABLE `a`
    DROP INDEX `fk_b_one`,
    ADD INDEX `fk_a_one` (`one`);

-- rename foreign key `fk_b_one` on `a` to `fk_a_one`
ALTER TABLE `a` ADD CONSTRAINT `fk_a_one` FOREIGN KEY (`one`) REFERENCES `b` (`id`);
