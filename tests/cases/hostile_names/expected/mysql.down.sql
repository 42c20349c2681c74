-- drop table `"select ""from"" `where`; --"`
-- hazard[drop-table]: deletes all rows of `"select ""from"" `where`; --"`
DROP TABLE `select "from" ``where``; --`;
