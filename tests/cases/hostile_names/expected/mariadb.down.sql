-- drop table `"select ""from"" `where`; --"`
-- hazard: loses the rows of `"select ""from"" `where`; --"`
DROP TABLE `select "from" ``where``; --`;
