-- Takes back: initial

-- drop table `entries`
-- hazard[drop-table]: deletes all rows of `entries`
DROP TABLE "entries";

-- drop table `guests`
-- hazard[drop-table]: deletes all rows of `guests`
DROP TABLE "guests";
