-- drop foreign key `fk_egg_from_hen` on `egg`, so that its table can be dropped
ALTER TABLE "egg" DROP CONSTRAINT "fk_egg_from_hen";

-- drop table `hen`
-- hazard[drop-table]: deletes all rows of `hen`
DROP TABLE "hen";

-- drop table `chick`
-- hazard[drop-table]: deletes all rows of `chick`
DROP TABLE "chick";

-- drop table `egg`
-- hazard[drop-table]: deletes all rows of `egg`
DROP TABLE "egg";
