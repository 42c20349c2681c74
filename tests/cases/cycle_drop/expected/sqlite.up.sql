-- cargo-schema: foreign-keys=off

-- drop table `hen`
-- hazard[drop-table]: loses the rows of `hen`
DROP TABLE "hen";

-- drop table `chick`
-- hazard[drop-table]: loses the rows of `chick`
DROP TABLE "chick";

-- drop table `egg`
-- hazard[drop-table]: loses the rows of `egg`
DROP TABLE "egg";
