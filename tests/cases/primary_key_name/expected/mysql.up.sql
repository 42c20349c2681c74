-- drop primary key of `seat`
-- add primary key to `seat`: rank_of, hall
ALTER TABLE `seat`
    DROP PRIMARY KEY,
    ADD PRIMARY KEY (`rank_of`, `hall`);
