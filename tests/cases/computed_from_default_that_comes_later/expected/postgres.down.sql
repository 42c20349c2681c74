-- drop table `items`
-- hazard[drop-table]: deletes all rows of `items`
DROP TABLE "items";
