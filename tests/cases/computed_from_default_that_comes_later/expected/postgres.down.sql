-- drop table `items`
-- hazard: loses the rows of `items`
DROP TABLE "items";
