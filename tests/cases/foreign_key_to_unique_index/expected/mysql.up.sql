-- add column `codes.short`: i32, null
-- add index `codes_short` on `codes`: short
ALTER TABLE `codes`
    ADD COLUMN `short` int NULL,
    ADD UNIQUE INDEX `codes_short` (`short`);

-- create table `uses`: 5 columns
CREATE TABLE `uses` (
    `id` bigint NOT NULL,
    `code` varchar(9) NOT NULL,
    `short` int NULL,
    `own` int NULL,
    `other` int NULL,
    PRIMARY KEY (`id`),
    INDEX `ix_uses_code` (`code`),
    INDEX `ix_uses_other` (`other`),
    INDEX `ix_uses_short` (`short`),
    UNIQUE INDEX `uses_own` (`own`),
    CONSTRAINT `fk_uses_code` FOREIGN KEY (`code`) REFERENCES `codes` (`code`)
) DEFAULT CHARACTER SET = utf8mb4;

-- add foreign key `fk_uses_other` on `uses`: other -> uses.own
-- add foreign key `fk_uses_short` on `uses`: short -> codes.short
ALTER TABLE `uses`
    ADD CONSTRAINT `fk_uses_other` FOREIGN KEY (`other`) REFERENCES `uses` (`own`),
    ADD CONSTRAINT `fk_uses_short` FOREIGN KEY (`short`) REFERENCES `codes` (`short`);
