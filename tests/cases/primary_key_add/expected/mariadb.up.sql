-- add primary key to `pair`: b, a
-- hazard: fails where rows of `pair` are not told apart by the new primary key
ALTER TABLE `pair` ADD PRIMARY KEY (`b`, `a`);
