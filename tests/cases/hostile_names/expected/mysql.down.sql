-- drop table `"select ""from"" `where`; --"`
-- hazard[drop-table]: loses the rows of `"select ""from"" `where`; --"`
DROP TABLE `select "from" ``where``; --`;
