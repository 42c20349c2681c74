-- temporarily drop unique constraint `uq_short` on `item` while a column under it changes
-- temporarily drop index `ix_short` on `item` while a column under it changes
-- alter column `item.short`: varchar(9) -> varchar(19), generated virtual as substr(name, 1, 9) -> generated stored as name
-- create unique constraint `uq_short` on `item` again
-- create index `ix_short` on `item` again
ALTER TABLE `item`
    DROP INDEX `uq_short`,
    DROP INDEX `ix_short`,
    DROP COLUMN `short`,
    ADD COLUMN `short` varchar(19) GENERATED ALWAYS AS (name) STORED,
    ADD CONSTRAINT `uq_short` UNIQUE (`short`),
    ADD INDEX `ix_short` (`short`);
