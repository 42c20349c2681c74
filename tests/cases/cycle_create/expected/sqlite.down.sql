-- cargo-schema: foreign-keys=off

-- drop table `hen`
-- hazard: loses the rows of `hen`
DROP TABLE "hen";

-- drop table `chick`
-- hazard: loses the rows of `chick`
DROP TABLE "chick";

-- drop table `egg`
-- hazard: loses the rows of `egg`
DROP TABLE "egg";
