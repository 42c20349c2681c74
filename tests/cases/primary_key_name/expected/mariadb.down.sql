-- drop primary key of `seat`
-- add primary key to `seat`: hall, rank_of
ALTER TABLE `seat`
    DROP PRIMARY KEY,
    ADD PRIMARY KEY (`hall`, `rank_of`);
