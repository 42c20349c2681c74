-- drop column `entry.day`
-- hazard[drop-column]: deletes all values of `entry.day`
ALTER TABLE "entry" DROP COLUMN "day";

-- drop column `entry.moment`
-- hazard[drop-column]: deletes all values of `entry.moment`
ALTER TABLE "entry" DROP COLUMN "moment";

-- drop column `entry.time`
-- hazard[drop-column]: deletes all values of `entry.time`
ALTER TABLE "entry" DROP COLUMN "time";
