-- cargo-schema: foreign-keys=off

-- drop table `hen`
-- hazard[drop-table]: deletes all rows of `hen`
DROP TABLE "hen";

-- drop table `chick`
-- hazard[drop-table]: deletes all rows of `chick`
DROP TABLE "chick";

-- drop table `egg`
-- hazard[drop-table]: deletes all rows of `egg`
DROP TABLE "egg";
