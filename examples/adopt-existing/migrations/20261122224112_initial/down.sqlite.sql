-- Takes back: initial

-- cargo-schema: foreign-keys=off

-- drop table `entries`
-- hazard: loses the rows of `entries`
DROP TABLE "entries";

-- drop table `guests`
-- hazard: loses the rows of `guests`
DROP TABLE "guests";
