-- take unique `uq_short` off `item` while a column under it changes
-- take index `ix_short` off `item` while a column under it changes
-- alter column `item.short`: varchar(19) -> varchar(9), generated stored as name -> generated virtual as substr(name, 1, 9)
-- put unique `uq_short` on `item` again
-- put index `ix_short` on `item` again
-- hazard[narrow-type]: fails or cuts where a value of `item.short` does not fit the new type
ALTER TABLE `item`
    DROP INDEX `uq_short`,
    DROP INDEX `ix_short`,
    DROP COLUMN `short`,
    ADD COLUMN `short` varchar(9) GENERATED ALWAYS AS (substr(name, 1, 9)) VIRTUAL,
    ADD CONSTRAINT `uq_short` UNIQUE (`short`),
    ADD INDEX `ix_short` (`short`);
