-- add primary key to `pair`: b, a
-- hazard: fails where rows of `pair` break `primary key`
ALTER TABLE `pair` ADD PRIMARY KEY (`b`, `a`);
