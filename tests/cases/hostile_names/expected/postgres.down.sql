-- drop table `"select ""from"" `where`; --"`
-- hazard[drop-table]: deletes all rows of `"select ""from"" `where`; --"`
DROP TABLE "select ""from"" `where`; --";

-- drop enum `of; DROP TABLE "users"`
DROP TYPE "of; DROP TABLE ""users""";
