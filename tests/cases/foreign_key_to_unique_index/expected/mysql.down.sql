-- make room before `uses` is dropped
ALTER TABLE `uses`
    DROP FOREIGN KEY `fk_uses_code`,
    DROP FOREIGN KEY `fk_uses_short`;

-- drop index `codes_short` on `codes`
ALTER TABLE `codes` DROP INDEX `codes_short`;

-- drop table `uses`
-- hazard[drop-table]: deletes all rows of `uses`
DROP TABLE `uses`;

-- drop column `codes.short`
-- hazard[drop-column]: deletes all values of `codes.short`
ALTER TABLE `codes` DROP COLUMN `short`;
