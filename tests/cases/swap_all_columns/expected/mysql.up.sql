-- add column `tally.c`: i32, null
-- add column `tally.d`: i32, null
ALTER TABLE `tally`
    ADD COLUMN `c` int NULL,
    ADD COLUMN `d` int NULL;

-- drop column `tally.a`
-- drop column `tally.b`
-- hazard[drop-column]: deletes all values of `tally.a`
-- hazard[drop-column]: deletes all values of `tally.b`
ALTER TABLE `tally`
    DROP COLUMN `a`,
    DROP COLUMN `b`;
