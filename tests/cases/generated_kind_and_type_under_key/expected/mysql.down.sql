-- temporarily drop unique constraint `uq_short` on `item` while a column under it changes
-- temporarily drop index `ix_short` on `item` while a column under it changes
-- alter column `item.short`: varchar(19) -> varchar(9), generated stored as name -> generated virtual as substr(name, 1, 9)
-- create unique constraint `uq_short` on `item` again
-- create index `ix_short` on `item` again
-- hazard[narrow-type]: fails or truncates values of `item.short` that do not fit the new type
ALTER TABLE `item`
    DROP INDEX `uq_short`,
    DROP INDEX `ix_short`,
    DROP COLUMN `short`,
    ADD COLUMN `short` varchar(9) GENERATED ALWAYS AS (substr(name, 1, 9)) VIRTUAL,
    ADD CONSTRAINT `uq_short` UNIQUE (`short`),
    ADD INDEX `ix_short` (`short`);
