-- Takes back: initial

-- drop table `entries`
-- hazard: loses the rows of `entries`
DROP TABLE "entries";

-- drop table `guests`
-- hazard: loses the rows of `guests`
DROP TABLE "guests";
