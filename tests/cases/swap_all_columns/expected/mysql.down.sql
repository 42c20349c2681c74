-- add column `tally.b`: i32, not null
-- add column `tally.a`: i32, not null
-- hazard[stand-in-value]: existing rows get 0 in `tally.b`, because the original value is unknown
-- hazard[stand-in-value]: existing rows get 0 in `tally.a`, because the original value is unknown
ALTER TABLE `tally`
    ADD COLUMN `b` int NOT NULL DEFAULT 0,
    ADD COLUMN `a` int NOT NULL DEFAULT 0;

-- add column `tally.b`: i32, not null
-- add column `tally.a`: i32, not null
ALTER TABLE `tally`
    ALTER COLUMN `b` DROP DEFAULT,
    ALTER COLUMN `a` DROP DEFAULT;

-- drop column `tally.c`
-- drop column `tally.d`
-- hazard[drop-column]: deletes all values of `tally.c`
-- hazard[drop-column]: deletes all values of `tally.d`
ALTER TABLE `tally`
    DROP COLUMN `c`,
    DROP COLUMN `d`;
