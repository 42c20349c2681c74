-- drop table `k`
-- hazard[drop-table]: deletes all rows of `k`
DROP TABLE `k`;

-- drop table `p`
-- hazard[drop-table]: deletes all rows of `p`
DROP TABLE `p`;
