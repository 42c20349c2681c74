-- take unique `uq_short` off `item` while a column under it changes
-- take index `ix_short` off `item` while a column under it changes
-- alter column `item.short`: varchar(9) -> varchar(19), generated virtual as substr(name, 1, 9) -> generated stored as name
-- put unique `uq_short` on `item` again
-- put index `ix_short` on `item` again
ALTER TABLE `item`
    DROP INDEX `uq_short`,
    DROP INDEX `ix_short`,
    DROP COLUMN `short`,
    ADD COLUMN `short` varchar(19) GENERATED ALWAYS AS (name) STORED,
    ADD CONSTRAINT `uq_short` UNIQUE (`short`),
    ADD INDEX `ix_short` (`short`);
